"""The command when nothing serves: it starts the database itself, and stops it."""

from communesplone.cli.testing import Instance
from pathlib import Path
import os
import pytest
import signal
import stat
import subprocess
import sys
import time


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """Return an installation that nobody serves."""
    instance = Instance(tmp_path_factory.mktemp("stopped"))
    instance.build()
    yield instance
    instance.stop()


def test_the_command_works_and_leaves_nothing_running(stopped):
    result = stopped.run("list", "--json")
    assert result.exit_code == 0, result.stderr
    assert result.json == {"sites": []}
    assert not (stopped.var / "zeo.sock").exists()
    assert not (stopped.var / "zeo.temporary").exists()


def test_the_database_it_makes_is_its_owners_only(stopped):
    stopped.run("list")
    mode = (stopped.var / "filestorage" / "Data.fs").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_two_commands_at_once_share_the_server_that_one_of_them_started(stopped):
    script = "import time; time.sleep(3); print(sorted(app.objectIds())[0])"
    commands = [
        subprocess.Popen(
            [stopped.folder / "bin" / "communes", "shell"],
            env=stopped.variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    outputs = [command.communicate(script, timeout=120)[0] for command in commands]
    assert outputs == ["acl_users\n", "acl_users\n"]
    assert not (stopped.var / "zeo.sock").exists()


def test_a_server_left_by_a_killed_command_is_used_then_stopped(stopped):
    command = subprocess.Popen(
        [stopped.folder / "bin" / "communes", "shell"],
        env=stopped.variables,
        stdin=subprocess.PIPE,
        text=True,
    )
    marker = stopped.var / "zeo.temporary"
    wait_until(marker.exists)
    wait_until((stopped.var / "zeo.sock").exists)
    os.kill(command.pid, signal.SIGKILL)
    command.wait()
    command.stdin.close()
    left = int(marker.read_text())
    assert is_running(left)
    assert stopped.run("list").exit_code == 0
    assert not marker.exists()
    assert not is_running(left)


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


def test_the_database_is_not_settled_while_a_command_uses_it(stopped):
    script = "import time; time.sleep(4)"
    command = subprocess.Popen(
        [stopped.folder / "bin" / "communes", "shell"],
        env=stopped.variables,
        stdin=subprocess.PIPE,
        text=True,
    )
    command.stdin.write(script)
    command.stdin.close()
    wait_until((stopped.var / "zeo.temporary").exists)
    settle = [sys.executable, "-c", "from communesplone.cli import database; database.settle()"]
    refused = subprocess.run(settle, env=stopped.variables, capture_output=True, text=True)
    assert "Another communes command is working" in refused.stderr
    assert command.wait(60) == 0
    assert subprocess.run(settle, env=stopped.variables).returncode == 0


def is_running(pid):
    """A process that ended but was not waited for has no command line any more."""
    path = Path(f"/proc/{pid}/cmdline")
    return path.exists() and bool(path.read_bytes())


def wait_until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
