"""The way back of what an import changed: the item is again what it was."""

from communesplone.ingest import report
from communesplone.ingest.store import ledger
from io import BytesIO
from zipfile import ZipFile
import pytest


WXR = ("wordpress", "wordpress.zip")


@pytest.fixture
def portal(integration):
    return integration["portal"]


def edited(data: bytes, changes: dict[str, str]) -> bytes:
    """Return a zip whose export says something else."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            for old, new in changes.items() if name.endswith(".xml") else ():
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def newer(bring, sample):
    """The same site, read again after its news and a picture were changed there."""
    bring(*WXR)
    changes = {
        "La rue est fermée.": "La rue est ouverte.",
        "<![CDATA[Travaux rue du Moulin]]>": "<![CDATA[Fin des travaux]]>",
        "Un pont à trois arches dessiné": "Un autre pont",
    }
    return bring("wordpress", edited(sample("wordpress.zip"), changes))


def test_what_a_second_reading_changed_is_again_what_it_was(newer, undo, portal):
    news = portal["actualites"]["travaux-rue-du-moulin"]
    bridge = portal["medias"]["pont.png"]
    assert (news.title, bridge.picture_alt) == ("Fin des travaux", "Un autre pont")
    undo(newer)
    assert news.title == "Travaux rue du Moulin"
    assert "fermée" in news.text.raw
    assert news.image.filename == "arbre.png"
    assert bridge.picture_alt == "Un pont à trois arches dessiné"
    assert bridge.image.getImageSize() == (160, 120)
    assert report.fates(newer)["restored"] == 2
    (found,) = portal.portal_catalog.unrestrictedSearchResults(UID=news.UID())
    assert found.Title == "Travaux rue du Moulin"


def test_what_somebody_changed_after_the_second_reading_stays(newer, undo, portal):
    portal["actualites"]["travaux-rue-du-moulin"].title = "Travaux finis"
    undo(newer)
    assert portal["actualites"]["travaux-rue-du-moulin"].title == "Travaux finis"
    assert report.fates(newer)["stays"] == 1
    assert report.fates(newer)["restored"] == 1


def test_what_was_taken_back_comes_again_and_the_first_import_can_be_undone(
    newer, undo, bring, sample, portal
):
    undo(newer)
    again = bring("wordpress", edited(sample("wordpress.zip"), {"fermée.": "barrée."}))
    assert report.fates(again)["changed"] == 1
    undo(again)
    known = ledger(portal).known
    first = next(run for run in ledger(portal).runs.values() if report.fates(run).get("added"))
    undo(first)
    assert not known
    assert "actualites" not in portal


def test_an_item_that_is_gone_is_told(newer, undo, portal):
    portal["actualites"].manage_delObjects(["travaux-rue-du-moulin"])
    undo(newer)
    assert report.fates(newer)["gone"] == 1
