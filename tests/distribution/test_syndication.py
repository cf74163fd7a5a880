"""What one site publishes another shows: by jobs alone, with its source, without doubles."""

from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.core.sharing.interfaces import ISyndicated
from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.trash.store import trash
from communesplone.news.event import CANCELLED
from communesplone.sharing.syndicating import giving
from communesplone.sharing.syndicating import ways
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.moderating import accept
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.subscribing import subscribe
from communesplone.sharing.syndicating.subscribing import Wishes
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from importlib.resources import files
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from Products.CMFCore.indexing import processQueue
from pytz import timezone
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.interface import alsoProvides
from zope.lifecycleevent import modified
import json
import pytest
import transaction


OURS = "communesplone.sharing."
MARKER = "zqxjpersonal"
TITLE = "Concert de printemps de l’harmonie"
BRUSSELS = timezone("Europe/Brussels")


@pytest.fixture
def managing():
    with api.env.adopt_roles(["Manager"]):
        yield


@pytest.fixture
def work(enter, managing):
    """`work()`: the jobs of all sites, as the worker does them, until nothing is due."""

    def until_calm(*sites):
        while any([_work(enter, name) for name in sites or ("st-vith", "namur")]):
            pass

    return until_calm


def _work(enter, name) -> int:
    # What is left to index belongs to the site that wrote it
    processQueue()
    site = enter(name)
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
    processQueue()
    return len(due)


@pytest.fixture
def event(st_vith, managing):
    """An event of Sankt Vith in French, published, with a picture and somebody to call."""
    drawing = files("communesplone.policy").joinpath("demo", "pictures", "bench.png").read_bytes()
    soon = datetime.now() + timedelta(days=30)
    start = BRUSSELS.localize(soon.replace(hour=20, minute=0, second=0, microsecond=0))
    made = api.content.create(
        st_vith["fr"],
        "Event",
        "concert",
        title=TITLE,
        description="Dans l’église",
        text=RichTextValue("<p>Entrée libre.</p>", "text/html", "text/x-html-safe"),
        start=start,
        end=start + timedelta(hours=2),
        location="Église paroissiale",
        postal_code="4780",
        language="fr",
        themes=["culture"],
        contact_name=MARKER,
        contact_email=f"{MARKER}@example.be",
        creators=(MARKER,),
    )
    if hasattr(made, "image"):
        made.image = NamedBlobImage(data=drawing, filename="bench.png")
    api.content.transition(made, "publish")
    processQueue()
    return made


@pytest.fixture
def agenda(event, enter, managing):
    """A folder of Namur for what comes."""
    site = enter("namur")
    folder = api.content.create(site, "Folder", "voisins", title="Chez les voisins")
    api.content.transition(folder, "publish")
    processQueue()
    return folder


@pytest.fixture
def follow(agenda, enter, work):
    """`follow("moderated")`: Namur follows the concerts of Sankt Vith."""

    def begin(mode="automatic", **more):
        giving.give(enter("st-vith"), ["event"], "CC-BY-4.0")
        work()
        wishes = Wishes({"event": agenda.UID()}, Filter(words=("concert",)), mode, "published")
        way = subscribe(enter("namur"), more.get("site", "st-vith"), more.get("at", ""), wishes)
        work()
        assert way.error == ""
        return way

    return begin


def shown(agenda):
    found = [one for one in agenda.objectValues() if one.Title() == TITLE]
    assert len(found) < 2
    return found[0] if found else None


def change(item, **values):
    for name, value in values.items():
        setattr(item, name, value)
    modified(item)
    processQueue()


def test_an_event_comes_with_its_source_and_without_whom_to_call(follow, event, agenda, visit):
    follow()
    item = shown(agenda)
    assert item.portal_type == "Event"
    assert api.content.get_state(item) == "published"
    assert (item.location, item.postal_code) == ("Église paroissiale", "4780")
    assert item.start == event.start
    assert MARKER not in repr(vars(item))
    site = event.getPhysicalRoot()["st-vith"]
    told = [one.envelope for one in feed_of(site).entries.values()]
    assert MARKER not in json.dumps(told)
    transaction.commit()
    namur, at = visit("namur"), f"/voisins/{item.getId()}"
    page = namur.get(at).text.replace("\xa0", " ")
    assert f'<a href="{event.absolute_url()}">Source : Sankt Vith, CC BY 4.0</a>' in page
    assert f'rel="canonical" href="{event.absolute_url()}"' in page
    for listed in ("@@agenda_view", "@@agenda.ics", "@@agenda.rss"):
        assert "Source : Sankt Vith" in namur.get(f"/voisins/{listed}").text.replace("\xa0", " ")
    found = namur.get("/@@search", {"SearchableText": "concert harmonie printemps"})
    assert "Source : Sankt Vith" in found.text.replace("\xa0", " ")


