"""From the log into the site: each visit once, each commune its own, only what is public."""

from communesplone.core import changes
from communesplone.core import hosts
from communesplone.core import jobs
from communesplone.core import worker
from communesplone.statistics import counting
from communesplone.statistics import ledger
from communesplone.statistics.data import StatisticsData
from communesplone.statistics.figures import figures
from communesplone.statistics.periods import Period
from communesplone.statistics.store import store_of
from datetime import date
from datetime import datetime
from datetime import UTC
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.component.hooks import setSite
import json
import pytest
import transaction


HOST = "plone.localhost"
NOVEMBER = Period.around("month", date(2026, 11, 1))


@pytest.fixture
def site(functional, var, monkeypatch):
    monkeypatch.setattr(jobs, "bell", lambda: None)
    portal = functional["portal"]
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    hosts.set_hosts(functional["app"], portal.getId(), [HOST])
    counting.install(portal)
    transaction.commit()
    yield portal
    transaction.begin()
    hosts.set_hosts(functional["app"], portal.getId(), [])
    transaction.commit()


@pytest.fixture
def page(site):
    """A page, published."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(site, "Document", "agenda", title="Agenda")
        api.content.transition(made, "publish")
    transaction.commit()
    return made


@pytest.fixture
def visit(log, line):
    """`visit("/agenda", 3)`: so many lines of the log."""

    def write(path, times=1, at="2026-11-28T10:00:00", host=HOST):
        with log.open("ab") as file:
            file.write(line(path, host=host, at=at) * times)

    return write


@pytest.fixture
def count(site):
    """Run the job with the worker's own function."""

    def run():
        transaction.begin()
        waiting = jobs.outbox(site).waiting
        for key in list(waiting):
            del waiting[key]
        jobs.add(counting.JOB, site=site)
        transaction.commit()
        (key,) = waiting
        worker.in_transaction(lambda app: worker._perform(app, site.getId(), key))
        setSite(site)
        transaction.begin()

    return run


def found(site):
    return figures(store_of(site), NOVEMBER)


def test_a_visit_is_counted_once_however_often_the_job_runs(site, page, visit, count):
    visit("/agenda", 3)
    count()
    count()
    visit("/agenda/view", 2)
    count()
    assert found(site).pages == {page.UID(): 5}
    assert found(site).views == 5


def test_counting_changes_no_page(site, page, visit, count):
    before = changes.counter(site)
    visit("/agenda")
    count()
    assert found(site).views == 1
    assert changes.counter(site) == before


def test_the_job_comes_back_once(site, page, visit, count):
    count()
    count()
    (job,) = (job for job in jobs.pending(site) if job.name == counting.JOB)
    assert job.due > datetime.now(UTC)
    counting.count_soon(site)
    counting.count_soon(site)
    (job,) = (job for job in jobs.pending(site) if job.name == counting.JOB)
    assert job.due <= datetime.now(UTC)


def test_what_citizens_do_not_see_counts_for_nobody(site, page, visit, count):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(site, "Document", "brouillon", title="Brouillon")
    transaction.commit()
    for path in ("/brouillon", "/nowhere", "/agenda/edit", "/agenda/@@sharing", "/portal_catalog"):
        visit(path, 9)
    count()
    assert found(site).views == 0


def test_the_visits_of_another_commune_are_its_own(site, page, visit, count):
    visit("/agenda", 7, host="durbuy.localhost")
    visit("/agenda", 2)
    count()
    assert found(site).views == 2


def test_home_searches_and_files_are_told_apart(site, page, visit, count):
    with api.env.adopt_roles(["Manager"]):
        file = NamedBlobFile(b"x", "text/plain", "plan.txt")
        made = api.content.create(site, "File", "plan.txt", title="Plan", file=file)
        image = api.content.create(site, "Image", "photo", title="Photo")
    transaction.commit()
    visit("/")
    visit("/@@search", 4)
    visit("/plan.txt/@@download/file/plan.txt", 2)
    visit("/plan.txt")
    visit("/plan.txt/view")
    visit("/photo", 8)
    count()
    counts = found(site)
    assert counts.searches == 4
    assert counts.downloads == {made.UID(): 3}
    assert counts.pages == {api.content.get_uuid(site): 1, made.UID(): 1}
    assert image.UID() not in counts.pages


def test_a_page_that_moves_keeps_its_readers(site, page, visit, count):
    visit("/agenda", 5)
    count()
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(page, "sorties")
    transaction.commit()
    visit("/agenda", 9)
    visit("/sorties", 2)
    count()
    assert found(site).pages == {page.UID(): 7}


def test_a_ledger_that_was_lost_counts_no_day_twice(site, page, visit, count, var):
    visit("/agenda", 5)
    count()
    (var / "visits.sqlite").unlink()
    visit("/agenda", 1, at="2026-11-29T10:00:00")
    count()
    assert found(site).views == 6
    visit("/agenda", 2, at="2026-11-29T11:00:00")
    count()
    assert found(site).views == 8


def test_without_a_log_nothing_is_counted_and_the_job_stays(site, page, visit, count, monkeypatch):
    visit("/agenda")
    monkeypatch.setenv("COMMUNES_VISITS_LOG", "off")
    assert ledger.log_file() is None
    count()
    assert found(site).views == 0
    assert any(job.name == counting.JOB for job in jobs.pending(site))


def test_counts_go_through_export_and_import(site, page, visit, count):
    visit("/agenda", 3)
    visit("/@@search", 2)
    count()
    data = json.loads(json.dumps(StatisticsData(site).dump()))
    StatisticsData(site).load(data, same_site=True)
    assert StatisticsData(site).dump() == data
    assert found(site).pages == {page.UID(): 3}
    assert found(site).searches == 2
    # The machine it comes to may have the same days in its log.
    transaction.commit()
    count()
    assert found(site).pages == {page.UID(): 3}


def test_uninstalling_leaves_nothing(site):
    counting.uninstall(site)
    assert store_of(site) is None
    assert not any(job.name == counting.JOB for job in jobs.pending(site))
