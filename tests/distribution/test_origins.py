"""A text that goes from commune to commune: its authors, its licence, its translations."""

from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.origins import chain
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.client import library
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import store
from communesplone.sharing.updating import taking
from communesplone.sharing.updating.sides import sides
from DateTime import DateTime
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.textfield.value import RichTextValue
import pytest


def offered(at, work, page, site_id, licence="CC-BY-4.0"):
    """Have a commune offer a page, and the hub accept it; return its urn."""
    with at(site_id) as site:
        shared = offer(page, store(site), Terms(licence))
    work()
    with at("hub") as site:
        accept(site, shared.urn, shared.revision, "", "relectrice")
    work()
    return shared.urn


@pytest.fixture
def written(at, work):
    """`written(licence)`: a page of Namur that Sankt Vith adopted; returns both, and its urn."""

    def make(licence="CC-BY-4.0"):
        with at("namur") as site:
            page = api.content.create(site, "Document", "poubelle", title="Une poubelle")
            page.text = RichTextValue("<p>Sous quinze jours.</p>", "text/html", "text/html")
        urn = offered(at, work, page, "namur", licence)
        with at("st-vith") as site:
            made = adopt(site["fr"], believed(library(site), urn), {}, {}, {}, store(site))
        work()
        return page, made, urn

    return make


def test_a_changed_copy_is_an_item_of_its_own_with_its_ancestry(at, work, written):
    page, copy, urn = written()
    with at("st-vith"):
        copy.text = RichTextValue("<p>Sous dix jours.</p>", "text/html", "text/html")
    fork = offered(at, work, copy, "st-vith")
    assert fork != urn
    with at("namur") as site:
        envelope = believed(library(site), fork)
        assert [(one.urn, one.name) for one in chain(envelope["origin"])] == [(urn, "Namur")]
        # Its author adopts it beside the original: both are named, nothing goes in circles
        back = adopt(site, envelope, {}, {}, {}, store(site))
        assert back.rights == "D’après Sankt Vith, Namur, CC BY 4.0"
        kept = store(site)
        assert kept.at_urn(urn)[0] == page.UID()
        assert kept.at_urn(fork)[0] == back.UID()
    work()
    again = offered(at, work, back, "namur")
    with at("namur") as site:
        found = chain(believed(library(site), again)["origin"])
        assert [one.urn for one in found] == [fork, urn]


def test_what_asks_for_a_name_cannot_be_given_away_without_it(at, work, written):
    _page, copy, urn = written()
    with at("st-vith") as site:
        kept = store(site)
        with pytest.raises(SharingError):
            offer(copy, kept, Terms("CC0-1.0"))
        assert kept.items[copy.UID()].role == "adopted"
        assert kept.at_urn(urn) is not None


def test_the_library_does_not_believe_an_origin_that_hides_a_licence(at, work, written):
    _page, copy, _urn = written()
    with at("st-vith") as site:
        kept = store(site)
        kept.items[copy.UID()].licence = "CC0-1.0"
        shared = offer(copy, kept, Terms("CC0-1.0"))
    work()
    assert shared.state == "sent_back"
    with at("hub") as site:
        assert shared.urn not in catalogue(site).offers


def test_what_was_given_away_can_be_offered_under_any_licence(at, work, written):
    _page, copy, _urn = written("CC0-1.0")
    with at("st-vith"):
        copy.description = "Neu"
    fork = offered(at, work, copy, "st-vith", "CC-BY-4.0")
    with at("namur") as site:
        assert believed(library(site), fork)["origin"]["licence"] == "CC0-1.0"


def test_what_was_translated_in_the_page_itself_is_a_translation_in_the_library(at, work, written):
    page, copy, urn = written()
    with at("st-vith"):
        copy.language = "de"
        copy.text = RichTextValue("<p>Innerhalb von zehn Tagen.</p>", "text/html", "text/html")
    translation = offered(at, work, copy, "st-vith")
    with at("namur") as site:
        original, german = (believed(library(site), one) for one in (urn, translation))
        assert german["group"] == original["group"]
        assert (german["origin"]["urn"], german["origin"]["translates"]) == (urn, True)
        assert library(site).standing(urn).translations == ((translation, "de", 1, 0),)
        page.description = "Neuf"
    offered(at, work, page, "namur")
    with at("namur") as site:
        assert library(site).standing(urn).translations == ((translation, "de", 1, 1),)


def test_a_copy_that_was_translated_is_a_translation_too(at, work, written):
    page, _copy, urn = written()
    with at("namur") as site:
        german = api.content.copy(page, site, "tonne")
        german.language = "de"
    translation = offered(at, work, german, "namur")
    with at("namur") as site:
        original, found = (believed(library(site), one) for one in (urn, translation))
        assert found["group"] == original["group"]
        assert (found["origin"]["urn"], found["origin"]["translates"]) == (urn, True)


def test_the_library_says_how_far_a_translation_is_behind(at, work, written):
    page, copy, urn = written()
    with at("st-vith"):
        ITranslationManager(copy).add_translation("de")
        german = ITranslationManager(copy).get_translation("de")
        german.title = "Eine Tonne"
        german.reindexObject()
    translation = offered(at, work, german, "st-vith")
    with at("namur") as site:
        origin = believed(library(site), translation)["origin"]
        assert (origin["urn"], origin["translates"]) == (urn, True)
        assert library(site).standing(urn).translations == ((translation, "de", 1, 0),)
        page.description = "Neuf"
    offered(at, work, page, "namur")
    with at("namur") as site:
        assert library(site).standing(urn).translations == ((translation, "de", 1, 1),)
    with at("st-vith") as site:
        kept = store(site)
        uid = copy.UID()
        found = sides(copy, kept.items[uid], kept.pending[uid].envelope, kept)
        taking.take(copy, kept, {}, found.mark, "admin")
        german.setModificationDate(DateTime() + 1)
        german.title = "Eine Tonne bestellen"
    offered(at, work, german, "st-vith")
    with at("namur") as site:
        assert library(site).standing(urn).translations == ((translation, "de", 2, 0),)
