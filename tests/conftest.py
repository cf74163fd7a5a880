"""What the tests that cross add-ons share."""

from collections.abc import Callable
from pathlib import Path
import pytest
import shutil
import subprocess
import sys
import sysconfig


HOME = Path(__file__).resolve().parent.parent
OURS = ("communesplone", "_communesplone", "__editable__")
PROGRAMS = ("ruff", "zpretty", "towncrier", "buildout")


@pytest.fixture(scope="session")
def bare_environment() -> Callable[[Path], Path]:
    """A function that makes a virtual environment at a path and returns its Python.

    It has every package of the present environment but the add-ons of this repository, so
    that what is then installed into it is all there is of them.
    """

    def make(venv: Path) -> Path:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
        python = venv / "bin" / "python"
        site_packages = next((venv / "lib").glob("python*/site-packages"))
        for entry in Path(sysconfig.get_path("purelib")).iterdir():
            if not entry.name.startswith(OURS):
                (site_packages / entry.name).symlink_to(entry)
        for program in PROGRAMS:
            (venv / "bin" / program).symlink_to(Path(sys.executable).parent / program)
        return python

    return make


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the repository as it stands in the work tree, without what set-up made."""
    listing = subprocess.run(
        ["git", "-C", str(HOME), "ls-files", "-co", "--exclude-standard", "-z"],
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        if (HOME / name).is_file():
            (tmp_path / "clone" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOME / name, tmp_path / "clone" / name)
    if (HOME / ".cache" / "uv").exists():
        (tmp_path / "clone" / ".cache").mkdir()
        (tmp_path / "clone" / ".cache" / "uv").symlink_to(HOME / ".cache" / "uv")
    return tmp_path / "clone"
