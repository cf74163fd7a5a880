"""What a site still has to do at its time: a publication tonight, a reminder next week."""

from communesplone.cli.values import from_json
from communesplone.cli.values import to_json
from communesplone.core import jobs
from communesplone.core.changes import BAN_AGAIN
from communesplone.core.interfaces import IJob
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import queryUtility
import logging


logger = logging.getLogger(__name__)


def dump(site: PloneSite) -> list[dict[str, Any]]:
    """Return the waiting jobs; a ban concerns the proxy here, not the site."""
    return [
        {"name": job.name, "args": to_json(job.args), "due": to_json(job.due)}
        for job in jobs.pending(site)
        if job.name != BAN_AGAIN
    ]


def load(site: PloneSite, data: list[dict[str, Any]]) -> None:
    """Add the jobs that the import itself did not already ask for."""
    asked = {(job.name, job.args, job.due) for job in jobs.pending(site)}
    for entry in data:
        name, args, due = entry["name"], from_json(entry["args"]), from_json(entry["due"])
        if queryUtility(IJob, name) is None:
            logger.warning("a job that this version does not have: %s", name)
        elif (name, args, due) not in asked:
            jobs.add(name, *args, run_at=due, site=site)