def test_corrections_and_cancellations_follow_and_what_is_offline_here_stays_so(
    follow, event, agenda, enter, work
):
    follow()
    item = shown(agenda)
    enter("st-vith")
    change(event, location="Salle Triangel")
    work()
    assert item.location == "Salle Triangel"
    enter("namur")
    api.content.transition(item, "retract")
    enter("st-vith")
    change(event, event_status=CANCELLED, status_reason="Inondation")
    work()
    assert (item.event_status, item.status_reason) == (CANCELLED, "Inondation")
    assert api.content.get_state(item) == "private"


def test_what_its_author_takes_offline_goes_into_the_trash_and_comes_back_with_it(
    follow, event, agenda, enter, work
):
    follow()
    enter("st-vith")
    api.content.transition(event, "retract")
    work()
    assert shown(agenda) is None
    assert [one.title for one in trash(agenda.getPhysicalRoot()["namur"]).values()] == [TITLE]
    enter("st-vith")
    api.content.transition(event, "publish")
    work()
    assert shown(agenda) is not None


def test_moderated_an_event_waits_and_what_is_refused_by_a_filter_never_comes(
    follow, agenda, enter
):
    follow("moderated")
    site = enter("namur")
    taken = taken_of(site)
    titles = {taken.received[urn].envelope["fields"]["title"] for urn in taken.waiting}
    assert TITLE in titles
    assert all("oncert" in json.dumps(taken.received[urn].envelope) for urn in taken.waiting)
    urn = next(
        urn for urn in taken.waiting if taken.received[urn].envelope["fields"]["title"] == TITLE
    )
    assert accept(site, taken, urn).aq_parent.getId() == "voisins"


def test_by_the_rest_service_comes_what_comes_on_the_cluster_and_no_second_time(
    follow, agenda, enter, work, visit, monkeypatch
):
    follow()
    transaction.commit()
    browser = visit("st-vith")
    answer = browser.get("/++api++/@syndication?since=0&kind=event")
    assert answer.status_int == 200
    again = browser.get(
        "/++api++/@syndication?since=0&kind=event",
        headers={"If-None-Match": answer.headers["ETag"]},
    )
    assert again.status_int == 304
    assert browser.get("/++api++/@syndication?since=x").status_int == 400
    assert browser.get("/++api++/@syndication-file?digest=sha256:0").status_int == 404
    assert visit("namur").get("/++api++/@syndication").status_int == 404
    page = ways.read_page(answer.json)
    site = enter("namur")
    source = ways.ClusterSource(site, "st-vith", ("event",))
    assert page == source.page(0)
    items = len(agenda.objectValues())
    monkeypatch.setattr(ways.WebSource, "page", lambda self, since: page)
    wishes = Wishes({"event": agenda.UID()}, Filter(words=("concert",)), "automatic", "published")
    with api.env.adopt_roles(["Manager"]):
        way = subscribe(site, "", "https://www.st-vith.example", wishes)
        work()
    assert (way.error, way.received) == ("", 0)
    assert len(agenda.objectValues()) == items


def test_what_the_law_holds_back_comes_as_a_draft(event, agenda, enter, follow):
    enter("st-vith")
    bare = '<p>Affiche : <img src="https://www.example.be/affiche.png"></p>'
    change(event, text=RichTextValue(bare, "text/html", "text/x-html-safe"))
    alsoProvides(getRequest(), IEditingLayer)
    follow()
    item = shown(agenda)
    assert "affiche.png" in item.text.raw
    assert api.content.get_state(item) == "private"


def test_nobody_here_changes_what_another_site_keeps_up_until_it_is_made_theirs(
    follow, agenda, visit
):
    follow()
    item = shown(agenda)
    transaction.commit()
    browser = visit("namur")
    browser.authorization = ("Basic", ("root", "correct horse"))
    page = browser.get(f"/voisins/{item.getId()}/edit")
    assert "Sankt Vith" in page.text
    assert "form.widgets" not in page.text
    form = next(one for one in page.forms.values() if "do" in one.fields)
    done = form.submit("do", value="detach")
    assert done.status_int == 303
    transaction.begin()
    assert not ISyndicated.providedBy(item)
    assert "form.widgets" in browser.get(f"/voisins/{item.getId()}/edit").text


def test_a_citizens_page_loads_no_other_objects_once_its_item_is_given(
    event, enter, work, visit, loaded
):
    transaction.commit()
    browser, path = visit("st-vith"), "/fr/concert"
    before = loaded(browser, path)
    giving.give(enter("st-vith"), ["event"], "CC-BY-4.0")
    work()
    transaction.commit()
    assert loaded(browser, path) <= before
