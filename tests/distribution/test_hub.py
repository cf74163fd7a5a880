"""What the communes tell of themselves, and what the hub shows of it to everyone."""

from communesplone.core import jobs
from communesplone.core.hosts import set_hosts
from communesplone.core.interfaces import IJob
from communesplone.core.sharing import ILibrary
from communesplone.sharing.reporting import REPORT
from zope.component import getUtility
import transaction


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


def test_the_hub_shows_who_reported_with_the_way_to_them(app, enter, visit):
    set_hosts(app, "namur", ["namur.example"])
    for site_id in ("namur", "st-vith"):
        run(enter(site_id), REPORT)
    transaction.commit()
    page = visit("hub").get("/@@communes").text
    assert page.index("Namur</a>") < page.index("Sankt Vith</a>")
    assert "allemand, français" in page
    page = visit("hub").get("/@@commune?id=nis:92094").text
    assert "://namur.example" in page


def test_a_commune_that_is_removed_stays_as_a_former_one(app, enter, visit):
    run(enter("namur"), REPORT)
    hub = enter("hub")
    keys = ILibrary(hub).keys("nis:92094")
    app._delObject("namur")
    transaction.commit()
    assert ILibrary(hub).members() == ()
    assert ILibrary(hub).keys("nis:92094") == keys
    assert "Ancienne commune" in visit("hub").get("/@@communes").text


def test_a_visit_of_the_hub_writes_nothing(app, enter, visit):
    run(enter("namur"), REPORT)
    transaction.commit()
    before = app._p_jar.db().lastTransaction()
    for path in ("/", "/@@hub-home?text=namur", "/@@communes", "/@@hub-figures", "/@@shared"):
        assert visit("hub").get(path).status_int == 200, path
    assert app._p_jar.db().lastTransaction() == before


def test_a_population_is_entered_with_its_year_and_its_source(app, enter, visit):
    browser = visit("namur")
    browser.authorization = ("Basic", ("root", "correct horse"))
    form = browser.get("/@@inhabitants-settings").forms["form"]
    form["form.widgets.population"] = "113000"
    refused = form.submit("form.buttons.save")
    assert "113000" in refused.text
    form = refused.forms["form"]
    form["form.widgets.population_year"] = "2025"
    form["form.widgets.population_source"] = "Statbel"
    form.submit("form.buttons.save")
    transaction.begin()
    run(enter("namur"), REPORT)
    (said,) = ILibrary(enter("hub")).members()
    assert (said.population, said.population_year) == (113_000, 2025)
