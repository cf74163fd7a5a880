"""Mail to subscribers with the real worker, killed in the middle; and mail that comes back."""

from aiosmtpd.controller import Controller
from collections import Counter
from email import message_from_bytes
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
import os
import pytest
import signal
import socket
import subprocess
import time


READERS = 24
SITE = "wavre"
PATIENCE = 120


def load(name):
    spec = spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


subscribers = load("subscribers")


class Killer:
    """A mail server that kills the worker at two moments, each once.

    Before the 6th mail's words have come: the worker has not handed it over. After the 12th
    mail was taken and before the worker hears so: it cannot know.
    """

    def __init__(self):
        self.taken = []
        self.worker = None
        self.moments = {"before": 5, "after": 12}

    def kill(self, moment, reached):
        if self.moments.get(moment) == reached:
            del self.moments[moment]
            os.kill(self.worker.pid, signal.SIGKILL)
            self.worker.wait()

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.kill("before", len(self.taken))
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content)
        self.taken.append((envelope.rcpt_tos[0], message["Message-ID"]))
        self.kill("after", len(self.taken))
        return "250 2.0.0 OK"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def killer():
    handler = Killer()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.address = f"127.0.0.1:{controller.port}"
    yield handler
    controller.stop()


@pytest.fixture(scope="module")
def site(instance):
    result = instance.command("add", SITE)
    assert result.exit_code == 0, result.stderr
    instance.call(subscribers.begin_digest, SITE, READERS)
    return SITE


def start_worker(instance, killer):
    return subprocess.Popen(
        [instance.folder / "bin" / "communes", "worker"],
        env={**instance.variables, "COMMUNES_SMTP": killer.address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def sent(instance, killer, site):
    """Run workers until everybody has the digest, one after the other as they are killed."""
    end = time.monotonic() + PATIENCE
    workers = 0
    while instance.call(subscribers.done, site) < READERS:
        assert time.monotonic() < end
        if killer.worker is None or killer.worker.poll() is not None:
            killer.worker = start_worker(instance, killer)
            workers += 1
        time.sleep(0.2)
    killer.worker.terminate()
    killer.worker.wait(30)
    assert workers == 3
    return killer.taken


def test_a_worker_killed_in_the_middle_writes_to_everybody_once(sent):
    times = Counter(address for address, _message_id in sent)
    assert len(times) == READERS
    twice = [address for address, count in times.items() if count > 1]
    # The one that the server took while the worker died: nobody can know that it was taken.
    assert twice == [sent[11][0]]
    assert times[twice[0]] == 2


def test_the_one_mail_that_came_twice_can_be_told_by_its_message_id(sent):
    times = Counter(sent)
    assert len(times) == READERS
    assert max(times.values()) == 2
    assert len({message_id for _address, message_id in sent}) == READERS


REPORT = """\
From: MAILER-DAEMON@example.be
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.be

Final-Recipient: rfc822; reader@example.be
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

From: news@example.be
Message-ID: <{message_id}>

--b--
"""


def report(to="", status="5.1.1", action="failed", message_id="x@example.be"):
    return REPORT.format(to=to, status=status, action=action, message_id=message_id)


def test_mail_that_came_back_is_counted_for_its_subscriber(instance, command, site, tmp_path):
    path = instance.call(subscribers.return_path, site)
    found = command("bounces", "--json", "--recipient", path, input=report()).json
    assert found == {"permanent": 1, "temporary": 0, "unknown": 0, "other": 0}
    box = tmp_path / "bounces.mbox"
    mails = [
        report(to=path, status="4.2.2", action="delayed"),
        report(to=path, status="5.2.2"),
        report(message_id=path.removeprefix("bounces+")),
        report(to=path.replace("+wavre.", "+namur.")),
        report(to="nobody@example.be"),
        "From: a@example.be\nTo: b@example.be\n\nI am away.\n",
        report(to=path),
    ]
    box.write_text("".join(f"From x Tue Nov 24 10:00:00 2026\n{mail}\n" for mail in mails))
    found = command("bounces", "--json", str(box)).json
    assert found == {"permanent": 2, "temporary": 2, "unknown": 1, "other": 2}
    assert instance.call(subscribers.bounced, site) == [3, 2, True]


@pytest.mark.parametrize(
    "text", ["", "\x00\xff\n", "Content-Type: multipart/report\n\n", "a" * 9999]
)
def test_what_is_no_report_counts_for_nobody(command, text):
    found = command("bounces", "--json", input=text).json
    assert found == {"permanent": 0, "temporary": 0, "unknown": 0, "other": 1}


def test_a_box_that_is_not_there_is_named(refused, tmp_path):
    assert "There is no" in refused("bounces", str(tmp_path / "nothing"))


def test_a_copy_of_a_site_takes_no_subscriber_along(instance, command, site, tmp_path):
    target = tmp_path / "site.zip"
    command("export", site, str(target))
    command("import", str(target), "--as", f"{site}-copy")
    assert instance.call(subscribers.count, site) == READERS
    assert instance.call(subscribers.count, f"{site}-copy") == 0


def test_the_doctor_names_what_keeps_mail_from_going_out(command, site):
    found = command("doctor", site, "--json").json["findings"]
    said = [one["sentence"] for one in found if one["check"] == "subscriptions"]
    assert any("no sender of its own" in sentence for sentence in said)
