"""What was adopted or offered, and is gone for good: the library is told, and has it again."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.thrown import throw_away
from communesplone.editing.trash import restoring
from communesplone.editing.trash.store import entries
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.client import library
from communesplone.sharing.delivering import ADOPTED
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import store
from communesplone.sharing.updating import taking
from plone import api
from plone.app.textfield.value import RichTextValue
from Products.CMFCore.indexing import processQueue
from zope.component import getUtility
import pytest
import transaction


TERMS = Terms("CC-BY-4.0")


@pytest.fixture
def original(at, work):
    """A page of Namur that the library has."""
    with at("namur") as site:
        page = api.content.create(site, "Document", "poubelle", title="Une poubelle")
        page.text = RichTextValue("<p>Sous quinze jours.</p>", "text/html", "text/html")
        processQueue()
    offered(at, work, page)
    return page


def offered(at, work, page):
    """Have Namur offer a page, and the hub accept it."""
    with at("namur") as site:
        shared = offer(page, store(site), TERMS)
    work()
    with at("hub") as site:
        accept(site, shared.urn, shared.revision, "", "relectrice")
    work()


@pytest.fixture
def urn(at, original):
    with at("namur") as site:
        return store(site).items[original.UID()].urn


@pytest.fixture
def take(at, work, urn):
    """`take()`: adopt it at Sankt Vith, in a folder of its own."""

    def make():
        with at("st-vith") as site:
            if "essai" not in site["fr"]:
                api.content.create(site["fr"], "Folder", "essai", title="Un essai")
            made = adopt(
                site["fr"]["essai"], believed(library(site), urn), {}, {}, {}, store(site)
            )
            # The catalog is told while the site is known
            processQueue()
        work()
        return made

    return make


@pytest.fixture
def adopters(at, urn):
    """`adopters()`: who uses it, as the hub counts them."""

    def counted():
        with at("hub") as site:
            found = library(site).standing(urn)
            return [*catalogue(site).offers[urn].adopters], found and found.summary.adopters

    return counted


def delete_for_good(item):
    """Delete an item as a job does: no trash keeps it."""
    newSecurityManager(None, system.__of__(api.portal.get().acl_users))
    api.content.delete(item)
    processQueue()


def throw(item):
    """Delete an item as a person does: into the trash."""
    throw_away(item, "Marie")
    processQueue()


def erase(site):
    """Erase what is in the trash, as is done once its time has passed."""
    ((key, _thrown),) = entries(site)
    getUtility(IJob, "communesplone.editing.empty_trash")(site, key)


NOBODY, ST_VITH = ([], 0), (["nis:63067"], 1)


def test_what_is_deleted_for_good_is_counted_no_more_and_can_be_adopted_again(
    at, work, urn, take, adopters
):
    made = take()
    assert adopters() == ST_VITH
    with at("st-vith") as site:
        uid = made.UID()
        with pytest.raises(SharingError):
            adopt(site["fr"], believed(library(site), urn), {}, {}, {}, store(site))
        delete_for_good(made)
    work()
    work()
    assert adopters() == NOBODY
    with at("st-vith") as site:
        kept = store(site)
        assert uid not in kept.items
        assert uid not in kept.bases
    again = take()
    assert adopters() == ST_VITH
    with at("st-vith") as site:
        assert store(site).at_urn(urn)[0] == again.UID()


def test_what_is_in_the_trash_is_kept_until_it_is_erased(at, work, original, urn, take, adopters):
    made = take()
    with at("st-vith") as site:
        throw(site["fr"]["essai"])
    work()
    work()
    assert adopters() == ST_VITH
    with at("st-vith") as site:
        with pytest.raises(SharingError, match="trash"):
            adopt(site["fr"], believed(library(site), urn), {}, {}, {}, store(site))
        ((key, _thrown),) = entries(site)
        restoring.restore(site, key)
        processQueue()
        uid = made.UID()
        assert store(site).at_urn(urn)[0] == uid
    with at("namur"):
        original.description = "Neuf"
    offered(at, work, original)
    with at("st-vith") as site:
        assert store(site).pending[uid].envelope["revision"] == 2
        throw(site["fr"]["essai"])
    work()
    with at("st-vith") as site:
        erase(site)
    work()
    work()
    assert adopters() == NOBODY
    with at("st-vith") as site:
        assert store(site).at_urn(urn) is None
        assert uid not in store(site).pending


def test_an_original_that_is_deleted_is_withdrawn_and_who_adopted_it_is_told(
    at, work, original, urn, take
):
    made = take()
    with at("namur") as site:
        throw(original)
    work()
    with at("namur") as site:
        assert library(site).envelope(urn) is not None
        erase(site)
    work()
    work()
    with at("st-vith") as site:
        assert library(site).envelope(urn) is None
        assert made.UID() in store(site).gone
        assert made.Title() == "Une poubelle"


def test_an_offer_whose_page_is_deleted_on_the_way_never_arrives(at, work):
    with at("namur") as site:
        page = api.content.create(site, "Document", "poubelle", title="Une poubelle")
        shared = offer(page, store(site), TERMS)
        waiting = jobs.outbox(site).waiting
        late = [key for key, one in waiting.items() if shared.urn in one.args]
        entries_of_it = [(key, waiting.pop(key)) for key in late]
        delete_for_good(page)
    work()
    with at("namur") as site:
        jobs.outbox(site).waiting.update(entries_of_it)
    work()
    with at("hub") as site:
        assert shared.urn not in catalogue(site).offers


def test_who_goes_their_own_way_is_counted_no_more(at, work, take, adopters):
    made = take()
    with at("st-vith") as site:
        taking.detach(made, store(site))
    work()
    assert adopters() == NOBODY


def test_who_makes_a_text_their_own_is_counted_no_more(at, work, take, adopters):
    made = take()
    with at("st-vith") as site:
        made.description = "À nous"
        offer(made, store(site), TERMS)
    work()
    assert adopters() == NOBODY


def test_what_was_to_be_told_before_it_was_deleted_counts_nobody(at, work, urn, take, adopters):
    made = take()
    with at("st-vith") as site:
        delete_for_good(made)
    work()
    with at("st-vith") as site:
        jobs.add(ADOPTED, urn, 1, site=site)
    work()
    assert adopters() == NOBODY


def test_a_site_with_adopted_pages_can_be_deleted(at, work, app, take):
    take()
    with at("st-vith"):
        app.manage_delObjects(["st-vith"])
        transaction.savepoint()
    assert "st-vith" not in app.objectIds()
