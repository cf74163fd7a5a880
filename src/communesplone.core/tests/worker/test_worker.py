from communesplone.core import jobs
from communesplone.core.worker import next_site
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path
import json
import pytest
import signal
import socket
import subprocess


PATIENCE = 60


def attempts(folder: Path) -> list[float]:
    path = folder / "attempts"
    return [float(line) for line in path.read_text().split()] if path.exists() else []


def test_job_killed_half_way_is_done_once_after_a_restart(cluster, tmp_path):
    cluster.add("slow", tmp_path)
    with cluster.worker() as worker:
        cluster.wait_for(lambda: attempts(tmp_path))
        worker.stop(signal.SIGKILL)
    assert cluster.count() == 0
    (tmp_path / "go").touch()
    with cluster.worker():
        cluster.wait_for(cluster.is_done)
    assert cluster.count() == 1
    assert len(attempts(tmp_path)) == 2


def test_sites_take_turns_and_the_first_come_is_first():
    due = {"many": 1.0, "late": 3.0, "early": 2.0, "tomorrow": 9.0}
    turns, order = {"many": 4.0}, []
    for now in (5.0, 6.0, 7.0):
        order.append(next_site(due, turns, now))
        turns[order[-1]] = now
    assert order == ["early", "late", "many"]
    assert next_site({"tomorrow": 9.0}, {}, 7.0) is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_asked_to_stop_finishes_its_job_first(cluster, tmp_path, number):
    cluster.add("slow", tmp_path)
    with cluster.worker() as worker:
        cluster.wait_for(lambda: attempts(tmp_path))
        worker.process.send_signal(number)
        (tmp_path / "go").touch()
        assert worker.process.wait(PATIENCE) == 0
    assert cluster.is_done()
    assert cluster.count() == 1


def test_running_worker(cluster, tmp_path):
    """One worker for what needs no restart: each block is a rule of its own."""
    # What huey lost while nobody worked is found at the start.
    cluster.add("count", tmp_path)
    for path in cluster.home.glob("huey.sqlite*"):
        path.unlink()
    jobs.bell.cache_clear()
    # The salt of an hour that is over goes without anybody asking for another.
    over = cluster.home / "salts" / "000000003600"
    over.parent.mkdir()
    over.touch()
    with cluster.worker():
        cluster.wait_for(cluster.is_done)
        assert cluster.count() == 1
        cluster.wait_for(lambda: not over.exists())
        the_site_is_what_a_view_would_find(cluster, tmp_path)
        timed_job_waits_for_its_time(cluster, tmp_path)
        conflict_is_tried_again(cluster, tmp_path)
        job_that_takes_itself_back_is_done(cluster, tmp_path)
        failure_leaves_nothing_and_is_kept_with_its_error(cluster, tmp_path)
        what_waits_for_somebody_else_is_never_given_up(cluster, tmp_path)
        job_that_took_the_worker_down_too_often_is_given_up(cluster, tmp_path)


def the_site_is_what_a_view_would_find(cluster, folder):
    cluster.add("describe", folder)
    cluster.wait_for(cluster.is_done)
    assert json.loads((folder / "seen").read_text()) == {
        "address": "https://namur.test",
        "user": "System Processes",
        "layer": True,
        "title": "Namur",
    }


def timed_job_waits_for_its_time(cluster, folder):
    due = datetime.now(UTC) + timedelta(seconds=1.5)
    cluster.add("count", folder, due=due)
    cluster.wait_for(cluster.is_done)
    assert attempts(folder)[-1] >= due.timestamp() - 0.001


def conflict_is_tried_again(cluster, folder):
    before, tried = cluster.count(), len(attempts(folder))
    cluster.add("slow", folder)
    cluster.wait_for(lambda: len(attempts(folder)) == tried + 1)
    with cluster.site() as site:
        site.__annotations__["test.count"] = 100
    (folder / "go").touch()
    cluster.wait_for(cluster.is_done)
    assert before < 100
    assert cluster.count() == 101
    assert len(attempts(folder)) == tried + 2


def job_that_takes_itself_back_is_done(cluster, folder):
    before = cluster.count()
    cluster.add("take_back", folder)
    cluster.wait_for(cluster.is_done)
    assert cluster.count() == before + 1
    assert not failed(cluster)


def failure_leaves_nothing_and_is_kept_with_its_error(cluster, folder):
    before = cluster.count()
    first = cluster.add("fail", folder)
    cluster.wait_for(lambda: (waiting := pending(cluster)) and waiting[0].error)
    (job,) = pending(cluster)
    assert (job.id, job.attempts) == (first, 1)
    assert job.due > datetime.now(UTC)
    last = cluster.add("fail", folder, attempts=jobs.ATTEMPTS - 1)
    cluster.wait_for(lambda: failed(cluster))
    (job,) = failed(cluster)
    assert job.id == last
    assert "ValueError: no good" in job.error
    assert cluster.count() == before


def what_waits_for_somebody_else_is_never_given_up(cluster, folder):
    before = cluster.count()
    patient = cluster.add("wait", folder, attempts=jobs.ATTEMPTS - 1)
    cluster.wait_for(lambda: "sleeps" in {job.id: job.error for job in pending(cluster)}[patient])
    (job,) = [job for job in pending(cluster) if job.id == patient]
    assert job.attempts < jobs.ATTEMPTS
    assert job.due > datetime.now(UTC) + jobs.WAITS[-2]
    assert cluster.count() == before


def job_that_took_the_worker_down_too_often_is_given_up(cluster, folder):
    tried = len(attempts(folder))
    deadly = cluster.add("count", folder, attempts=jobs.ATTEMPTS)
    cluster.wait_for(lambda: deadly in [job.id for job in failed(cluster)])
    assert len(attempts(folder)) == tried


def pending(cluster):
    with cluster.site() as site:
        return jobs.pending(site)


def failed(cluster):
    with cluster.site() as site:
        return jobs.failed(site)


@contextmanager
def redis(cluster, folder: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with (folder / "redis.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log)
    try:
        cluster.wait_for(lambda: "Ready to accept" in (folder / "redis.log").read_text())
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.needs("redis-server")
def test_redis_rings_and_its_loss_stops_nobody(cluster, tmp_path, monkeypatch):
    with redis(cluster, tmp_path) as address:
        monkeypatch.setenv("COMMUNES_HUEY", address)
        cluster.environment["COMMUNES_HUEY"] = address
        jobs.bell.cache_clear()
        with cluster.worker():
            cluster.add("count", tmp_path)
            cluster.wait_for(cluster.is_done)
            cluster.add("count", tmp_path)
            cluster.wait_for(cluster.is_done)
    assert cluster.count() == 2
    cluster.add("count", tmp_path)
    assert not cluster.is_done()
