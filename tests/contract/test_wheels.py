"""Every add-on is a distribution of its own: its wheel installs and starts without the others."""

from checks.house import add_ons
from pathlib import Path
import os
import pytest
import subprocess
import sys
import zipfile


HOME = Path(__file__).resolve().parent.parent.parent
ADD_ONS = {add_on.name: add_on for add_on in add_ons(HOME)}


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> Path:
    """A folder with the wheel of every add-on that builds."""
    folder = tmp_path_factory.mktemp("wheels")
    for add_on in ADD_ONS.values():
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(build, cwd=add_on.folder, check=False)
    return folder


@pytest.mark.parametrize("name", ADD_ONS)
def test_a_wheel_has_every_file_of_its_package(wheels, name):
    source = ADD_ONS[name].package.parent.parent
    (wheel,) = wheels.glob(f"{name.replace('.', '_')}-*.whl")
    packed = {entry for entry in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in entry}
    # Folders that are links too: the texts of the guide.
    ours = {
        str(path.relative_to(source))
        for folder, _folders, names in os.walk(ADD_ONS[name].package, followlinks=True)
        for path in (Path(folder, name) for name in names)
        if path.suffix not in (".pyc", ".mo")
    }
    assert packed == ours


@pytest.mark.parametrize("name", ADD_ONS)
def test_an_add_on_starts_with_nothing_but_what_it_requires(
    wheels, name, bare_environment, tmp_path
):
    python = bare_environment(tmp_path / "venv")
    install = ["-m", "pip", "install", "--quiet", "--no-index", "--find-links", str(wheels)]
    subprocess.run([python, *install, name], check=True)
    begin = [python, Path(__file__).with_name("begin_site.py"), tmp_path / "zope", name]
    started = subprocess.run(
        begin,
        cwd=tmp_path,
        env={**os.environ, "COMMUNES_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.stdout.strip().endswith("200 OK"), started.stderr[-3000:]
