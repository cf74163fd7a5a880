"""A copy of the repository in which the tools run for real."""

import pytest
import subprocess


INSTALL = """
from checks.house import folders
from in_place import HOME, install
install([HOME, *folders(HOME)])
"""


@pytest.fixture
def ready(clone, bare_environment):
    """A clone where `make` has set up, and its Python."""
    python = bare_environment(clone / ".venv")
    installed = subprocess.run(
        [python, "-c", INSTALL],
        cwd=clone / "tools",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert installed.returncode == 0, installed.stdout
    return clone, python
