"""A source that hangs or lies harms nobody: nothing comes in, the rest goes on, it says why."""

from .conftest import Commune
from communesplone.core import jobs
from communesplone.sharing.syndicating import fetching
from communesplone.sharing.syndicating.doubles import similar
from communesplone.sharing.syndicating.fetching import fetch
from communesplone.sharing.syndicating.items import is_picture
from communesplone.sharing.syndicating.receiving import receive
from communesplone.sharing.syndicating.store import Feed
from communesplone.sharing.syndicating.store import Given
from communesplone.sharing.syndicating.store import taken_of
from datetime import datetime
from datetime import UTC
from plone import api
import json
import pytest
import time


@pytest.fixture
def ask(commune, follow):
    """`ask()`: Durbuy asks the source, as the worker does; the subscription."""

    def once(way=None):
        way = way or follow()
        with api.env.adopt_roles(["Manager"]):
            fetch(commune, way.id)
        return way

    return once


def titles(commune):
    return sorted(one.title for one in commune["others"].objectValues())


def test_what_an_honest_source_says_comes(ask, source, namur, commune):
    source.says(namur.page(namur.entry(description="Rue du Marché")))
    way = ask()
    assert (way.error, way.received, way.name) == ("", 1, "Namur")
    assert titles(commune) == ["La brocante"]
    assert commune["others"].objectValues()[0].rights == "Namur, CC BY 4.0"


def test_one_that_hangs_is_left_alone_for_longer_each_time(ask, source, commune):
    source.does(lambda request: source.leaving.wait(5))
    way = ask()
    assert way.error == "The source does not answer, or too slowly."
    ask(way)
    assert way.failures == 2
    waits = [job.due for job in jobs.pending(commune) if job.name == fetching.FETCH]
    assert len(waits) == 1
    assert waits[0] - datetime.now(UTC) > fetching.EVERY


def test_one_that_drips_is_cut_off(ask, source):
    def drip(request):
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.end_headers()
        while not source.leaving.wait(0.05):
            request.wfile.write(b" ")

    source.does(drip)
    assert "too slowly" in ask().error


@pytest.mark.parametrize("kind", ["text/html", "image/png"])
def test_another_type_is_no_feed(ask, source, namur, kind):
    source.does(lambda request: request.say(b"<html></html>", kind))
    assert ask().error == "There is a site at this address, which lets nothing be shown by others."


@pytest.mark.parametrize("body", [b"[" * 100_000, b"{}", b'{"format": 1}', b"\xff\xfe", b"[]"])
def test_what_cannot_be_read_is_said_so(ask, source, body):
    source.does(lambda request: request.say(body))
    assert ask().error == "The source answers something that cannot be read."


def test_fifty_megabytes_are_not_read(ask, source):
    sent = []

    def pour(request):
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(50_000_000))
        request.end_headers()
        for _number in range(50):
            request.wfile.write(b" " * 1_000_000)
            sent.append(1)

    source.does(pour)
    assert "far too much" in ask().error
    assert len(sent) < 20


def test_a_script_does_not_come_in(ask, source, namur, commune):
    evil = '<p onclick="x()">Bonjour<script>alert(1)</script><a href="javascript:x()">ici</a></p>'
    source.says(namur.page(namur.entry(title="<script>x()</script>", text={"html": evil})))
    ask()
    item = commune["others"].objectValues()[0]
    assert "Bonjour" in item.text.raw
    for word in ("script", "onclick"):
        assert word not in item.text.raw


def test_an_old_revision_that_is_replayed_changes_nothing(ask, source, namur, commune):
    first = namur.entry(revision=1, title="Le matin")
    source.says(namur.page(namur.entry(revision=2, title="Le soir")))
    way = ask()
    source.says(namur.page(first, last=2, newest=2))
    ask(way)
    assert titles(commune) == ["Le soir"]
    source.says(namur.page(namur.end(1, 3), last=3, newest=3))
    ask(way)
    assert titles(commune) == []
    source.says(namur.page(first, namur.entry(revision=2), last=4, newest=4))
    ask(way)
    assert titles(commune) == []


def test_nobody_takes_back_what_another_has_not_said_yet(commune, follow, namur):
    way, other = follow(), follow(address="https://evil.example")
    taken, evil = taken_of(commune), Commune("x:evil", "Evil")
    way.ring, other.ring = namur.ring, evil.ring
    for of, entry in ((other, evil.end(1, 999_999)), (way, namur.entry(1))):
        with api.env.adopt_roles(["Manager"]):
            receive(commune, taken, of, None, entry["notice"], entry["envelope"])
    assert titles(commune) == ["La brocante"]


@pytest.fixture
def known(monkeypatch, namur):
    """`known()`: from now on the library knows Namur."""

    def begin():
        monkeypatch.setattr(
            "communesplone.sharing.syndicating.knowing.library",
            lambda site: type("Known", (), {"keys": lambda self, issuer: namur.ring})(),
        )

    return begin


