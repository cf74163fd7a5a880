"""One demonstration commune per release, as that release wrote it: later ones must read it."""

from communesplone.cli.testing import Instance
from pathlib import Path
import re


FOLDER = Path("tests") / "upgrade" / "exports"
RELEASE = re.compile(r"^## (\d+\.\d+\.\d+) ", re.MULTILINE)
COMMUNE = "durbuy"


def released(root: Path) -> list[str]:
    """The versions in the changelog, the last release first."""
    return RELEASE.findall((root / "CHANGES.md").read_text())


def path_of(root: Path, version: str) -> Path:
    """Where the export of a release is kept."""
    return root / FOLDER / f"{version}.zip"


def missing(root: Path) -> list[str]:
    """The releases of which no export was kept."""
    return [version for version in released(root) if not path_of(root, version).exists()]


def store(instance: Instance, root: Path, version: str) -> Path:
    """Make the demonstration commune in `instance` and keep its export.

    :raises RuntimeError: with what the command said.
    """
    target = path_of(root, version)
    target.parent.mkdir(parents=True, exist_ok=True)
    for arguments in (("add", COMMUNE, "--demo"), ("export", COMMUNE, str(target))):
        result = instance.command(*arguments)
        if result.exit_code:
            raise RuntimeError(result.stdout + result.stderr)
    return target
