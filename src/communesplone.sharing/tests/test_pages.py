"""@@offer, @@library, @@library-item and @@library-adopt without a hub, by each role."""

from base64 import b64decode
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality.interfaces import IQualityCheck
from communesplone.sharing.inbox import Inbox
from communesplone.sharing.store import Shared
from plone import api
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager
import pytest
import re
import transaction


PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def published(page, portal):
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(page, "publish")
    transaction.commit()
    return page


def test_without_a_hub_the_library_says_that_nothing_is_to_be_done(webmaster, commune):
    transaction.commit()
    webmaster.open(f"{commune.absolute_url()}/@@library")
    assert "The library does not answer" in webmaster.contents
    webmaster.open(f"{commune.absolute_url()}/@@library-item?urn=urn:uuid:0")
    assert webmaster.headers["status"].startswith("404")
    webmaster.open(f"{commune.absolute_url()}/@@library-adopt?urn=urn:uuid:0")
    assert webmaster.headers["status"].startswith("404")


def send(browser, url, **fields):
    """Post the form of an offer, whose button stands in the bar below it."""
    browser.open(url)
    token = re.search(r'data-token="(\w+)"', browser.contents)[1]
    browser.post(url, urlencode({"act": "offer", "_authenticator": token} | fields))
    transaction.begin()


def test_an_offer_is_sent_once_and_keeps_what_was_typed(webmaster, published, kept):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0", note="Un mot")
    assert "On its way to the hub" in webmaster.contents
    assert kept.items[published.UID()].state == "sent"
    assert kept.items[published.UID()].licence == "CC0-1.0"
    send(webmaster, url, licence="CC0-1.0", note="Encore")
    assert "The library has this text already" in webmaster.contents
    assert "Encore</textarea>" in webmaster.contents
    send(webmaster, url, licence="mine")
    assert "Choose a licence" in webmaster.contents


def test_a_draft_is_not_offered(webmaster, published, kept):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(published, "retract")
    transaction.commit()
    send(webmaster, f"{published.absolute_url()}/@@offer", licence="CC0-1.0")
    assert "Publish the page first" in webmaster.contents
    assert published.UID() not in kept.items


@pytest.fixture
def square(published, portal):
    """A picture that the page shows, and that is not online yet."""
    image = NamedBlobImage(PIXEL, filename="place.gif")
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(portal, "Image", "square", title="La place", image=image)
        portal.portal_workflow.setChainForPortalTypes(["Image"], "simple_publication_workflow")
        portal.portal_workflow.updateRoleMappings()
        text = f'<p><img alt="La place" src="resolveuid/{made.UID()}"/></p>'
        published.text = RichTextValue(text, "text/html")
    transaction.commit()
    return made


def test_a_picture_that_is_not_online_is_named_and_holds_the_page_back(
    webmaster, published, square, kept
):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0")
    assert "“La place” is not online" in webmaster.contents
    assert "place.gif" not in webmaster.contents
    assert not kept.outgoing
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(square, "publish")
    transaction.commit()
    send(webmaster, url, licence="CC0-1.0")
    assert "“La place” is not online" not in webmaster.contents
    assert re.search(r'id="offer-files">\s*<li>La place \(place.gif\)</li>', webmaster.contents)
    assert "On its way to the hub" in webmaster.contents


@pytest.fixture
def mails_are_personal():
    """A check of the kind that another add-on brings."""

    def find(subject):
        for piece in subject.of("line"):
            if "@" in piece.value:
                yield Finding("mails", piece.way, "A mail address", "Why", personal=True)

    check = Check("Mails", "Mails", "Why", 1, find, lambda *_all: {})
    manager = getGlobalSiteManager()
    manager.registerUtility(check, IQualityCheck, "mails")
    yield
    manager.unregisterUtility(check, IQualityCheck, "mails")


@pytest.mark.usefixtures("mails_are_personal")
def test_a_mail_address_in_the_word_beside_is_found_where_it_stands(webmaster, published, kept):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0", note="Demander à marie.dubois@example.be")
    assert "It stands in the word to those who adopt it." in webmaster.contents
    assert "First mend what must not leave the commune" in webmaster.contents
    assert not kept.outgoing


def test_who_makes_a_text_their_own_reads_what_that_ends(webmaster, published, kept):
    urn = "urn:uuid:00000000-0000-4000-8000-000000000001"
    shared = Shared("adopted", urn, urn, {"id": "nis:92094", "name": "Namur"})
    kept.put(published.UID(), shared)
    transaction.commit()
    url = f"{published.absolute_url()}/@@offer"
    webmaster.open(url)
    assert "You have this from Namur." in webmaster.contents
    assert "Revisions of Namur will no longer reach this page." in webmaster.contents
    shared.detached = True
    transaction.commit()
    webmaster.open(url)
    assert "You have this from Namur." in webmaster.contents
    assert "will no longer reach this page" not in webmaster.contents


