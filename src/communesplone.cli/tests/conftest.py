"""One real installation for the whole session: two communes and the hub."""

from communesplone.cli.testing import Instance
from communesplone.policy.sites import create_hub
import pytest


def make_hub(app):
    create_hub(app, "hub")


@pytest.fixture(scope="session")
def instance(tmp_path_factory):
    with Instance(tmp_path_factory.mktemp("cli")) as made:
        made.call(make_hub)
        made.command("hosts", "hub", "--add", "localhost")
        result = made.command("add", "namur", "sankt vith")
        assert result.exit_code == 0, result.stderr
        yield made


@pytest.fixture
def command(instance):
    """Run a command that must succeed; return its result."""

    def run(*arguments, **options):
        result = instance.command(*arguments, **options)
        assert result.exit_code == 0, result.stdout + result.stderr
        return result

    return run


@pytest.fixture
def refused(instance):
    """Run a command that must fail; return what it says."""

    def run(*arguments, exit_code=1, **options):
        result = instance.command(*arguments, **options)
        assert result.exit_code == exit_code, result.stdout + result.stderr
        assert "Traceback" not in result.stderr
        return result.stderr

    return run
