"""What a change must bring along: the list of add-ons in step, and a word in the changelog."""

from checks.house import add_ons
from pathlib import Path
import ast
import subprocess
import tomllib


CODE = ("src/", "policy/", "themes/", "profiles/", "setup.py", "versions.cfg")
FRAGMENTS = "news/"


def meta_in_step(root: Path) -> list[str]:
    """An add-on that the meta-distribution or the policy forgets, or names without it existing."""
    names = [add_on.name for add_on in add_ons(root)]
    found = []
    if listed(root / "setup.py") != names:
        found.append("setup.py does not list the add-ons that exist: run tools/update_meta.py")
    return found


def listed(setup: Path) -> list[str]:
    """The value of ADD_ONS in setup.py, read without running it."""
    for node in ast.parse(setup.read_text()).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ADD_ONS":
            return ast.literal_eval(node.value)
    return []


def one_version(root: Path) -> list[str]:
    """A distribution whose version is not that of the others."""
    version = ast_version(root / "setup.py")
    found = []
    for add_on in add_ons(root):
        own = tomllib.loads((add_on.folder / "pyproject.toml").read_text())["project"]["version"]
        if own != version:
            found.append(f"{add_on.name} is version {own}, the meta-distribution {version}")
    return found


def ast_version(setup: Path) -> str:
    """The version in setup.py, read without running it."""
    for node in ast.walk(ast.parse(setup.read_text())):
        if isinstance(node, ast.keyword) and node.arg == "version":
            return ast.literal_eval(node.value)
    return ""


def news_fragment(root: Path) -> list[str]:
    """Code that changed with no word for those who will upgrade."""
    base = starting_point(root)
    if base is None:
        return []
    changed = git(root, "diff", "--name-only", base).splitlines()
    changed += git(root, "ls-files", "--others", "--exclude-standard").splitlines()
    touches_code = any(path.startswith(CODE) for path in changed)
    if touches_code and not any(path.startswith(FRAGMENTS) for path in changed):
        return [f"the code changed since {base}: write news/+subject.feature.md (see news/README)"]
    return []


def starting_point(root: Path) -> str | None:
    """What to compare with: where a branch left main, or the last release on main itself."""
    if not (root / ".git").exists():
        return None
    branch = git(root, "rev-parse", "--abbrev-ref", "HEAD").strip()
    if branch not in ("main", "HEAD"):
        return git(root, "merge-base", "HEAD", "main").strip()[:12] or None
    return git(root, "describe", "--tags", "--abbrev=0").strip() or None


def git(root: Path, *arguments: str) -> str:
    """What git says; nothing when it cannot answer."""
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
