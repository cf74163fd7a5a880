"""What the communes tell of themselves, and what the hub shows of it to everyone."""

from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.core.sharing import ILibrary
from communesplone.sharing.reporting import REPORT
from zope.component import getUtility


def run(site, name):
    """Do the jobs of that name that wait in a site."""
    waiting = jobs.outbox(site).waiting
    for key, entry in list(waiting.items()):
        if entry.name == name:
            del waiting[key]
            getUtility(IJob, name)(site, *entry.args)


def reports(site):
    return [one for one in jobs.pending(site) if one.name == REPORT]


def test_a_new_commune_reports_and_comes_again_tomorrow(app, enter):
    run(enter("namur"), REPORT)
    run(enter("hub"), REPORT)
    found = ILibrary(enter("hub")).members()
    assert [one.name for one in found] == ["Namur"]
    assert "communesplone.procedures" in found[0].tools
    assert "communesplone.hub" not in found[0].tools
    assert len(reports(app["namur"])) == 1
    assert reports(app["hub"]) == []
