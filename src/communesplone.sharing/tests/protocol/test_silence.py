"""A hub of another cluster that does not answer: pages say so, jobs wait, nothing is lost."""

from communesplone.core import jobs
from communesplone.core.sharing.calling import Silence
from communesplone.sharing import delivering
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import outgoing_key
from communesplone.sharing.offering import Terms
from urllib.parse import urlencode
import pytest


URN = "urn:uuid:00000000-0000-4000-8000-000000000001"


def test_the_library_says_that_nobody_answers(hub, webmaster, commune):
    webmaster.open(f"{commune.absolute_url()}/@@library")
    assert "The library does not answer" in webmaster.contents
    webmaster.open(f"{commune.absolute_url()}/@@library-item?urn={URN}")
    assert webmaster.headers["status"].startswith("503")
    assert "The library does not answer" in webmaster.contents
    assert f"@@library-item?urn={URN}" in webmaster.getLink("Try again").url


def test_what_was_typed_is_kept_while_nobody_answers(hub, webmaster, commune):
    url = f"{commune.absolute_url()}/@@library-adopt"
    webmaster.open(f"{commune.absolute_url()}/@@library")
    typed = {"urn": URN, "local.price": "15 <euros>", "themes": ["a", "b"]}
    webmaster.post(url, urlencode(typed, doseq=True))
    assert webmaster.headers["status"].startswith("503")
    assert webmaster.getControl(name="local.price").value == "15 <euros>"
    assert webmaster.contents.count('name="themes"') == 2
    # The same is sent again, to the same page
    webmaster.getControl("Try again").click()
    assert webmaster.url == url
    assert webmaster.getControl(name="local.price").value == "15 <euros>"


def test_what_is_offered_waits_in_the_outbox(hub, page, kept, commune):
    shared = offer(page, kept, Terms("CC0-1.0"))
    for _time in range(2):
        with pytest.raises(Silence):
            delivering.deliver(commune, shared.urn, 1)
    assert outgoing_key(shared.urn, 1) in kept.outgoing
    assert shared.state == "sent"
    assert issubclass(Silence, jobs.NotYet)
