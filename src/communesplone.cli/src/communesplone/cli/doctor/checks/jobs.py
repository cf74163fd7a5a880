"""Jobs that were given up, or that no worker does."""

from collections.abc import Iterator
from communesplone.cli.doctor.finding import Finding
from communesplone.cli.doctor.finding import SiteCheck
from communesplone.core import jobs
from communesplone.core.jobs import Job
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


# The worker makes its round every minute.
LATE = timedelta(minutes=10)


class Jobs(SiteCheck):
    """Reads the outbox of the site."""

    name = "jobs"
    cost = "runs what is late now, in one transaction; tries the others again"

    def find(self, app: Application, site: PloneSite) -> Iterator[Finding]:
        for job in jobs.failed(site):
            yield self.finding(f"the job {job.name} was given up: {_reason(job)}", site.getId())
        late = _late(site)
        if late:
            yield self.finding(
                f"{_count(len(late))} since {late[0].due.astimezone():%d %B %H:%M}: "
                "no worker does them. Start one: bin/communes worker",
                site.getId(),
            )

    def mend(self, app: Application, site: PloneSite) -> str:
        given_up = jobs.failed(site)
        for job in given_up:
            jobs.retry(site, job.id)
        done = jobs.run_due(site, datetime.now(UTC) - LATE) if _late(site) else []
        return f"{site.getId()}: {len(done)} run, {len(given_up)} to be tried again."


def _late(site: PloneSite) -> list[Job]:
    latest = datetime.now(UTC) - LATE
    return [job for job in jobs.pending(site) if job.due < latest]


def _reason(job: Job) -> str:
    """Return the last line of the error: what went wrong, without the way there."""
    return job.error.strip().rpartition("\n")[2]


def _count(number: int) -> str:
    return "1 job waits" if number == 1 else f"{number} jobs wait"
