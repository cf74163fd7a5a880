from checks.house import folders
from pathlib import Path
import pytest
import subprocess


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in a folder; both outputs come back as one text."""
    return subprocess.run(
        [python, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.fixture
def ready_clone(clone, bare_environment):
    """A clone whose set-up is done, and its Python."""
    python = bare_environment(clone / ".venv")
    editable = [part for folder in [clone, *folders(clone)] for part in ("-e", str(folder))]
    pip = ("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    installed = run(python, clone, *pip, *editable)
    assert installed.returncode == 0, installed.stdout
    return clone, python


@pytest.mark.parametrize("name", ["communesplone.example", "communesplone.street_works"])
def test_the_tests_of_a_new_add_on_pass_at_once(ready_clone, name):
    root, python = ready_clone
    made = run(python, root, "tools/new_addon.py", name)
    assert made.returncode == 0, made.stdout
    tested = run(python, root, "-m", "pytest", "-q", f"src/{name}")
    assert tested.returncode == 0, tested.stdout
    assert "passed" in tested.stdout
