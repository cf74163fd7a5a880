"""What doctor asks add-ons: break what one keeps, see it named, apply the mend, see it gone."""

from contextlib import closing
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import sqlite3


def test_check_visits(instance, mends):
    instance.call(forget_job, "namur", "communesplone.statistics")
    mends("visits", "namur", says="namur: no job counts its visits")


def forget_job(app, site_id, name):
    from communesplone.core import jobs

    waiting = jobs.outbox(app[site_id]).waiting
    for key in [key for key, job in waiting.items() if job.name == name]:
        del waiting[key]


def test_check_catch_up(instance, mends):
    instance.call(forget_job, "namur", "communesplone.sharing.catch_up")
    mends("catch-up", "namur", says="namur: no job computes its catch-up board")


def test_check_sources(instance, mends):
    instance.call(follow_a_silent_source, "namur")
    mends("sources", "namur", says="namur: the source https://www.example.be has not answered")


def follow_a_silent_source(app, site_id):
    from communesplone.sharing.syndicating.store import make_taken
    from communesplone.sharing.syndicating.store import Subscription

    made = Subscription("silent", address="https://www.example.be")
    made.since, made.error = "2026-01-01T00:00:00+00:00", "Nobody is there."
    make_taken(app[site_id]).subscriptions[made.id] = made


def test_check_visits_log(instance, mends):
    (instance.var / "log").mkdir(exist_ok=True)
    (instance.var / "log" / "client-access.log").touch()
    before = datetime.now(UTC) - timedelta(hours=9)
    with closing(sqlite3.connect(instance.var / "visits.sqlite")) as ledger:
        ledger.execute("CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT)")
        ledger.execute("INSERT OR REPLACE INTO state VALUES ('read', ?)", (before.isoformat(),))
        ledger.commit()
    mends("visits-log", says="was last read on")
