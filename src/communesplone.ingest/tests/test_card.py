"""The card of the dashboard: imports that somebody has to look at, and nobody else's business."""

from communesplone.core import jobs
from communesplone.core.ingest import IIngest
from communesplone.core.interfaces import ICard
from communesplone.ingest import engine
from communesplone.ingest.interfaces import IIngestLayer
from communesplone.ingest.store import run_of
from io import BytesIO
from plone import api
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides
import pytest


@pytest.fixture
def card(integration):
    request = integration["request"]
    alsoProvides(request, IIngestLayer)
    return lambda: getMultiAdapter((integration["portal"], request), ICard, "communesplone.ingest")


@pytest.fixture
def told(card):
    """What the card says of each import: why it is there, and the verb."""

    def telling() -> list[tuple[str, str]]:
        rows = card().rows(5)
        return [(translate(row.why), translate(row.verb)) for row in rows]

    return telling


def test_a_report_is_told_until_somebody_says_that_it_is_dealt_with(bring, told):
    run = bring("plone", "plone.zip")
    assert told() == [(f"{run.open} lines of its report need a human.", "See the report")]
    engine.settle(run)
    assert told() == []
    engine.reopen(run)
    assert len(told()) == 1


def test_an_import_at_work_says_how_far_it_is(integration, sample, told, monkeypatch):
    portal = integration["portal"]
    monkeypatch.setattr(engine, "BATCH", 4)
    ingest = IIngest(portal)
    run_id = ingest.begin("wordpress", "old", BytesIO(sample("wordpress.zip")), "")
    run = run_of(portal, run_id)
    engine.ring(portal, run)
    assert told() == [("Being read: 0 so far.", "Follow it")]
    engine.advance(portal, run_id)
    assert told()[0][1] == "Choose"
    ingest.start(run_id, "write")
    engine.ring(portal, run)
    engine.advance(portal, run_id)
    assert told() == [("4 of 23 done.", "Follow it")]
    # Its job was given up.
    jobs.outbox(portal).waiting.clear()
    assert told()[0][1] == "Go on with it"


def test_one_that_could_not_be_read_says_why(bring, told):
    bring("wordpress", b"<rss>\n<item></rss>")
    ((why, verb),) = told()
    assert "damaged at line 2" in why
    assert verb == "See why"


def test_only_who_may_bring_a_site_in_is_told(card):
    with api.env.adopt_roles(["Editor", "Reviewer"]):
        assert not card().available()
    with api.env.adopt_roles(["Site Administrator"]):
        assert card().available()
