"""Every add-on is a distribution of its own: its wheel installs and starts without the others."""

from checks.house import add_ons
from email.parser import HeaderParser
from importlib.metadata import version
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pathlib import Path
import json
import os
import pytest
import subprocess
import sys
import zipfile


HOME = Path(__file__).resolve().parent.parent.parent
ADD_ONS = {add_on.name: add_on for add_on in add_ons(HOME)}
STATUS_OF_THE_HOME = "200 OK"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> Path:
    """A folder with the wheel of every add-on that builds."""
    folder = tmp_path_factory.mktemp("wheels")
    for add_on in ADD_ONS.values():
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
        subprocess.run(build, cwd=add_on.folder, check=False)
    return folder


@pytest.fixture(scope="module")
def unpacked(wheels, tmp_path_factory) -> dict[str, Path]:
    """The canonical name of every add-on -> the folder in which its wheel is unpacked."""
    folders = {}
    for name in ADD_ONS:
        (wheel,) = wheels.glob(f"{name.replace('.', '_')}-*.whl")
        folders[canonicalize_name(name)] = folder = tmp_path_factory.mktemp(name)
        zipfile.ZipFile(wheel).extractall(folder)
    return folders


@pytest.fixture(scope="module")
def begin(bare_environment, tmp_path_factory):
    """`begin(name, folders)`: what the home of a new site answers, with these wheels alone."""
    folder = tmp_path_factory.mktemp("begin")
    with subprocess.Popen(
        [
            bare_environment(folder / "venv"),
            Path(__file__).with_name("begin_sites.py"),
            folder / "zope",
        ],
        cwd=folder,
        env={**os.environ, "COMMUNES_VAR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:

        def begin(name, folders):
            server.stdin.write(" ".join([name, *map(str, folders)]) + "\n")
            server.stdin.flush()
            return json.loads(server.stdout.readline())

        yield begin


def required(name: str, unpacked: dict[str, Path]) -> set[str]:
    """Return the add-ons that one requires, itself among them; all else is in the environment."""
    found, waiting = set(), {canonicalize_name(name)}
    while waiting:
        one = waiting.pop()
        found.add(one)
        (metadata,) = unpacked[one].glob("*.dist-info/METADATA")
        requirements = HeaderParser().parsestr(metadata.read_text()).get_all("Requires-Dist", [])
        names = {canonicalize_name(Requirement(text).name) for text in requirements}
        waiting |= names & unpacked.keys() - found
        assert all(version(other) for other in names - unpacked.keys())
    return found


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
def test_an_add_on_starts_with_nothing_but_what_it_requires(begin, unpacked, name):
    folders = [unpacked[one] for one in sorted(required(name, unpacked))]
    assert begin(name, folders) == STATUS_OF_THE_HOME


def test_an_add_on_does_not_start_without_what_it_requires(begin, unpacked):
    answer = begin("communesplone.policy", [unpacked["communesplone-policy"]])
    assert "ModuleNotFoundError" in answer
