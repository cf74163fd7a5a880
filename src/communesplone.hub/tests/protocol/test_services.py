"""The library as another cluster sees it: open to read, signed to change."""

from communesplone.core.fetching import Asked
from communesplone.core.fetching import fetch
from communesplone.core.fetching import opened
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.calling import Line
from communesplone.core.sharing.calling import Silence
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.peers import ask_who
from communesplone.core.sharing.peers import Identified
from communesplone.core.sharing.peers import Peer
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.request_signing import message_to
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.core.sharing.request_signing import signed_headers
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.signing import linked
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.sharing.signing import told
from communesplone.core.sharing.wire import written
from communesplone.hub.catalogue import catalogue
from communesplone.hub.protocol import communes
from communesplone.hub.protocol.communes import Communes
from communesplone.hub.protocol.communes import Keyring
from communesplone.hub.ways import way_to
from dataclasses import replace
import json
import pytest
import transaction


JSON = {"Accept": "application/json"}
FAR = "https://durbuy.example"


def get(url, **headers):
    return fetch(url, WORKING, 1_000_000, lambda _url: JSON | headers)


def post(url, body, headers):
    with opened(url, WORKING, Asked("POST", JSON | headers, body)) as response:
        return response.read(100_000)


def test_what_was_accepted_is_read_with_all_that_is_known_of_it(line, shared):
    made = shared()
    urn = made["urn"]
    assert line.read(Envelope, f"items/{urn}/revisions/latest") == made
    assert line.read(Envelope, f"items/{urn}/revisions/1") == made
    assert line.read(Envelope, f"items/{urn}/revisions/2") is None
    found = line.read(Standing, f"items/{urn}")
    assert (found.summary.title, found.revisions[0][0]) == ("Un chalet au marché", 1)
    assert line.read(Ring, "communes/nis%3A83012/keys").keys[0].key
    assert line.read(Ring, "communes/nis%3A1/keys") is None
    assert line.read(Standing, "items/urn:uuid:0") is None


def test_a_search_comes_page_by_page_with_its_counts(line, shared):
    for number in range(1, 12):
        shared(number=number, title=f"Chalet {number}")
    first = line.read(Found, "items", text="chalet", kinds=("page",))
    assert (len(first.rows), first.total, first.counts["kind"]) == (10, 11, {"page": 11})
    second = line.read(Found, "items", text="chalet", start=10, order="date")
    assert len(second.rows) == 1
    assert line.read(Found, "items", text="marronnier").total == 0


@pytest.mark.parametrize(
    "query",
    ["start=-1", "start=x", "order=size", "since=2026", "kinds:int=1", "text=" + "x" * 201],
)
def test_a_search_for_something_else_is_said_to_be_wrong(base, durbuy, query):
    assert get(f"{base}/items?{query}").status == 400


def test_what_has_not_changed_is_not_sent_again(base, shared):
    made = shared()
    url = f"{base}/items/{made['urn']}"
    answer = get(url)
    assert get(url, **{"If-None-Match": answer.headers["etag"]}).status == 304
    shared(revision=2)
    again = get(url, **{"If-None-Match": answer.headers["etag"]})
    assert json.loads(again.body)["summary"]["revision"] == 2


def test_a_call_that_changes_no_page_leaves_what_is_held_good(base, line, shared):
    made = shared()
    url = f"{base}/items/{made['urn']}"
    held = {"If-None-Match": get(url).headers["etag"]}
    line.call("members")
    assert get(url, **held).status == 304
    line.call("adopted", urn=made["urn"], revision=1)
    assert json.loads(get(url, **held).body)["summary"]["adopters"] == 1


def test_a_file_is_read_once_it_was_accepted_and_opened_by_no_browser(base, line, durbuy, shared):
    data = b"<script>alert(1)</script>"
    url = f"{base}/files/{digest(data)}"
    line.call("receive", envelope=durbuy.written(files=[data]), files={digest(data): data})
    assert get(url).status == 404
    shared(files=[data], revision=2)
    answer = get(url)
    assert (answer.body, answer.kind) == (data, "application/octet-stream")
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_waits_is_read_by_nobody(line, durbuy):
    made = durbuy.written()
    line.call("receive", envelope=made, files={})
    assert line.read(Standing, f"items/{made['urn']}") is None
    assert line.read(Envelope, f"items/{made['urn']}/revisions/1") is None


@pytest.mark.parametrize("path", ["", "/v2", "/v1/else", "/v1/items/a/b/c/d/e/f"])
def test_what_is_not_there_is_said_not_to_be_there(base, durbuy, path):
    assert get(base.removesuffix("/v1") + path).status == 404


