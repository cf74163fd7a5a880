"""What becomes of what comes: shown, asked, followed, let go; once, by whichever way."""

from .conftest import Commune
from .conftest import URN
from communesplone.core import jobs
from communesplone.core.sharing.interfaces import ISyndicated
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.syndicating import receiving
from communesplone.sharing.syndicating import ways
from communesplone.sharing.syndicating.data import Kept
from communesplone.sharing.syndicating.editing import Guarded
from communesplone.sharing.syndicating.fetching import fetch
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.moderating import accept
from communesplone.sharing.syndicating.moderating import put_back
from communesplone.sharing.syndicating.moderating import queue
from communesplone.sharing.syndicating.moderating import refuse
from communesplone.sharing.syndicating.notices import key
from communesplone.sharing.syndicating.store import drop
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.subscribing import detach
from communesplone.sharing.syndicating.subscribing import end
from communesplone.sharing.syndicating.subscribing import end_subscription
from communesplone.sharing.syndicating.subscribing import subscribe
from communesplone.sharing.syndicating.subscribing import Wishes
from communesplone.sharing.syndicating.upkeep import SILENT
from communesplone.sharing.syndicating.upkeep import Sources
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zExceptions import BadRequest
import json
import pytest


@pytest.fixture
def managing():
    with api.env.adopt_roles(["Manager"]):
        yield


class Told:
    """A source that says what it is given, without a wire."""

    def __init__(self, *pages):
        self.pages = list(pages)

    def page(self, since):
        return ways.read_page(json.loads(json.dumps(self.pages[-1])))

    def file(self, digest):
        raise SharingError("none")


@pytest.fixture
def take(commune, managing, monkeypatch):
    """`take(way, page)`: a source says a page to a subscription of Durbuy."""

    def of(way, page):
        way.cursor = 0
        monkeypatch.setattr(
            "communesplone.sharing.syndicating.fetching.source_of", lambda *_of: Told(page)
        )
        fetch(commune, way.id)
        assert way.error == ""

    return of


@pytest.fixture
def others(commune):
    return lambda: sorted(one.title for one in commune["others"].objectValues())


def waiting(commune):
    return [urn for urn, _one, _way in queue(commune, taken_of(commune), 10)]


def test_a_correction_follows_and_the_site_decides_whether_it_is_shown(
    follow, take, namur, commune, others
):
    way = follow()
    take(way, namur.page(namur.entry(title="Le matin")))
    item = commune["others"].objectValues()[0]
    assert ISyndicated.providedBy(item)
    assert item.syndicated_from == ("Namur", "https://www.example.be/1")
    state = api.content.get_state(item, default="")
    take(way, namur.page(namur.entry(revision=2, title="Le soir")))
    assert others() == ["Le soir"]
    assert api.content.get_state(item, default="") == state


def test_what_a_person_takes_away_does_not_come_back(follow, take, namur, commune, others):
    way = follow()
    take(way, namur.page(namur.entry()))
    api.content.delete(commune["others"].objectValues()[0])
    take(way, namur.page(namur.entry(revision=2)))
    assert others() == []


def test_moderated_it_waits_until_somebody_accepts_and_both_can_be_undone(
    follow, take, namur, commune, others
):
    way = follow("moderated")
    take(way, namur.page(namur.entry(1), namur.entry(2, title="Le marché")))
    first, second = waiting(commune)
    taken = taken_of(commune)
    item = accept(commune, taken, first)
    refuse(commune, taken, second)
    assert (others(), waiting(commune)) == ([item.title], [])
    with pytest.raises(SharingError):
        accept(commune, taken, second)
    take(way, namur.page(namur.entry(2, revision=2, title="Le marché")))
    assert waiting(commune) == []
    for urn in (first, second):
        put_back(commune, taken, urn)
    assert (others(), set(waiting(commune))) == ([], {first, second})


def test_one_source_fills_its_own_part_of_the_queue_and_the_rest_comes_once_there_is_room(
    follow, take, namur, commune, monkeypatch
):
    monkeypatch.setattr(receiving, "MOST_WAITING", 2)
    huy = Commune("nis:61031", "Huy")
    way, other = follow("moderated"), follow("moderated", "https://www.huy.example")
    entries = [namur.entry(number, title=f"Marché {'abcde'[number] * 9}") for number in range(5)]
    take(way, namur.page(*entries))
    assert (len(waiting(commune)), way.held, way.refusals) == (2, True, ())
    take(other, huy.page(huy.entry(9, title="Le concert")))
    taken = taken_of(commune)
    assert len(waiting(commune)) == 3
    # A cancellation is heard however full the queue is
    number = next(n for n in range(5) if key(URN.format(n), "nis:92094") in taken.waiting)
    take(way, namur.page(*entries, namur.end(number, 2)))
    seen = set(taken.received)
    for _turn in range(9):
        mine = [one for one in waiting(commune) if taken.received[one].ways == (way.id,)]
        for one in mine[:1]:
            refuse(commune, taken, one)
        if way.held:
            due = [job.args for job in jobs.pending(commune) if job.due <= datetime.now(UTC)]
            assert (way.id,) in due
        take(way, namur.page(*entries, namur.end(number, 2)))
        seen |= set(taken.received)
    assert len(seen) == 6
    assert not way.held


def test_what_a_source_shows_by_itself_in_a_day_has_an_end(
    follow, take, namur, commune, others, monkeypatch
):
    monkeypatch.setattr(receiving, "MOST_SHOWN", 2)
    way = follow()
    entries = [namur.entry(number, title=f"Marché {'abcde'[number] * 9}") for number in range(5)]
    take(way, namur.page(*entries))
    assert (len(others()), len(waiting(commune))) == (2, 3)
    monkeypatch.setattr(receiving, "utc_now", lambda: datetime.now(UTC) + timedelta(days=1))
    take(way, namur.page(*entries, namur.entry(6, title="Le concert")))
    assert (len(others()), len(waiting(commune))) == (3, 3)


