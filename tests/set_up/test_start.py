"""What `make start` serves, once set up: `communes serve --demo` in an installation of its own."""

from communesplone.cli.processes import free_port
from communesplone.cli.testing import Instance
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
import base64
import os
import pytest
import signal
import smtplib
import socket
import stat
import subprocess


PATIENCE = 240


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    made = Instance(tmp_path_factory.mktemp("start"))
    made.build()
    made.port = free_port()
    return made


def serve(instance, port=None):
    """Start the command as make does; its lines are read from `.stdout`."""
    return subprocess.Popen(
        [
            instance.folder / "bin" / "communes",
            "serve",
            "--demo",
            "--port",
            str(port or instance.port),
        ],
        env=instance.variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until(process, words):
    """Return what the command said up to the line with `words`."""
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return "".join(said)
    raise AssertionError("".join(said))


def stop(process):
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[0]
    return rest


@pytest.fixture(scope="module")
def served(instance):
    """The first run is interrupted after the first commune, then repeated.

    Every test asks for it, so that none has a first run before it.
    """
    interrupted = serve(instance)
    assert "Ctrl-C" not in read_until(interrupted, "Durbuy")
    stop(interrupted)
    process = serve(instance)
    said = read_until(process, "Ctrl-C stops everything")
    yield said, process
    if process.poll() is None:
        stop(process)


def children(pid):
    """Return the pids of the servers that the command started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def test_an_interrupted_first_run_is_completed(instance, served):
    for host, words in {
        "localhost": "Hub",
        "namur.localhost": "Namur",
        "durbuy.localhost": "Durbuy",
    }.items():
        page = instance.get(host)
        assert (page.status, words in page.text) == (200, True), host
    german = instance.get("st-vith.localhost", "/de")
    assert 'lang="de"' in german.text.partition("<head>")[0]
    assert "Sankt Vith" in german.text


def test_the_end_of_the_start_tells_addresses_accounts_and_logs(instance, served):
    said, _process = served
    for address in ("localhost", "namur.localhost", "durbuy.localhost", "st-vith.localhost"):
        assert f"http://{address}:{instance.port}/" in said
    assert str(instance.var / "accounts.txt") in said
    assert str(instance.var / "log") in said


def test_passwords_are_generated_and_their_file_is_their_owners_only(instance, served):
    accounts = instance.var / "accounts.txt"
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600
    lines = accounts.read_text().splitlines()
    passwords = [line.split()[-1] for line in lines]
    # The operator, in each commune a webmaster, a reviewer and an editor of its library, and in
    # the hub one account for each commune
    assert len(passwords) == len(set(passwords)) == 1 + 3 * 3 + 3
    assert all(len(password) >= 16 for password in passwords)


def authorization(login, password):
    return "Basic " + base64.b64encode(f"{login}:{password}".encode()).decode()


def test_the_account_of_one_commune_is_nobody_in_another(instance, served):
    line = next(
        line
        for line in (instance.var / "accounts.txt").read_text().splitlines()
        if line.startswith("namur.localhost")
    )
    header = {"Authorization": authorization("webmaster", line.split()[-1])}
    assert instance.get("namur.localhost", "/@@personal-information", **header).status == 200
    assert instance.get("durbuy.localhost", "/@@personal-information", **header).status != 200


def test_the_zope_root_is_reached_by_its_own_name_only(instance, served):
    assert instance.get("zope.localhost").status == 200
    assert instance.get("elsewhere.localhost").status == 421


def test_the_worker_runs(served):
    _said, process = served
    commands = [
        Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
        for child in children(process.pid)
    ]
    assert any("runzeo" in command for command in commands)
    assert any("Startup.serve" in command for command in commands)
    assert any(command.rstrip().endswith("worker") for command in commands)


def test_what_the_sites_write_is_kept_and_sent_to_nobody(instance, served):
    said, process = served
    kept = instance.var / "mail" / "new"
    assert f"Mail, sent to nobody   {kept}" in said
    relays = {variables_of(child).get("COMMUNES_SMTP") for child in children(process.pid)}
    # The database and the mailbox itself have none; the client and the worker have the same
    (relay,) = relays - {None}
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.org", "b@example.org", "Déchets"
    with smtplib.SMTP(*relay.split(":")) as server:
        server.send_message(letter)
    (found,) = kept.iterdir()
    assert message_from_bytes(found.read_bytes())["X-RcptTo"] == "b@example.org"


def variables_of(pid):
    """Return the environment that a process was started with."""
    entries = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(entry.split("=", 1) for entry in entries if "=" in entry)


def test_the_command_line_works_while_the_site_runs(instance, served):
    listed = instance.run("list", "--json")
    assert listed.exit_code == 0
    assert {site["id"] for site in listed.json["sites"]} == {"hub", "namur", "durbuy", "st-vith"}


def test_a_second_start_is_refused_in_one_sentence(instance, served):
    second = serve(instance, free_port())
    said = second.communicate(timeout=60)[0]
    assert second.returncode == 1
    assert "already being served" in said
    assert "Traceback" not in said


def test_ctrl_c_stops_everything_and_another_start_creates_nothing(instance, served):
    _said, process = served
    started = children(process.pid)
    assert stop(process).strip() == "Stopping…"
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
    again = serve(instance)
    said = read_until(again, "Ctrl-C stops everything")
    assert "First run" not in said
    stop(again)


def test_a_busy_port_is_one_sentence_and_another_port(instance, served):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        refused = serve(instance, busy.getsockname()[1])
        said = refused.communicate(timeout=60)[0]
    assert refused.returncode == 1
    assert "is in use by another program" in said
    assert "PORT=" in said


def test_a_server_that_dies_ends_the_command_with_its_log(instance, served):
    process = serve(instance)
    read_until(process, "Ctrl-C stops everything")
    client = next(
        child
        for child in children(process.pid)
        if "Startup.serve" in Path(f"/proc/{child}/cmdline").read_text()
    )
    os.kill(client, signal.SIGKILL)
    said = process.communicate(timeout=PATIENCE)[0]
    assert process.returncode == 1
    assert "client stopped by itself" in said
    assert "client.log" in said