def test_who_writes_the_urn_of_another_first_keeps_nobody_out(ask, follow, source, namur, commune):
    evil, way, other = Commune("x:evil", "Evil"), follow(), follow(address="https://evil.example")
    other.address = way.address
    source.says(evil.page(evil.entry(1, revision=999, title="Mensonge")))
    ask(other)
    for revision, title in ((1, "La brocante"), (2, "La brocante, le soir")):
        source.says(namur.page(namur.entry(1, revision, title), last=revision, newest=revision))
        ask(way)
        assert titles(commune) == [title, "Mensonge"]
    assert way.refusals == other.refusals == ()
    source.says(evil.page(evil.end(1, 1000), last=2, newest=2))
    ask(other)
    assert titles(commune) == ["La brocante, le soir"]


def test_an_item_bears_its_urn_in_the_feed_of_who_passes_it_on_beside_that_of_another(
    commune, namur
):
    feed, evil = Feed(), Commune("x:evil", "Evil")
    for entry in (namur.entry(1), evil.entry(1, title="Mensonge")):
        feed.put(Given(entry["notice"], entry["envelope"], "page", {}))
    assert [one.notice["issuer"] for one in feed.entries.values()] == ["nis:92094", "x:evil"]


def test_a_second_source_of_the_same_name_with_other_keys_writes_in_nobodys_text(
    ask, follow, source, namur, commune
):
    way, other, thief = follow(), follow(address="https://thief.example"), Commune()
    other.address = way.address
    source.says(namur.page(namur.entry()))
    ask(way)
    source.says(thief.page(thief.entry(revision=2, title="Volé")))
    assert ask(other).error == "The source says that it is another commune than it is."
    assert titles(commune) == ["La brocante"]


def test_whom_the_library_knows_takes_the_place_of_who_only_said_so(
    ask, follow, source, namur, commune, known
):
    thief_way, way, thief = follow(), follow(address="https://namur.example"), Commune()
    way.address = thief_way.address
    source.says(thief.page(thief.entry(revision=999, title="Volé")))
    ask(thief_way)
    known()
    source.says(namur.page(namur.entry()))
    assert ask(way).error == ""
    assert titles(commune) == ["La brocante"]
    source.says(thief.page(thief.entry(revision=1000, title="Volé")))
    assert ask(thief_way).error == "The source says that it is another commune than it is."
    assert titles(commune) == ["La brocante"]


def test_very_long_titles_are_compared_in_no_time():
    one, other = ("ab" * 1_000_000 + letter for letter in "cd")
    began = time.monotonic()
    assert similar(one, other)
    assert time.monotonic() - began < 2


def test_nobody_speaks_for_another_commune(ask, source, namur, commune):
    forged = Commune("nis:63067", "Sankt Vith")
    honest = namur.entry(2, title="Le marché")
    source.says(namur.page(forged.entry(1), honest))
    way = ask()
    assert titles(commune) == ["Le marché"]
    assert way.refusals[0][1].startswith("Nobody knows the commune")


def test_a_source_that_takes_the_name_of_this_commune_is_refused(ask, source, commune):
    source.says(Commune("nis:83012", "Durbuy").page())
    assert ask().error == "The source says that it is another commune than it is."


def test_a_key_that_nobody_signed_for_is_no_key_of_the_source(ask, source, namur, commune):
    source.says(namur.page(namur.entry()))
    way = ask()
    thief = Commune()
    source.says(thief.page(thief.entry(revision=2, title="Volé"), last=2, newest=2))
    ask(way)
    assert way.error.startswith("The keys of the source are not those known.")
    assert titles(commune) == ["La brocante"]


def test_what_was_changed_on_the_way_is_not_believed(ask, source, namur, commune):
    entry = namur.entry()
    entry["envelope"]["fields"]["title"] = "Changé"
    other = namur.entry(2)
    other["notice"]["url"] = "https://evil.example/"
    source.says(namur.page(entry, other, {"notice": 1, "envelope": []}))
    way = ask()
    assert titles(commune) == []
    assert len(way.refusals) == 3


@pytest.mark.parametrize("to", ["https://10.0.0.1/", "https://[::1]/", "https://169.254.169.254/"])
def test_a_redirect_to_an_inner_address_is_not_followed(ask, source, to):
    def lead(request):
        request.send_response(302)
        request.send_header("Location", to)
        request.end_headers()

    source.does(lead)
    assert ask().error == "This address is one of an inner network, which is not asked."


def test_a_redirect_without_tls_is_not_followed(ask, source):
    def lead(request):
        request.send_response(302)
        request.send_header("Location", source.address.replace("https", "http"))
        request.end_headers()

    source.does(lead)
    assert "https" in ask().error


@pytest.mark.parametrize("data", [None, b"<svg onload='x()'/>", b"%PDF-1.4", b"<html>"])
def test_a_file_that_is_no_picture_is_left_out(data):
    assert not is_picture(data)


def test_a_feed_that_never_ends_stops_by_itself(ask, source, namur, monkeypatch):
    monkeypatch.setattr(fetching, "BUDGET", 0.2)

    def go_on(request):
        page = namur.page(last=len(source.asked), newest=10**6)
        request.say(json.dumps(page).encode())

    source.does(go_on)
    assert ask().error == ""
    assert len(source.asked) > 1