def test_what_is_withdrawn_while_it_waits_waits_no_more(follow, take, namur, commune):
    way = follow("moderated")
    take(way, namur.page(namur.entry()))
    take(way, namur.page(namur.end(1, 2)))
    assert waiting(commune) == []


def test_what_comes_by_two_ways_is_there_once_and_stays_while_one_brings_it(
    follow, take, namur, commune, others, monkeypatch
):
    province = Commune("commune:Province", "Province")
    first, second = follow(), follow(address="https://www.province.example")
    take(first, namur.page(namur.entry()))
    monkeypatch.setattr(
        "communesplone.sharing.syndicating.receiving.library",
        lambda site: type("Known", (), {"keys": lambda self, issuer: namur.ring})(),
    )
    take(second, province.page(namur.entry()))
    assert others() == ["La brocante"]
    end(commune, first, keep=False)
    end_subscription(commune, first.id)
    assert others() == ["La brocante"]
    end(commune, second, keep=False)
    end_subscription(commune, second.id)
    assert others() == []


def test_what_looks_like_something_of_the_site_waits_with_a_hint(
    follow, take, namur, commune, others
):
    own = api.content.create(commune, "Document", "own", title="La Brocante !")
    take(follow(), namur.page(namur.entry()))
    assert others() == []
    (_urn, one, _way) = queue(commune, taken_of(commune), 1)[0]
    assert one.like == own.UID()


def test_only_the_languages_of_the_site_come(follow, take, namur, others):
    take(follow(), namur.page(namur.entry(language="de")))
    assert others() == []


def test_who_keeps_no_folder_decides_on_nothing(follow, take, namur, commune):
    take(follow("moderated"), namur.page(namur.entry()))
    with api.env.adopt_roles(["Member"]):
        assert waiting(commune) == []
        with pytest.raises(SharingError):
            accept(commune, taken_of(commune), next(iter(taken_of(commune).waiting)))


def test_made_its_own_it_follows_no_more_and_keeps_the_name_of_its_author(
    follow, take, namur, commune, others
):
    way = follow()
    take(way, namur.page(namur.entry()))
    item = commune["others"].objectValues()[0]
    detach(commune, item)
    take(way, namur.page(namur.entry(revision=2, title="Le soir")))
    take(way, namur.page(namur.end(1, 3)))
    assert others() == ["La brocante"]
    assert not ISyndicated.providedBy(item)
    assert "Namur" in item.rights


def test_ending_a_subscription_may_keep_what_came(follow, take, namur, commune, others):
    way = follow()
    take(way, namur.page(namur.entry()))
    end(commune, way, keep=True)
    end_subscription(commune, way.id)
    assert others() == ["La brocante"]
    assert not ISyndicated.providedBy(commune["others"].objectValues()[0])
    assert not taken_of(commune).subscriptions


def test_a_copy_is_a_page_of_the_site(follow, take, namur, commune):
    take(follow(), namur.page(namur.entry()))
    item = commune["others"].objectValues()[0]
    copy = api.content.copy(item, commune)
    assert ISyndicated.providedBy(item)
    assert not ISyndicated.providedBy(copy)


@pytest.mark.parametrize(
    ("other", "address"),
    [("", "http://www.example.be"), ("", "ftp://x"), ("", ""), ("nowhere", ""), ("", "https://")],
)
def test_a_source_that_cannot_be_followed_is_said_so(commune, follow, managing, other, address):
    way = follow()
    wishes = Wishes(way.folders, Filter(), "moderated", "private")
    with pytest.raises(SharingError):
        subscribe(commune, other, address, wishes)


def test_the_same_source_is_followed_once(commune, follow, managing, source):
    way = follow()
    with pytest.raises(SharingError):
        subscribe(
            commune, "", source.address, Wishes(way.folders, Filter(), "moderated", "private")
        )


def test_the_operator_hears_of_a_source_that_is_silent_for_days(commune, follow, managing):
    way = follow()
    way.error = "The source does not answer, or too slowly."
    assert not list(Sources(commune).problems())
    way.since = (datetime.fromisoformat(way.since) - SILENT * 2).isoformat()
    (problem,) = Sources(commune).problems()
    assert way.address in problem
    assert Sources(commune).mend() == "the worker asks 1 sources again."
    assert [job.args for job in jobs.pending(commune) if job.name.endswith(".fetch")]


def test_an_export_has_all_of_it(follow, take, namur, commune, others):
    way = follow("moderated")
    take(way, namur.page(namur.entry(1), namur.entry(2, title="Le marché")))
    accept(commune, taken_of(commune), waiting(commune)[0])
    told = json.loads(json.dumps(Kept(commune).dump()))
    drop(commune)
    Kept(commune).load(told, same_site=True)
    assert json.loads(json.dumps(Kept(commune).dump())) == told
    take(taken_of(commune).subscriptions[way.id], namur.page(namur.end(1, 2), namur.end(2, 2)))
    assert others() == []


def test_rest_refuses_what_the_source_keeps_up(follow, take, namur, commune, portal):
    take(follow(), namur.page(namur.entry()))
    item = commune["others"].objectValues()[0]
    with pytest.raises(BadRequest, match="Namur"):
        Guarded(item, portal.REQUEST)(data={"title": "Volé"})
    Guarded(item, portal.REQUEST)(data={"exclude_from_nav": True})
