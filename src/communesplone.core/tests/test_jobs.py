from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.component import provideUtility
from zope.interface.interfaces import ComponentLookupError
import pytest
import stat
import transaction


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def done(functional):
    """What the job "note" was called with."""
    calls = []
    provideUtility(lambda site, *args: calls.append(args), IJob, "note")
    return calls


@pytest.fixture
def huey(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNES_HUEY", f"sqlite://{tmp_path}/huey.sqlite")
    jobs.bell.cache_clear()
    yield jobs.bell()
    jobs.bell().storage.close()
    jobs.bell.cache_clear()


def test_due_jobs_run_in_the_order_of_their_time(functional_portal, done):
    jobs.add("note", "late", run_at=NOW + timedelta(hours=1), site=functional_portal)
    jobs.add("note", "second", run_at=NOW, site=functional_portal)
    jobs.add("note", "first", run_at=NOW - timedelta(seconds=1), site=functional_portal)
    jobs.run_due(functional_portal, NOW)
    assert done == [("first",), ("second",)]
    assert [job.args for job in jobs.pending(functional_portal)] == [("late",)]


def test_job_is_pending_until_it_ran(functional_portal, done):
    job_id = jobs.add("note", 1, run_at=NOW, site=functional_portal)
    (job,) = jobs.pending(functional_portal)
    assert (job.id, job.name, job.args, job.due) == (job_id, "note", (1,), NOW)
    assert jobs.run_due(functional_portal) == [job_id]
    assert jobs.pending(functional_portal) == ()


def test_a_job_that_waits_for_somebody_else_stays_and_leaves_nothing(functional_portal, done):
    def waiting(site):
        site.title = "Half done"
        raise jobs.NotYet("The other side sleeps.")

    provideUtility(waiting, IJob, "waiting")
    before = functional_portal.title
    jobs.add("waiting", run_at=NOW, site=functional_portal)
    assert jobs.run_due(functional_portal) == []
    assert [job.name for job in jobs.pending(functional_portal)] == ["waiting"]
    assert functional_portal.title == before


def test_jobs_are_taken_back_by_name_and_by_family(functional_portal, done):
    for name in ("note.one", "note.two", "note", "notes"):
        provideUtility(lambda site: None, IJob, name)
        jobs.add(name, run_at=NOW, site=functional_portal)
    jobs.cancel(functional_portal, "notes", "note.")
    assert [job.name for job in jobs.pending(functional_portal)] == ["note"]
    jobs.cancel(functional_portal, "note")
    assert jobs.pending(functional_portal) == ()


def test_current_site_is_meant_when_none_is_named(functional_portal, done):
    jobs.add("note")
    assert len(jobs.pending(functional_portal)) == 1


def test_unknown_job_is_refused_at_once(functional_portal):
    with pytest.raises(ComponentLookupError):
        jobs.add("nothing", site=functional_portal)


def test_time_without_timezone_is_refused(functional_portal, done):
    with pytest.raises(ValueError, match="timezone"):
        jobs.add("note", run_at=datetime(2026, 11, 23), site=functional_portal)


def test_commit_rings_and_abort_does_not(functional_portal, done, huey):
    jobs.add("note", run_at=NOW, site=functional_portal)
    transaction.abort()
    assert huey.storage.queue_size() == 0
    jobs.add("note", run_at=NOW, site=functional_portal)
    transaction.commit()
    message = huey.storage.dequeue()
    assert huey.serializer.deserialize(message) == ("plone", NOW.timestamp())


def test_queue_is_readable_by_its_owner_only(huey, tmp_path, functional_portal, done):
    jobs.add("note", run_at=NOW, site=functional_portal)
    transaction.commit()
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_job_that_was_given_up_is_listed_and_tried_again(functional_portal, done):
    jobs.add("note", "x", run_at=NOW, site=functional_portal)
    outbox = jobs.outbox(functional_portal)
    key, entry = outbox.waiting.minKey(), outbox.waiting[outbox.waiting.minKey()]
    entry.attempts, entry.error = jobs.ATTEMPTS, "boom"
    outbox.failed[entry.id] = (key, outbox.waiting.pop(key))
    (given_up,) = jobs.failed(functional_portal)
    assert (given_up.error, given_up.attempts) == ("boom", jobs.ATTEMPTS)
    jobs.retry(functional_portal, given_up.id)
    assert jobs.failed(functional_portal) == ()
    jobs.run_due(functional_portal)
    assert done == [("x",)]
