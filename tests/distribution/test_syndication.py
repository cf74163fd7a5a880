"""What one site publishes another shows: by jobs, with its source, without doubles."""

from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.core.sharing.interfaces import ISyndicated
from communesplone.core.sharing.signing import public_key
from communesplone.news.event import CANCELLED
from communesplone.sharing.store import store
from communesplone.sharing.syndicating import giving
from communesplone.sharing.syndicating import moderating
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.subscribing import detach
from communesplone.sharing.syndicating.subscribing import end
from communesplone.sharing.syndicating.subscribing import subscribe
from communesplone.sharing.syndicating.subscribing import Wishes
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.component import getUtility
from zope.lifecycleevent import modified
import json
import pytest
import transaction


OURS = "communesplone.sharing."


@pytest.fixture
def managing():
    with api.env.adopt_roles(["Manager"]):
        yield


@pytest.fixture
def work(enter, managing):
    """Do the jobs of all sites that are due, as the worker does, until nothing is left to do."""

    def until_calm(*sites: str) -> None:
        names = sites or ("st-vith", "namur", "hub")
        while any([_work(enter(name)) for name in names]):
            pass

    return until_calm


def _work(site) -> int:
    waiting, now = jobs.outbox(site).waiting, datetime.now(UTC)
    due = [
        (key, entry)
        for key, entry in waiting.items(None, jobs._key(now, "~"))
        if entry.name.startswith(OURS)
    ]
    for key, entry in due:
        if key in waiting:
            getUtility(IJob, entry.name)(site, *entry.args)
            waiting.pop(key, None)
    return len(due)


@pytest.fixture
def event(st_vith, managing):
    """An event of Sankt Vith that is published."""
    start = datetime(2031, 5, 3, 20, tzinfo=UTC)
    made = api.content.create(
        st_vith["agenda"] if "agenda" in st_vith else st_vith,
        "Event",
        "frühlingskonzert",
        title="Frühlingskonzert der Harmonie",
        description="In der Kirche",
        text=RichTextValue("<p>Eintritt frei.</p>", "text/html", "text/x-html-safe"),
        start=start,
        end=start + timedelta(hours=2),
        location="Pfarrkirche",
        language="de",
        themes=["culture"],
    )
    made.contact_email = "zqxj@example.be"
    api.content.transition(made, "publish")
    return made


@pytest.fixture
def agenda(enter, managing):
    """A folder of Namur for what comes."""
    site = enter("namur")
    folder = api.content.create(site, "Folder", "chez-les-voisins", title="Chez les voisins")
    api.content.transition(folder, "publish")
    return folder


@pytest.fixture
def follow(event, agenda, enter, work):
    """`follow(mode="automatic")`: Namur follows the events of Sankt Vith."""

    def begin(mode="automatic", state="published", filter_=None):
        giving.give(enter("st-vith"), ["event"], "CC-BY-4.0")
        work("st-vith")
        wishes = Wishes({"event": agenda.UID()}, filter_ or Filter(), mode, state)
        way = subscribe(enter("namur"), "st-vith", "", wishes)
        work()
        return way

    return begin


def shown(agenda, title="Frühlingskonzert der Harmonie"):
    found = [one for one in agenda.objectValues() if one.title == title]
    assert len(found) <= 1
    return found[0] if found else None


def test_an_event_comes_with_its_source_and_without_whom_to_call(follow, event, agenda, visit):
    way = follow()
    item = shown(agenda)
    assert way.error == ""
    assert item.portal_type == "Event"
    assert api.content.get_state(item) == "published"
    assert item.location == "Pfarrkirche"
    assert item.start == event.start
    assert item.contact_email is None
    assert "zqxj" not in json.dumps(feed_of(event.getPhysicalRoot()["st-vith"]).entries.values()[0].envelope)
    transaction.commit()
    page = visit("namur").get("/chez-les-voisins/" + item.getId())
    assert page.status_int == 200
    assert "Sankt Vith" in page.text
    assert f'rel="canonical" href="{event.absolute_url()}"' in page.text
    listed = visit("namur").get("/chez-les-voisins/@@agenda_view?month=2031-05")
    assert "Frühlingskonzert" in listed.text
    assert "Sankt Vith" in listed.text
    for name in ("agenda.rss", "agenda.ics"):
        assert "Sankt Vith" in visit("namur").get(f"/chez-les-voisins/@@{name}").text
