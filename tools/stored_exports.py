"""One demonstration commune per release, as that release wrote it: later ones must read it."""

from communesplone.cli.testing import Instance
from communesplone.cli.versions import installed_profiles
from communesplone.cli.versions import pending
from OFS.Application import Application
from pathlib import Path
import re


FOLDER = Path("tests") / "upgrade" / "exports"
RELEASE = re.compile(r"^## (\d+\.\d+\.\d+) ", re.MULTILINE)
# Sankt Vith: small, and in two languages.
NIS = "63067"
COMMUNE = "st-vith"


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
    for arguments in (("add", NIS, "--demo"), ("export", COMMUNE, str(target))):
        result = instance.command(*arguments)
        if result.exit_code:
            raise RuntimeError(result.stdout + result.stderr)
    return target


def profiles(app: Application, site_id: str) -> dict[str, str]:
    """The versions of a site's profiles; called in the database by the tests of upgrades."""
    return installed_profiles(app[site_id])


def behind(app: Application, site_id: str) -> list[str]:
    """The profiles of a site that an upgrade step is waiting for; called as `profiles` is."""
    return list(pending(app[site_id]))
