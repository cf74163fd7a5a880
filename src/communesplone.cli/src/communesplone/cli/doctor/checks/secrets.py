"""Files that other accounts of the machine could read."""

from collections.abc import Iterator
from communesplone.cli import environment
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import InstallationCheck
from OFS.Application import Application
from pathlib import Path
import stat


PATTERNS = (
    "accounts.txt",
    "huey.sqlite*",
    "exports/*.zip",
    "filestorage/Data.fs",
    "*.key",
    "keys/*",
)
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Secrets(InstallationCheck):
    """Looks at the modes of what holds passwords, hashes or pickles."""

    name = "secrets"
    fine = "Passwords and the database can be read by their owner only"
    cost = "at once, changes file modes only"

    def find(self, app: Application) -> Iterator[Finding]:
        for path in _open_files():
            mode = stat.S_IMODE(path.stat().st_mode)
            yield self.finding(f"{path} can be read by others (mode {mode:o}).")

    def mend(self, app: Application) -> str:
        mended = _open_files()
        for path in mended:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
        return f"{len(mended)} files are their owner's only."


def _open_files() -> list[Path]:
    """Return what others can open; nobody enters a folder that is closed to them."""
    var = environment.var()
    found = (path for pattern in PATTERNS for path in sorted(var.glob(pattern)))
    return [path for path in found if path.is_file() and _is_open(path, var)]


def _is_open(path: Path, var: Path) -> bool:
    folders = [folder for folder in path.parents if folder.is_relative_to(var)]
    return all(place.stat().st_mode & OTHERS for place in (path, *folders))