def test_a_call_comes_once(base, line, durbuy, portal):
    body = written({"envelope": durbuy.written(), "files": {}})
    url = f"{base}/receive"
    headers = signed_headers(message_to("POST", url, body), "nis:83012", durbuy.key)
    assert post(url, body, headers).status == 204
    again = post(url, body, headers)
    assert (again.status, json.loads(again.body)["type"]) == (401, "NotBelieved")
    transaction.begin()
    assert len(catalogue(portal).waiting) == 1
    # Delivered once more, as after a crash, with a signature of its own
    line.call("receive", envelope=durbuy.written(), files={})
    transaction.begin()
    assert len(catalogue(portal).waiting) == 1


def test_nobody_calls_but_who_signed_and_is_known(base, line, stranger, durbuy, portal):
    made = {"envelope": durbuy.written(), "files": {}}
    with pytest.raises(NotBelieved):
        stranger(new_key()).call("receive", **made)
    with pytest.raises(NotBelieved):
        replace(line, issuer="nis:92094").call("receive", **made)
    assert post(f"{base}/receive", written(made), {}).status == 401
    body = written(made)
    headers = signed_headers(message_to("POST", f"{base}/receive", body), "nis:83012", durbuy.key)
    assert post(f"{base}/receive", body.replace(b"march", b"MARCH"), headers).status == 401
    assert post(f"{base}/propose", body, headers).status == 401
    transaction.begin()
    assert not catalogue(portal).waiting


def test_a_call_of_another_shape_is_refused(base, durbuy):
    for name, body in (("adopted", b'{"urn": 1}'), ("adopted", b"{"), ("receive", b"[]")):
        url = f"{base}/{name}"
        headers = signed_headers(message_to("POST", url, body), "nis:83012", durbuy.key)
        assert post(url, body, headers).status == 400, body
    assert post(f"{base}/search", b"{}", {}).status == 404


def test_a_refusal_says_why_in_words_that_can_be_translated(base, line, durbuy, portal):
    forged = durbuy.written() | {"note": "Autre"}
    with pytest.raises(SharingError) as error:
        line.call("receive", envelope=forged, files={})
    assert error.value.message == "The signature of this content is not that of its author."
    assert error.value.message.domain == "communesplone"
    transaction.begin()
    assert not catalogue(portal).offers


def test_who_uses_an_item_is_who_signed(line, durbuy, shared, portal):
    made = shared()
    line.call("adopted", urn=made["urn"], revision=7)
    line.call("adopted", urn=made["urn"], revision=1)
    transaction.begin()
    assert catalogue(portal).figures.of("nis:83012")["updated"] == 0
    assert list(catalogue(portal).offers[made["urn"]].adopters) == ["nis:83012"]
    line.call("released", urn=made["urn"])
    said = f"withdraw {made['urn']}".encode()
    line.call("withdraw", urn=made["urn"], signature=sign(said, durbuy.key))
    assert line.read(Standing, f"items/{made['urn']}") is None


def test_a_commune_reports_and_learns_of_the_others(line, stranger, durbuy):
    said = Report("nis:83012", "Durbuy", "durbuy", "Luxembourg", ("fr",), tools={"a": "1"})
    line.call("report", report=said, signature=sign(told(said), durbuy.key))
    assert line.ask(tuple[Report, ...], "members") == (said,)
    with pytest.raises(NotBelieved):
        stranger(new_key()).ask(tuple[Report, ...], "members")


def test_keys_change_by_a_key_that_is_known_and_the_new_one_signs(line, stranger, durbuy, portal):
    key = new_key()
    mine = replace(durbuy.ring.keys[0], key=public_key(key))
    closed = replace(durbuy.ring.keys[0], revoked="2026-11-30T00:00:00+00:00")
    ring = replace(durbuy.ring, serial=2, keys=(mine, closed))
    forged = signed_ring(ring, key)
    with pytest.raises(NotBelieved):
        stranger(key).call("introduce", ring=forged, sender=FAR)
    followed = signed_ring(ring, durbuy.key)
    with pytest.raises(NotBelieved):
        # Whoever has the ring, which is public, does not move the commune elsewhere
        line.call("introduce", ring=followed, sender="https://evil.example")
    stranger(key).call("introduce", ring=followed, sender="https://new.example/")
    with pytest.raises(NotBelieved):
        line.call("receive", envelope=durbuy.written(), files={})
    transaction.begin()
    known = catalogue(portal).communes["nis:83012"]
    assert (known.site, known.name, known.ring) == ("https://new.example", "Durbuy", followed)


