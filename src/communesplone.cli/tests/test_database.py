"""The command when nothing serves: it starts the database itself, and stops it."""

from communesplone.cli.testing import Instance
from pathlib import Path
import pytest
import stat
import subprocess
import sys


# What every command does around its work, without the seconds that Zope takes to start.
USER = """
import sys
from communesplone.cli import database
with database.running():
    print("working", flush=True)
    sys.stdin.read()
"""
SETTLE = "from communesplone.cli import database; database.settle()"


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """Return an installation that nobody serves."""
    instance = Instance(tmp_path_factory.mktemp("stopped"))
    instance.build()
    yield instance
    instance.stop()


@pytest.fixture
def user(stopped):
    """Start programs that use the database until they are told to end."""
    started = []

    def start():
        program = subprocess.Popen(
            [sys.executable, "-c", USER],
            env=stopped.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(program)
        assert program.stdout.readline() == "working\n"
        return program

    yield start
    for program in started:
        program.communicate()


@pytest.fixture
def settle(stopped):
    def run():
        command = [sys.executable, "-c", SETTLE]
        return subprocess.run(command, env=stopped.variables, capture_output=True, text=True)

    return run


def server(stopped):
    """Return the pid of the server that a command started, None when there is none."""
    marker = stopped.var / "zeo.temporary"
    return int(marker.read_text()) if marker.exists() else None


def is_running(pid):
    """A process that ended but was not waited for has no command line any more."""
    path = Path(f"/proc/{pid}/cmdline")
    return path.exists() and bool(path.read_bytes())


def test_the_command_works_and_leaves_nothing_running(stopped):
    result = stopped.run("list", "--json")
    assert result.exit_code == 0, result.stderr
    assert result.json == {"sites": []}
    assert not (stopped.var / "zeo.sock").exists()
    assert server(stopped) is None
    # The database holds password hashes.
    for name in ("filestorage", "blobstorage"):
        assert stat.S_IMODE((stopped.var / name).stat().st_mode) == 0o700


def test_two_commands_share_the_server_that_the_last_to_leave_stops(stopped, user):
    first, second = user(), user()
    shared = server(stopped)
    first.communicate()
    assert server(stopped) == shared
    assert is_running(shared)
    second.communicate()
    assert server(stopped) is None
    assert not is_running(shared)


def test_a_server_left_by_a_killed_command_is_used_then_stopped(stopped, user):
    killed = user()
    left = server(stopped)
    killed.kill()
    killed.communicate()
    assert is_running(left)
    next_one = user()
    assert server(stopped) == left
    next_one.communicate()
    assert not is_running(left)


def test_whoever_serves_takes_the_place_of_a_server_left_behind(stopped, user, settle):
    killed = user()
    left = server(stopped)
    killed.kill()
    killed.communicate()
    assert settle().returncode == 0
    assert not is_running(left)


def test_whoever_serves_waits_for_a_command_that_works(stopped, user, settle):
    working = user()
    assert "Another communes command is working" in settle().stderr
    assert is_running(server(stopped))
    working.communicate()
    assert settle().returncode == 0


def test_a_database_that_cannot_be_opened_is_one_sentence(stopped, tmp_path):
    broken = tmp_path / "zeo.conf"
    broken.write_text("<zeo>\n  address nonsense\n")
    result = stopped.run("list", COMMUNES_ZEO_CONF=str(broken))
    assert result.exit_code == 1
    assert "could not be opened" in result.stderr
    assert "zeo.log" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_of_another_machine_is_not_started_here(stopped):
    result = stopped.run("list", COMMUNES_ZEO_CONF="/nowhere/zeo.conf")
    assert result.exit_code == 1
    assert "not this machine's to start" in result.stderr
