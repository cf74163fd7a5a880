"""What the probes of the fleet share: its sites, their jobs, the size of the database."""

from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.sharing.offering import Terms
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zope.component import getUtility
from zope.component.hooks import setSite
import os
import transaction


HUB, AUTHOR = "hub", "author-000"
TERMS = Terms("CC-BY-4.0")
SHARED = "communesplone.sharing.", "communesplone.hub."
PRICE = "<p>La première poubelle coûte {price} euros.</p>"


@contextmanager
def at(app: Any, site_id: str):
    """Work in a site as its manager; what is done is committed."""
    site = app[site_id]
    setSite(site)
    app.REQUEST["PARENTS"] = [site, app]
    try:
        yield site
        transaction.commit()
    finally:
        setSite(None)


def work(app: Any, site_id: str) -> None:
    """Do the jobs of sharing that wait in a site; those of others are not needed here."""
    with at(app, site_id) as site:
        waiting = jobs.outbox(site).waiting
        for key, entry in list(waiting.items()):
            if entry.name.startswith(SHARED):
                getUtility(IJob, entry.name)(site, *entry.args)
            waiting.pop(key, None)


def size() -> int:
    """Bytes of the database."""
    return Path(os.environ["COMMUNES_VAR"], "Data.fs").stat().st_size
