"""A library that has no room now: what is to be told waits, says why, and goes by itself."""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing import delivering
from communesplone.sharing.inbox import Inbox
from communesplone.sharing.offering import DELIVER
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import outgoing_key
from communesplone.sharing.offering import Terms
from communesplone.sharing.offering import withdraw
from communesplone.sharing.store import Shared
from communesplone.sharing.updating import proposals
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest


FULL = Full(_("Your commune has filled its room at the hub, ${size} MB."))


class Hub:
    """A library that takes what it has room for."""

    def __init__(self):
        self.answer, self.taken = FULL, []

    def introduce(self, ring, sender):
        """Know it."""

    def receive(self, envelope, files, sender):
        if self.answer is not None:
            raise self.answer
        self.taken.append(envelope["revision"])


@pytest.fixture
def hub(monkeypatch, commune):
    settings(ICommuneIdentity, commune).language = "en"
    made = Hub()
    monkeypatch.setattr(delivering, "library", lambda *_of: made)
    return made


@pytest.fixture
def later(commune):
    """`later()`: what is done an hour from now."""
    return lambda: jobs.run_due(commune, datetime.now(UTC) + timedelta(hours=2))


def test_an_offer_without_room_waits_says_why_and_goes_by_itself(hub, page, kept, commune, later):
    shared = offer(page, kept, Terms("CC0-1.0"))
    jobs.run_due(commune)
    assert (shared.state, shared.word) == ("sent", str(FULL))
    assert outgoing_key(shared.urn, 1) in kept.outgoing
    due = [job.due for job in jobs.pending(commune) if job.name == DELIVER]
    assert len(due) == 1
    assert due[0] > datetime.now(UTC)
    hub.answer = None
    later()
    assert (shared.state, shared.word, hub.taken) == ("waiting", "", [1])
    assert not kept.outgoing


def test_what_was_taken_back_or_written_anew_while_it_waited_goes_nowhere(
    hub, page, kept, commune, later
):
    shared = offer(page, kept, Terms("CC0-1.0"))
    jobs.run_due(commune)
    page.title = "Le grand marché"
    offer(page, kept, Terms("CC0-1.0"))
    hub.answer = None
    later()
    assert (hub.taken, shared.state) == ([2], "waiting")
    hub.answer, page.title = FULL, "Le petit marché"
    offer(page, kept, Terms("CC0-1.0"))
    jobs.run_due(commune)
    withdraw(page, kept)
    jobs.cancel(commune, "communesplone.sharing.withdraw")
    hub.answer = None
    later()
    assert (hub.taken, shared.state) == ([2], "withdrawn")
    assert not kept.outgoing


def test_a_refusal_comes_back_and_waits_for_nobody(hub, page, kept, commune):
    hub.answer = SharingError(_("The library has no content of this kind."))
    shared = offer(page, kept, Terms("CC0-1.0"))
    jobs.run_due(commune)
    assert (shared.state, shared.word) == ("sent_back", str(hub.answer))
    assert not kept.outgoing


def test_proposals_of_one_commune_keep_those_of_another_waiting_for_nothing(
    kept, commune, monkeypatch
):
    monkeypatch.setattr(proposals, "MOST", 2)
    urns = [f"urn:uuid:00000000-0000-4000-8000-{number:012}" for number in range(4)]
    for number, urn in enumerate(urns):
        kept.put(f"uid-{number}", Shared("original", urn, urn, {}))
    monkeypatch.setattr("communesplone.sharing.inbox.check_shape", lambda envelope: None)
    monkeypatch.setattr("communesplone.sharing.inbox.check_files", lambda envelope, files: None)
    tell = Inbox(commune, kept).proposed

    def told(urn, who):
        tell({"urn": urn, "issuer": {"id": who}}, {})

    for urn in (*urns[:2], urns[0]):
        told(urn, "nis:1")
    with pytest.raises(Full):
        told(urns[2], "nis:1")
    told(urns[2], "nis:2")
    monkeypatch.setattr(proposals, "MOST_ARRIVING", 3)
    with pytest.raises(Full):
        told(urns[3], "nis:3")