def test_a_member_who_edits_nothing_offers_nothing(visitor, published):
    visitor.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
    visitor.open(f"{published.absolute_url()}/@@offer")
    assert "Offer to the hub" not in visitor.contents


def test_an_editor_of_another_section_does_not_offer_this_one(visitor, published, portal):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(portal, "Folder", "other", title="Autre")
        api.user.create("e@example.org", "elsewhere", "correct horse battery")
        folder.manage_setLocalRoles("elsewhere", ["Editor", "Contributor"])
    transaction.commit()
    visitor.addHeader("Authorization", "Basic elsewhere:correct horse battery")
    visitor.open(f"{published.absolute_url()}/@@offer")
    assert "Offer to the hub" not in visitor.contents


def test_what_cannot_be_shared_has_no_such_page(webmaster, commune):
    with api.env.adopt_roles(["Manager"]):
        link = api.content.create(commune, "Link", "away", title="Ailleurs")
    transaction.commit()
    webmaster.open(f"{link.absolute_url()}/@@offer")
    assert webmaster.headers["status"].startswith("404")


def test_an_offer_that_waits_is_withdrawn_by_its_name(webmaster, published, kept):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0")
    assert "Withdraw the offer" in webmaster.contents
    assert "Withdraw from the library" not in webmaster.contents
    send(webmaster, url, act="withdraw")
    assert "Offer withdrawn" in webmaster.contents
    assert "library. Who adopted it keeps it" not in webmaster.contents


def test_what_the_library_has_is_withdrawn_from_it_while_its_next_revision_waits(
    webmaster, published, kept, portal
):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0")
    urn = kept.items[published.UID()].urn
    Inbox(portal, kept).decided(urn, 1, "accepted", "", "2026-11-29T10:00:00+00:00")
    transaction.commit()
    with api.env.adopt_roles(["Manager"]):
        published.title = "Le grand marché"
    transaction.commit()
    send(webmaster, url, licence="CC0-1.0")
    assert "On its way to the hub" in webmaster.contents
    assert "Withdraw from the library" in webmaster.contents
    send(webmaster, url, act="withdraw")
    assert "Withdrawn from the library" in webmaster.contents
    send(webmaster, url, licence="CC0-1.0", note="Encore")
    assert "Withdraw the offer" in webmaster.contents


def test_what_the_hub_takes_out_says_why_and_can_be_offered_again(
    webmaster, published, kept, portal
):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0")
    urn = kept.items[published.UID()].urn
    inbox, moment = Inbox(portal, kept), "2026-11-30T10:00:00+00:00"
    inbox.decided(urn, 1, "accepted", "", "2026-11-29T10:00:00+00:00")
    inbox.decided(urn, 1, "taken_out", "Une adresse privée y est.", moment)
    transaction.commit()
    webmaster.open(url)
    assert "Taken out of the library by the hub" in webmaster.contents
    assert "Une adresse privée y est." in webmaster.contents
    assert "Withdraw" not in webmaster.contents
    send(webmaster, url, licence="CC0-1.0")
    assert "On its way to the hub" in webmaster.contents
    inbox.decided(urn, 1, "taken_out", "Une adresse privée y est.", moment)
    assert kept.items[published.UID()].state == "sent"


def test_what_is_under_way_stays_so_when_the_hub_takes_a_former_revision_out(
    webmaster, published, kept, portal
):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0")
    urn = kept.items[published.UID()].urn
    inbox = Inbox(portal, kept)
    inbox.decided(urn, 1, "accepted", "", "2026-11-29T10:00:00+00:00")
    transaction.commit()
    with api.env.adopt_roles(["Manager"]):
        published.title = "Le grand marché"
    transaction.commit()
    send(webmaster, url, licence="CC0-1.0")
    inbox.decided(urn, 1, "taken_out", "Une adresse privée.", "2026-11-30T10:00:00+00:00")
    transaction.commit()
    webmaster.open(url)
    assert "On its way to the hub" in webmaster.contents
    assert "Une adresse privée." in webmaster.contents
    assert "Withdraw the offer" in webmaster.contents


def test_what_its_author_withdrew_is_not_said_to_be_taken_out(published, kept, portal, webmaster):
    url = f"{published.absolute_url()}/@@offer"
    send(webmaster, url, licence="CC0-1.0")
    urn = kept.items[published.UID()].urn
    inbox = Inbox(portal, kept)
    inbox.decided(urn, 1, "accepted", "", "2026-11-29T10:00:00+00:00")
    transaction.commit()
    send(webmaster, url, act="withdraw")
    inbox.decided(urn, 1, "taken_out", "Trop tard", "2026-11-30T10:00:00+00:00")
    assert kept.items[published.UID()].state == "withdrawn"
