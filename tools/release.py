"""Make a release: one version everywhere, the changelog, a stored export, a commit and a tag.

.venv/bin/python tools/release.py 0.2.0

Nothing is pushed. A release that fails on the way leaves the work tree as it was.
"""

from checks.house import add_ons
from collections.abc import Callable
from communesplone.cli.testing import Instance
from in_place import install
from in_place import quiet
from in_place import ToolFailed
from in_place import VENV
from pathlib import Path
from tempfile import TemporaryDirectory
import re
import stored_exports
import sys


HOME = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"\d+\.\d+\.\d+")
FIRST_VERSION = re.compile(r'^(\s*version\s*=\s*)"[^"]*"', re.MULTILINE)


class NotReady(Exception):
    """Why there can be no release now, and what to do."""


def main(version: str) -> None:
    """Release `version`."""
    check_ready(version)
    step("Checks", lambda: quiet([str(VENV / "python"), "tools/check.py"]))
    try:
        step("Version", lambda: set_version(version))
        step("Changelog", lambda: build_changelog(version))
        step("Stored export", lambda: store_export(version))
        step("Commit and tag", lambda: commit(version))
    except BaseException:
        quiet(["git", "reset", "--quiet", "--hard"])
        quiet(["git", "clean", "--quiet", "--force", "tests/upgrade"])
        install(distributions())
        raise
    print(f"Released {version}. To publish it: git push --follow-tags")


def check_ready(version: str) -> None:
    """Refuse what could not be released whole.

    :raises NotReady: a version that is none, or not the next; uncommitted work; nothing new.
    """
    if not VERSION.fullmatch(version):
        raise NotReady(f"{version or 'An empty version'!s} is not a version such as 0.2.0.")
    last = stored_exports.released(HOME)
    if last and as_numbers(version) <= as_numbers(last[0]):
        raise NotReady(f"{version} does not come after {last[0]}, the last release.")
    if quiet(["git", "status", "--porcelain"]).strip():
        raise NotReady("There is work that is not committed: commit it first.")
    if not list((HOME / "news").glob("*.*.md")):
        raise NotReady("news/ has no fragment: there is nothing to tell about this release.")


def as_numbers(version: str) -> tuple[int, ...]:
    """A version that can be compared."""
    return tuple(int(part) for part in version.split("."))


def set_version(version: str) -> None:
    """Write the version into every distribution and reinstall them in place."""
    for folder in distributions():
        path = folder / ("setup.py" if folder == HOME else "pyproject.toml")
        path.write_text(with_version(path.read_text(), version))
    install(distributions())


def distributions() -> list[Path]:
    """The folders of the meta-distribution and of every add-on."""
    return [HOME, *(add_on.folder for add_on in add_ons(HOME))]


def with_version(text: str, version: str) -> str:
    """The text of a setup.py or pyproject.toml with this version."""
    return FIRST_VERSION.sub(rf'\g<1>"{version}"', text, count=1)


def build_changelog(version: str) -> None:
    """Move the fragments of news/ into CHANGES.md."""
    quiet([str(VENV / "towncrier"), "build", "--yes", "--version", version])


def store_export(version: str) -> None:
    """Keep a demonstration commune as this version writes it."""
    with TemporaryDirectory() as folder, Instance(Path(folder)) as instance:
        stored_exports.store(instance, HOME, version)


def commit(version: str) -> None:
    """Commit what the release changed, and tag it."""
    quiet(["git", "add", "--all"])
    quiet(["git", "commit", "--quiet", "--message", f"Release {version}"])
    quiet(["git", "tag", "--annotate", version, "--message", f"Release {version}"])


def step(title: str, work: Callable[[], object]) -> None:
    """Do one part and say so."""
    print(f"{title}…", flush=True)
    work()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "")
    except (NotReady, ToolFailed) as failure:
        sys.exit(str(failure))
