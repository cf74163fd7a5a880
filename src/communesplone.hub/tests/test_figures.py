"""What is counted: each event once, by month and by commune."""

from communesplone.core.sharing import SharingError
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.statements import answer
from communesplone.hub.catalogue import catalogue
from communesplone.hub.data import Kept
from communesplone.hub.figures.backfill import backfill
from communesplone.hub.figures.counting import BEFORE
from communesplone.hub.figures.counting import Counts
from communesplone.hub.figures.counting import month_of
from communesplone.hub.reviewing import accept
import json
import pytest


NAMUR, DURBUY = "nis:92094", "nis:83012"


def test_an_event_told_twice_counts_once():
    counts = Counts()
    assert counts.note("adopted", "urn:a", 1, NAMUR, "2026-11")
    assert not counts.note("adopted", "urn:a", 1, NAMUR, "2026-12")
    counts.note("adopted", "urn:b", 1, NAMUR, "2026-12")
    assert counts.total("adopted") == counts.total("adopted", NAMUR) == 2
    assert counts.total("adopted", DURBUY) == 0


def test_months_have_no_gaps_and_what_is_older_than_the_counting_stands_first():
    counts = Counts()
    counts.note("offered", "urn:a", 1, NAMUR, "2026-11")
    counts.note("offered", "urn:a", 2, NAMUR, "2027-02")
    counts.note("adopted", "urn:a", 1, NAMUR, BEFORE)
    months = [(month, told["offered"]) for month, told in counts.by_month()]
    assert months == [
        (BEFORE, 0),
        ("2026-11", 1),
        ("2026-12", 0),
        ("2027-01", 0),
        ("2027-02", 1),
    ]


def test_the_way_of_a_content_is_counted(offered, library, author, portal):
    made = offered()

    def say(revision, commune, taken, sender="plone"):
        signature = sign(answer(made["urn"], commune, revision, taken, ""), author.key)
        library.answer(made["urn"], commune, revision, taken, "", signature, sender)

    accept(portal, made["urn"], 1, "", "relectrice")
    library.adopted(made["urn"], 1, NAMUR)
    # The job that told it was interrupted, and tells it again
    library.adopted(made["urn"], 1, NAMUR)
    offered(revision=2)
    accept(portal, made["urn"], 2, "", "relectrice")
    library.adopted(made["urn"], 2, NAMUR)
    # What nobody accepted cannot be used
    library.adopted(made["urn"], 3, NAMUR)
    figures = catalogue(portal).figures
    figures.note("proposed", made["urn"], 1, DURBUY, month_of())
    for revision, proposer, taken in ((1, DURBUY, False), (1, DURBUY, True), (1, DURBUY, True)):
        say(revision, proposer, taken)
    # What nobody proposed was not taken, and nobody else takes it
    say(2, DURBUY, True)
    for commune, sender in (("nis:00000", portal.getId()), (DURBUY, "namur")):
        with pytest.raises(SharingError):
            say(1, commune, True, sender)
    counted = {"offered": 2, "accepted": 2, "proposed": 1, "taken": 1}
    assert figures.of(DURBUY) == {"adopted": 0, "updated": 0, **counted}
    assert figures.of(NAMUR)["adopted"] == figures.of(NAMUR)["updated"] == 1


def test_what_was_there_before_the_counting_is_counted_afterwards(offered, library, portal):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    library.adopted(made["urn"], 1, NAMUR)
    kept = catalogue(portal)
    kept.figures = Counts()
    backfill(kept)
    backfill(kept)
    assert kept.figures.total("offered") == kept.figures.total("accepted") == 1
    (first, then), (month, now) = kept.figures.by_month()
    assert (first, then["adopted"], now["adopted"]) == (BEFORE, 1, 0)
    assert month == month_of()


def test_an_export_keeps_the_counts_the_voices_and_the_reports(offered, library, portal):
    made = offered()
    accept(portal, made["urn"], 1, "", "relectrice")
    library.adopted(made["urn"], 1, NAMUR)
    kept = catalogue(portal)
    kept.voices[DURBUY] = "claire"
    told = json.loads(json.dumps(Kept(kept).dump()))
    restored = type(kept)()
    Kept(restored).load(told, same_site=True)
    assert restored.figures.by_month() == kept.figures.by_month()
    assert list(restored.uses[NAMUR]) == [made["urn"]]
    assert restored.voices[DURBUY] == "claire"
