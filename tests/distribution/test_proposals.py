"""What Sankt Vith proposes for a page of Namur: taken, taken back, or done without."""

from .revisions import revise
from .revisions import waiting
from communesplone.core.sharing.interfaces import SharingError
from communesplone.hub.catalogue import catalogue
from communesplone.sharing.store import store
from communesplone.sharing.updating import accepting
from communesplone.sharing.updating import proposals
from communesplone.sharing.updating import proposing
from communesplone.sharing.updating.sides import sides
from datetime import datetime
from datetime import UTC
from plone.app.textfield.value import RichTextValue
import pytest


def test_the_author_takes_an_improvement_that_another_commune_proposes(
    at, work, original, adopted
):
    with at("st-vith") as site:
        text = adopted.text.raw.replace("une poubelle", "une poubelle, ou un modèle bas,")
        adopted.text = RichTextValue(text, "text/html", "text/x-html-safe")
        proposing.propose(adopted, store(site), "Pour les chaises roulantes.")
        with pytest.raises(SharingError):
            proposing.propose(adopted, store(site), "x" * 601)
    with at("namur"):
        text = original.text.raw.replace("quinze", "dix")
        original.text = RichTextValue(text, "text/html", "text/x-html-safe")
    work()
    work()
    with at("namur") as site:
        kept = store(site)
        ((who, proposal),) = proposals.proposals(original, kept).items()
        assert who == "nis:63067"
        found = proposals.sides_of(original, proposal, kept)
        assert not found.merged().questions
        accepting.take_proposal(original, kept, who, found, {}, "Merci", "admin")
        assert "modèle bas" in original.text.raw
        assert "dix jours" in original.text.raw
        assert not proposals.proposals(original, kept)
        # It can be taken back, and waits again
        accepting.undo_merged(original, kept, datetime.now(UTC))
        assert "modèle bas" not in original.text.raw
        assert "dix jours" in original.text.raw
        found = proposals.sides_of(original, proposal, kept)
        accepting.take_proposal(original, kept, who, found, {}, "Merci", "admin")
    work()
    with at("st-vith") as site:
        told = store(site).proposed[adopted.UID()]
        assert (told.state, told.word) == ("taken", "Merci")
    with at("hub") as hub:
        counted = catalogue(hub).figures.of("nis:63067")
        assert (counted["adopted"], counted["proposed"], counted["taken"]) == (1, 1, 1)
    # What comes of it is a revision, in which who proposed it finds their own words
    revise(at, work, original)
    work()
    with at("st-vith") as site:
        kept = store(site)
        found = sides(adopted, kept.items[adopted.UID()], waiting(at, adopted).envelope, kept)
        assert not found.merged().questions
        assert "both" in [part.state for part in found.merged().parts]


def test_who_proposed_is_told_that_the_author_does_without_it(at, work, original, adopted, view):
    with at("st-vith") as site:
        adopted.description = "Pour tous"
        proposing.propose(adopted, store(site), "")
    work()
    work()
    with at("namur") as site:
        kept = store(site)
        with pytest.raises(SharingError):
            accepting.decline(original, kept, "nis:63067", "x" * 601)
        accepting.decline(original, kept, "nis:63067", "Trop long pour nous.")
        with pytest.raises(SharingError):
            accepting.decline(original, kept, "nis:63067", "")
    work()
    with at("st-vith") as site:
        told = store(site).proposed[adopted.UID()]
        assert (told.state, told.word) == ("declined", "Trop long pour nous.")
        assert [row["word"] for row in view(site, "updates").answers()] == [told.word]


def test_what_says_nothing_of_its_own_cannot_be_proposed(at, original, adopted):
    with at("st-vith") as site, pytest.raises(SharingError):
        proposing.propose(adopted, store(site), "")
