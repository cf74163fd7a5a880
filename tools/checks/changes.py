"""What a change must bring along: a word in the changelog."""

from pathlib import Path
import subprocess


CODE = ("src/", "policy/", "themes/", "profiles/", "setup.py", "versions.cfg")
FRAGMENTS = "news/"


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
