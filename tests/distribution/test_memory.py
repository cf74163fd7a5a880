"""What is kept in RAM never shows what a page made anew would not show."""

from communesplone.core import changes
from communesplone.core.memory import forget
from communesplone.core.topics import ITopics
from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import re
import transaction


TYPES = ("News Item", "Event", "Procedure", "Service", "PublicInquiry")
NONCE = re.compile(r'name="_authenticator" value="[^"]*"')


@pytest.fixture
def shown(visit):
    """`shown()`: the pages as an anonymous visitor sees them, by path."""

    def look():
        browser = visit("st-vith")
        return {path: NONCE.sub("", browser.get(path, status="*").text) for path in paths(browser)}

    return look


def paths(browser):
    """The home, and the pages of its menu."""
    home = browser.get("/de").text
    menu = re.findall(r'href="http://st-vith\.localhost(?::\d+)?(/de/[a-z-]+)"', home)
    return ["/de", *sorted(set(menu))]


@pytest.fixture
def change(enter, sites):
    """`change(act)`: let a manager act in Sankt Vith, as saving a form does."""

    def do(act):
        site = enter("st-vith")
        with api.env.adopt_roles(["Manager"]):
            act(site)
        changes.touch(site)
        transaction.commit()

    return do


def all_of(site, kind):
    return [brain.getObject() for brain in api.content.find(site, portal_type=kind)]


def retitle(kind):
    def act(site):
        for item in all_of(site, kind):
            item.title = f"{item.title} (neu)"
            notify(ObjectModifiedEvent(item))

    return act


def delete(kind):
    def act(site):
        api.content.delete(objects=all_of(site["de"], kind)[:3], check_linkintegrity=False)

    return act


def relabel(site):
    lines = list(api.portal.get_registry_record("themes", interface=ITopics))
    lines = [f"{line.split('|')[0]}| a | a | Anders | a" for line in lines]
    api.portal.set_registry_record("themes", lines, interface=ITopics)


def act_of_folder(kind):
    """Retract the folder that holds items of a kind: they are hidden with it."""

    def act(site):
        item = all_of(site["de"], kind)[0]
        api.content.transition(item.__parent__, "retract")

    return act


ACTS = {
    **{f"new titles of {kind}": retitle(kind) for kind in TYPES},
    **{f"{kind} deleted": delete(kind) for kind in ("News Item", "Procedure")},
    "folder of events hidden": act_of_folder("Event"),
    "labels changed": relabel,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_pages_from_memory_are_those_made_anew(shown, change, act):
    forget()
    before = shown()
    change(act)
    kept = shown()
    forget()
    assert kept == shown()
    assert kept != before