def test_a_hub_that_missed_two_changes_of_keys_follows_them(stranger, durbuy, portal):
    second, third = new_key(), new_key()
    former = durbuy.ring.keys
    for serial, key, by in ((2, second, durbuy.key), (3, third, second)):
        mine = replace(former[0], key=public_key(key))
        former = (mine, *former)
        links = (linked("nis:83012", 2, public_key(second), durbuy.key),)
        ring = signed_ring(replace(durbuy.ring, serial=serial, keys=former, links=links), by)
    with pytest.raises(NotBelieved):
        stranger(third).call("introduce", ring=replace(ring, links=()), sender=FAR)
    stranger(third).call("introduce", ring=ring, sender=FAR)
    transaction.begin()
    assert catalogue(portal).communes["nis:83012"].ring.links == ring.links


def test_a_peer_is_known_by_the_key_that_people_told_one_another(base, portal):
    address = base.removesuffix("/@library/v1")
    with pytest.raises(SharingError):
        # Before an operator has put its keys together, it says nothing of itself
        ask_who(address, "@library/v1", "")
    ring = Keyring(portal, catalogue(portal)).ring()
    transaction.commit()
    found = ask_who(f"{address}/", "@library/v1", ring.keys[0].key)
    assert (found.address, found.ring) == (address, ring)
    with pytest.raises(SharingError):
        ask_who(address, "@library/v1", public_key(new_key()))
    with pytest.raises(SharingError):
        ask_who("http://hub.example.be", "@library/v1", ring.keys[0].key)


def test_whoever_shows_the_key_of_another_is_not_that_one(base, durbuy, monkeypatch):
    key, mine = new_key(), durbuy.ring.keys[0]
    both = (mine, replace(mine, key=public_key(key)))
    ring = signed_ring(replace(durbuy.ring, keys=both), key)
    told = Identified("Durbuy", "Luxembourg", "fr", ring)
    forged = replace(told, signature=sign(told.said, key))
    monkeypatch.setattr(Line, "read", lambda *_args: forged)
    with pytest.raises(SharingError):
        ask_who(FAR, "@inbox/v1", mine.key)


def test_a_peer_takes_the_place_of_no_other_commune(base, durbuy, portal, monkeypatch):
    key = new_key()
    peers = Communes(portal, catalogue(portal))

    def answers(issuer, address):
        mine = replace(durbuy.ring.keys[0], key=public_key(key))
        ring = signed_ring(Ring(issuer, 9, (mine,)), key)
        monkeypatch.setattr(communes, "ask_who", lambda *_args: Peer(address, "Gesves", "", ring))
        return lambda: peers.add(address, public_key(key))

    # Another issuer, whose people would be those of Durbuy
    for issuer in ("nis:83012", ":83012"):
        with pytest.raises(SharingError):
            answers(issuer, "https://evil.example")()
    assert catalogue(portal).communes["nis:83012"].ring == durbuy.ring
    # Durbuy has lost its keys: at the same place an operator is believed
    answers("nis:83012", FAR)()
    assert catalogue(portal).communes["nis:83012"].name == "Gesves"


def test_no_commune_says_that_it_is_at_the_address_of_another(line, durbuy, portal):
    other = replace(catalogue(portal).communes["nis:83012"], site="https://namur.example")
    ring = replace(durbuy.ring, issuer="nis:92094")
    catalogue(portal).communes["nis:92094"] = replace(other, ring=ring)
    transaction.commit()
    with pytest.raises(SharingError):
        line.call("introduce", ring=durbuy.ring, sender="https://namur.example")
    line.call("introduce", ring=durbuy.ring, sender="https://new.example")


def test_who_is_removed_is_told_nothing_more_and_stays_provable(durbuy, portal):
    peers = Communes(portal, catalogue(portal))
    assert [one.address for one in peers.known()] == [FAR]
    peers.remove(FAR)
    assert not peers.known()
    assert catalogue(portal).communes["nis:83012"].ring == durbuy.ring
    assert way_to(portal, "nis:83012") is None
    with pytest.raises(KeyError):
        peers.remove(FAR)


def test_who_was_silent_is_left_alone_for_a_while(line):
    gone = replace(line, base="http://localhost:1/@library/v1")
    for _time in range(2):
        with pytest.raises(Silence):
            gone.read(Found, "items")
    assert line.read(Found, "items").total == 0
