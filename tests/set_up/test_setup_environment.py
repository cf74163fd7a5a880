"""The set-up as a newcomer meets it: in an own clone, by the real installer."""

from pathlib import Path
import importlib.util
import os
import pytest
import shutil
import subprocess
import sys


HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
def setup_environment():
    spec = importlib.util.spec_from_file_location(
        "setup_environment", HOME / "tools" / "setup_environment.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The work tree as git would clone it, with what is not committed yet."""
    folder = tmp_path_factory.mktemp("set_up") / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOME,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (HOME / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOME / name, folder / name)
    return folder


def set_up(clone, **environment):
    return subprocess.run(
        [sys.executable, "tools/setup_environment.py", "start"],
        cwd=clone,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def test_first_set_up_makes_the_command_and_the_second_has_nothing_to_do(clone):
    first = set_up(clone)
    assert first.returncode == 0, first.stderr
    assert "[4/4]" in first.stdout
    shown = subprocess.run(
        [clone / "bin" / "communes", "--help"], capture_output=True, text=True, check=True
    )
    assert "serve" in shown.stdout
    second = set_up(clone)
    assert (second.returncode, second.stdout) == (0, "")


def test_no_password_is_written_by_the_set_up(clone):
    assert not list(clone.rglob("inituser"))


def test_a_damaged_set_up_is_mended(clone):
    shutil.rmtree(next((clone / ".venv").glob("lib/python3*/site-packages/Products/CMFPlone")))
    mended = set_up(clone)
    assert "damaged" in mended.stdout
    assert mended.returncode == 0, mended.stderr
    assert set_up(clone).stdout == ""


def test_an_interrupted_set_up_goes_on(clone):
    (clone / ".cache" / "start.done").unlink()
    shutil.rmtree(clone / "parts")
    resumed = set_up(clone)
    assert resumed.returncode == 0, resumed.stderr
    assert (clone / "parts" / "client" / "etc" / "zope.conf").exists()


def test_no_network_is_one_sentence_and_a_next_step(clone, tmp_path):
    for part in (".venv", ".cache/start.done"):
        place = clone / part
        shutil.rmtree(place) if place.is_dir() else place.unlink()
    refused = set_up(
        clone, UV_INDEX_URL="http://127.0.0.1:9/simple", UV_CACHE_DIR=str(tmp_path / "empty")
    )
    assert refused.returncode == 1
    assert "cannot be reached" in refused.stderr
    assert "run the command again" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_another_python_is_refused_in_one_sentence(setup_environment, monkeypatch):
    monkeypatch.setattr(setup_environment.sys, "version_info", (3, 9, 2))
    with pytest.raises(setup_environment.SetupError, match=r"this is 3\.9"):
        setup_environment.check_machine()


def test_a_folder_too_deep_for_a_socket_is_refused(setup_environment, monkeypatch, tmp_path):
    monkeypatch.setattr(setup_environment, "HOME", tmp_path / ("x" * 120))
    with pytest.raises(setup_environment.SetupError, match="shorter path"):
        setup_environment.check_machine()


def test_a_nearly_full_disk_is_refused_before_anything_is_written(
    setup_environment, monkeypatch, tmp_path
):
    monkeypatch.setattr(setup_environment, "PYTHON", tmp_path / "missing")
    monkeypatch.setattr(
        setup_environment.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 5)
    )
    with pytest.raises(setup_environment.SetupError, match="nearly full"):
        setup_environment.check_machine()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("error: failed to write (os error 28)", "The disk is full"),
        ("Caused by: dns error", "cannot be reached"),
        ("the ensurepip is not available", "apt install python3-venv"),
        ("error: something else", "says why"),
    ],
)
def test_a_failed_step_is_explained(setup_environment, output, sentence):
    assert sentence in setup_environment.explain(output, ["/x/uv", "pip"])
