"""What is known of old sites goes along when a site is exported."""

from communesplone.core.interfaces import ISiteData
from communesplone.ingest import report
from communesplone.ingest.store import ledger
from zope.component import getAdapter
import json


def test_an_import_after_a_move_brings_nothing_twice(bring, integration):
    bring("plone", "plone.zip")
    site = integration["portal"]
    data = getAdapter(site, ISiteData, "communesplone.ingest")
    dumped = json.loads(json.dumps(data.dump()))
    data.load(dumped, same_site=True)
    assert len(ledger(site).known) == 14
    assert not ledger(site).runs
    assert report.fates(bring("plone", "plone.zip")) == {"same": 14}
