"""What the operator is told when visits are not counted, and how that is mended."""

from communesplone.core import hosts
from communesplone.core import jobs
from communesplone.core.upkeep import IUpkeep
from communesplone.statistics import counting
from communesplone.statistics import ledger
from communesplone.statistics.store import store_of
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.component import getAdapter
import os
import pytest


NAME = "communesplone.statistics"


@pytest.fixture
def site(integration, var):
    portal = integration["portal"]
    hosts.set_hosts(integration["app"], portal.getId(), ["plone.localhost"])
    counting.install(portal)
    return portal


@pytest.fixture
def problems(integration):
    """What is told of the log, and of the site with `of(site)`."""
    return lambda of=None: [
        *getAdapter(integration["app"] if of is None else of, IUpkeep, NAME).problems()
    ]


@pytest.fixture
def mend(integration):
    return lambda of=None: getAdapter(
        integration["app"] if of is None else of, IUpkeep, NAME
    ).mend()


def state(name: str, value: str) -> None:
    with ledger.opened() as connection:
        ledger._set(connection, name, value)


def read() -> None:
    with ledger.opened() as connection:
        ledger.read(connection, ledger.log_file())


def ago(**span: float) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def test_a_log_that_is_read_is_no_problem(site, log, line, problems):
    log.write_bytes(line())
    assert problems() == []
    read()
    assert problems() == []


def test_a_log_that_nobody_reads_any_more_is_told_and_read(site, log, line, problems, mend):
    log.write_bytes(line())
    read()
    state("read", ago(hours=5))
    (said,) = problems()
    assert "was last read on" in said
    mend()
    assert problems() == []


def test_a_log_that_is_gone_is_told_since_when(site, log, line, problems):
    read()
    (said,) = problems()
    assert "there is no log" in said
    log.write_bytes(line())
    assert problems() == []


def test_a_log_into_which_nothing_comes_may_be_the_wrong_one(site, log, line, problems):
    log.write_bytes(line())
    read()
    before = (datetime.now(UTC) - timedelta(days=4)).timestamp()
    os.utime(log, (before, before))
    (said,) = problems()
    assert "nothing is written into" in said


def test_a_rotated_file_that_went_before_it_was_read_is_told_once(site, log, line, problems, mend):
    log.write_bytes(line(at="2026-11-20T10:00:00"))
    read()
    # The file of that day, and those of the next, are gone.
    log.write_bytes(line(at="2026-11-25T11:00:00", path="/autre"))
    read()
    (said,) = problems()
    assert "after 2026-11-20T10:00:00" in said
    assert "until 2026-11-25T11:00:00" in said
    mend()
    assert problems() == []


def test_a_rotation_that_keeps_the_file_loses_nothing(site, log, line, problems):
    log.write_bytes(line(at="2026-11-20T10:00:00"))
    read()
    log.rename(log.with_name("access.log.1"))
    log.write_bytes(line(at="2026-11-25T11:00:00", path="/autre"))
    read()
    assert problems() == []


def test_a_site_without_the_job_is_told_and_gets_it(site, problems, mend):
    assert problems(site) == []
    counting._forget_jobs(site)
    assert problems(site) == ["no job counts its visits."]
    mend(site)
    assert problems(site) == []
    assert any(job.name == counting.JOB for job in jobs.pending(site))


def test_a_job_that_is_behind_is_told(site, problems, mend):
    store_of(site).until = datetime.now(UTC) - timedelta(hours=7)
    (said,) = problems(site)
    assert "counted until" in said
    mend(site)
    assert problems(site) == []


def test_where_counting_is_switched_off_nothing_is_wrong(site, problems, mend, monkeypatch):
    monkeypatch.setenv("COMMUNES_VISITS_LOG", "off")
    counting._forget_jobs(site)
    assert problems() == []
    assert problems(site) == []
    assert "not counted" in mend()
