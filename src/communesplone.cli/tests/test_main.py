from click.testing import CliRunner
from communesplone.cli.main import COMMANDS
from communesplone.cli.main import main
import pytest
import subprocess
import sys


def test_help_names_every_command_without_importing_zope():
    code = (
        "import sys; from click.testing import CliRunner; from communesplone.cli.main import main;"
        "print(CliRunner().invoke(main, ['--help']).stdout);"
        "assert not {'Zope2', 'OFS', 'Products.CMFPlone'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name):
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: communes {name}")


def test_a_command_that_does_not_exist_is_a_usage_error():
    assert CliRunner().invoke(main, ["ad"]).exit_code == 2


@pytest.fixture
def unopened(monkeypatch):
    """No database is open yet, as when the command begins."""
    monkeypatch.setattr("Zope2.opened", [])


def test_without_its_environment_the_command_says_what_is_missing(unopened):
    result = CliRunner(env={"COMMUNES_VAR": None}).invoke(main, ["list"])
    assert result.exit_code == 1
    assert "COMMUNES_" in result.stderr
    assert "bin/communes" in result.stderr


def test_a_place_that_cannot_be_read_is_one_sentence(tmp_path, unopened):
    environment = {
        "COMMUNES_VAR": str(tmp_path),
        "COMMUNES_ZOPE_CONF": str(tmp_path / "nothing"),
        "COMMUNES_DEBUG": None,
    }
    result = CliRunner(env=environment).invoke(main, ["list"])
    assert result.exit_code == 1
    assert "nothing: No such file or directory" in result.stderr
