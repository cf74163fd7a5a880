"""What Namur revises reaches Sankt Vith, who adopted it: once, and nothing local is lost."""

from .revisions import revise
from .revisions import urn_of
from .revisions import waiting
from Acquisition import aq_parent
from communesplone.core import jobs
from communesplone.core.sharing.interfaces import SharingError
from communesplone.editing.interfaces import IEditingLayer
from communesplone.hub.catalogue import catalogue
from communesplone.sharing.adopting import believed
from communesplone.sharing.client import library
from communesplone.sharing.interfaces import ISharingLayer
from communesplone.sharing.keys import revoke
from communesplone.sharing.merging import Answer
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.offering import withdraw
from communesplone.sharing.store import store
from communesplone.sharing.updating import following
from communesplone.sharing.updating import proposals
from communesplone.sharing.updating import proposing
from communesplone.sharing.updating import taking
from communesplone.sharing.updating.sides import sides
from communesplone.sharing.updating.translating import is_behind
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from Products.CMFCore.indexing import processQueue
from zope.globalrequest import getRequest
from zope.interface import alsoProvides
import pytest
import transaction


def drawn(colour: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return made.getvalue()


def test_a_revision_reaches_who_adopted_it_once(at, work, original, adopted):
    revise(at, work, original, "quinze", "dix", "Le délai est plus court.")
    assert waiting(at, adopted) is None
    work()
    pending = waiting(at, adopted)
    assert pending.envelope["revision"] == 2
    assert pending.envelope["change"] == "Le délai est plus court."
    # The same told twice, as after a crash, changes nothing
    with at("hub") as site:
        jobs.add("communesplone.hub.spread", pending.envelope["urn"], 2, "nis:63067", site=site)
    work()
    assert waiting(at, adopted) is pending
    with at("st-vith") as site:
        kept = store(site)
        found = sides(adopted, kept.items[adopted.UID()], pending.envelope, kept)
        taking.take(adopted, kept, {}, found.mark, "admin")
        assert "dix jours" in adopted.text.raw
    with at("hub") as site:
        jobs.add("communesplone.hub.spread", pending.envelope["urn"], 2, "nis:63067", site=site)
    work()
    assert waiting(at, adopted) is None


def test_reading_what_waits_writes_nothing(at, work, original, adopted):
    revise(at, work, original, "quinze", "dix")
    work()
    with at("st-vith") as site:
        kept, connection = store(site), site._p_jar
        # What changed before is written, so that all that is registered after is new
        processQueue()
        transaction.savepoint()
        found = sides(adopted, kept.items[adopted.UID()], waiting(at, adopted).envelope, kept)
        assert found.merged().settled
        alsoProvides(site.REQUEST, ISharingLayer)
        page = api.content.get_view("updates", site, site.REQUEST)
        assert [row["title"] for row in page.rows()] == ["Commander une poubelle"]
        for told in (page.lead, page.gone, page.known, page.behind, page.proposals, page.choices):
            told()
            assert ([repr(one) for one in connection._registered_objects], told) == ([], told)
        assert [repr(one) for one in connection._registered_objects] == []
        assert "Commander une poubelle" in page()
        page = api.content.get_view("merge", adopted, site.REQUEST)
        assert [row["way"] for row in page.rows()] == ["text/html/2"]
        assert page.untouched()["count"] > 0
        assert [repr(one) for one in connection._registered_objects] == []


def test_what_nobody_accepted_reaches_nobody(at, work, original, adopted):
    with at("namur") as site:
        original.description = "Neuf"
        offer(original, store(site), Terms("CC-BY-4.0"))
    work()
    assert waiting(at, adopted) is None


def test_a_page_that_takes_revisions_by_itself_does_where_nothing_is_to_choose(
    at, work, original, adopted
):
    with at("st-vith") as site:
        kept = store(site)
        kept.items[adopted.UID()].automatic = True
        text = adopted.text.raw.replace("Chaque ménage", "Jeder Haushalt")
        adopted.text = RichTextValue(text, "text/html", "text/x-html-safe")
    revise(at, work, original, "quinze", "dix")
    work()
    assert "dix jours" in adopted.text.raw
    assert "Jeder Haushalt" in adopted.text.raw
    with at("st-vith") as site:
        assert store(site).taken[adopted.UID()].by == ""
    revise(at, work, original, "Chaque ménage", "Tout ménage")
    work()
    assert "Jeder Haushalt" in adopted.text.raw
    assert waiting(at, adopted) is not None


def test_an_update_brings_nothing_online_that_the_law_forbids(at, work, original, adopted):
    def change(old, new):
        text = adopted.text.raw.replace(old, new)
        adopted.text = RichTextValue(text, "text/html", "text/x-html-safe")

    with at("st-vith") as site:
        change("quinze jours", "vingt jours")
        api.content.transition(adopted, "publish")
    revise(at, work, original, "quinze", "dix")
    work()
    alsoProvides(getRequest(), IEditingLayer)
    with at("st-vith") as site:
        kept, here = store(site), adopted.text.raw
        pending = kept.pending[adopted.UID()]
        found = sides(adopted, kept.items[adopted.UID()], pending.envelope, kept)
        (way,) = (one.way for one in found.merged().conflicts)
        bare = Answer("written", '<p>Livrée.</p><p><img src="https://www.example.be/bac.png"></p>')
        before = transaction.savepoint()
        with pytest.raises(SharingError, match="citizens read it"):
            taking.take(adopted, kept, {way: bare}, found.mark, "anna")
        before.rollback()
        assert adopted.text.raw == here
        api.content.transition(adopted, "retract")
        found = sides(adopted, kept.items[adopted.UID()], pending.envelope, kept)
        taking.take(adopted, kept, {way: bare}, found.mark, "anna")
        assert "bac.png" in adopted.text.raw


def test_a_picture_that_a_revision_adds_is_online_with_the_page_and_follows_its_author(
    at, work, original, adopted
):
    with at("st-vith") as site:
        api.content.transition(adopted, "publish")
        store(site).items[adopted.UID()].automatic = True
    with at("namur") as site:
        picture = api.content.create(
            site,
            "Image",
            "bac",
            title="Un bac",
            image=NamedBlobImage(data=drawn("red"), filename="bac.png"),
            picture_alt="Un bac à puce",
        )
        api.content.transition(picture, "publish")
        shown = f'<p>Le bac : <img alt="Un bac à puce" src="resolveuid/{picture.UID()}"></p>'
    revise(at, work, original, "ouvrables.</p>", f"ouvrables.</p>{shown}")
    work()
    with at("st-vith") as site:
        beside = aq_parent(adopted).objectValues()
        (brought,) = (one for one in beside if one.portal_type == "Image")
        assert brought.image.data == drawn("red")
        assert f"resolveuid/{brought.UID()}" in adopted.text.raw
        assert api.content.get_state(brought) == "published"
    with at("namur"):
        picture.image = NamedBlobImage(data=drawn("blue"), filename="bac.png")
    # No word changes
    revise(at, work, original)
    work()
    assert brought.image.data == drawn("blue")
    assert waiting(at, adopted) is None


def test_who_adopted_is_told_that_the_original_was_withdrawn_and_keeps_the_copy(
    at, work, original, adopted
):
    with at("namur") as site:
        withdraw(original, store(site))
    work()
    with at("st-vith") as site:
        assert adopted.UID() in store(site).gone
    assert "quinze jours" in adopted.text.raw


def test_who_goes_their_own_way_is_told_nothing(at, work, original, adopted):
    with at("st-vith") as site:
        taking.detach(adopted, store(site))
    revise(at, work, original, "quinze", "dix")
    work()
    assert waiting(at, adopted) is None
    with at("st-vith") as site, pytest.raises(SharingError):
        taking.waiting(adopted, store(site))


def test_a_revision_of_a_library_that_lies_does_not_come_in(at, work, original, adopted):
    revise(at, work, original, "quinze", "dix")
    with at("hub") as site:
        revision = catalogue(site).offers[urn_of(original)].revisions[2]
        revision.envelope = {**revision.envelope, "fields": {"title": "Autre chose"}}
    # The worker tries it again, and tells the operator in the end
    with pytest.raises(SharingError):
        work()
    assert waiting(at, adopted) is None
    assert adopted.Title() == "Commander une poubelle"


def test_a_page_that_was_translated_in_place_is_behind_until_somebody_says_it_again(
    at, work, original, adopted, view
):
    with at("st-vith") as site:
        adopted.language = "de"
        adopted.text = RichTextValue("<p>Eine Tonne.</p>", "text/html", "text/x-html-safe")
        store(site).items[adopted.UID()].automatic = True
    revise(at, work, original, "quinze", "dix")
    work()
    with at("st-vith") as site:
        kept, page = store(site), view(site, "updates")
        assert not page.rows()
        assert [row["title"] for row in page.behind()] == ["Commander une poubelle"]
        shown = view(adopted, "merge")
        assert [row["is_open"] for row in shown.rows()] == [False]
        assert shown.is_translation
        with pytest.raises(SharingError):
            following.follow(adopted, kept, "another")
        following.follow(adopted, kept, shown.sides.mark)
        assert adopted.text.raw == "<p>Eine Tonne.</p>"
        assert kept.items[adopted.UID()].revision == 2
        assert not view(site, "updates").behind()


def test_nothing_of_a_revoked_key_is_believed_whatever_way_it_came(
    at, work, run_ours, original, adopted
):
    revise(at, work, original, "quinze", "dix")
    with at("namur") as site:
        revoke(site, store(site))
        run_ours(site)
    # A revision that its job fetches, and whatever the library still has
    with pytest.raises(SharingError):
        work()
    assert waiting(at, adopted) is None
    with at("st-vith") as site, pytest.raises(SharingError):
        believed(library(site), urn_of(original))
    with at("st-vith") as site:
        jobs.cancel(site, "communesplone.sharing.")
        adopted.description = "Pour chaque ménage"
        proposing.propose(adopted, store(site), "")
        run_ours(site)
    with at("hub") as site:
        run_ours(site)
    # A proposal that was signed before, and handed on before it was known
    with at("st-vith") as site:
        revoke(site, store(site))
        run_ours(site)
    with at("namur") as site:
        run_ours(site)
        assert not proposals.proposals(original, store(site))


def test_a_translation_falls_behind_when_its_original_is_updated(at, work, original, adopted):
    with at("st-vith") as site:
        kept = store(site)
        ITranslationManager(adopted).add_translation("de")
        german = ITranslationManager(adopted).get_translation("de")
        german.title = "Eine Tonne bestellen"
        german.reindexObject()
    revise(at, work, original, "quinze", "dix")
    work()
    with at("st-vith"):
        assert not is_behind(german, kept)
        found = sides(adopted, kept.items[adopted.UID()], waiting(at, adopted).envelope, kept)
        taking.take(adopted, kept, {}, found.mark, "admin")
        assert is_behind(german, kept)
        german.setModificationDate(DateTime() + 1)
        assert not is_behind(german, kept)
        taking.undo(adopted, kept, datetime.now(UTC))
        assert german.UID() not in kept.behind
