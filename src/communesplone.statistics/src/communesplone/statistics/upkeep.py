"""Whether visits are counted at all: what `communes doctor` tells the operator."""

from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.core.upkeep import IUpkeep
from communesplone.statistics import counting
from communesplone.statistics import ledger
from communesplone.statistics.logfiles import files_of
from communesplone.statistics.store import store_of
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from OFS.Application import Application
from OFS.interfaces import IApplication
from pathlib import Path
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer
import os


#: The job comes once an hour, and is tried again for about one when it fails.
LATE = timedelta(hours=3)
#: A log into which nothing comes is another log, or that of a front that is no more.
SILENT = timedelta(days=2)


@implementer(IUpkeep)
@adapter(IApplication)
class LogUpkeep:
    """The log that all sites share, and how far it is read."""

    def __init__(self, app: Application) -> None:
        self.app = app

    def problems(self) -> Iterator[str]:
        """See IUpkeep."""
        log, now = ledger.log_file(), datetime.now(UTC)
        if log is None or not ledger.path().exists():
            # Switched off, or no job has run yet: the check of the sites tells where none is.
            return
        with ledger.opened() as connection:
            found = ledger.reading(connection)
        if found.missing is not None and not files_of(log):
            yield f"there is no log {log}: visits since {_told(found.missing)} are not counted."
        elif unread := [path for path in files_of(log) if not os.access(path, os.R_OK)]:
            yield f"{unread[0]} cannot be read by this account: its visits are not counted."
        elif found.read is not None and now - found.read > LATE:
            yield f"{log} was last read on {_told(found.read)}: no worker counts visits."
        elif (latest := _written(log)) is not None and now - latest > SILENT:
            yield (
                f"nothing is written into {log} since {_told(latest)}: "
                "is it still the log of what faces the visitors?"
            )
        for first, last in found.lost:
            yield (
                f"lines of the log after {first[:19]} (UTC) and until {last[:19]} were gone "
                "before they were read: those visits are not counted. Keep rotated files longer "
                "(log-days)."
            )

    def mend(self) -> str:
        """Read the log now, and take note of what is lost."""
        log = ledger.log_file()
        if log is None:
            return "visits are not counted here."
        with ledger.opened() as connection:
            ledger.read(connection, log)
            ledger.take_note(connection)
        return f"{log} is read to its end."


@implementer(IUpkeep)
@adapter(IPloneSiteRoot)
class SiteUpkeep:
    """The job that counts the visits of a site."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def problems(self) -> Iterator[str]:
        """See IUpkeep."""
        kept, now = store_of(self.site), datetime.now(UTC)
        if kept is None or ledger.log_file() is None:
            return
        if not any(job.name == counting.JOB for job in jobs.pending(self.site)):
            yield "no job counts its visits."
        elif kept.until is not None and now - kept.until > LATE:
            yield f"its visits are counted until {_told(kept.until)} only."

    def mend(self) -> str:
        """Count now; the job then comes back each hour."""
        counting.count(self.site)
        return "its visits are counted, and will be each hour."


def _written(log: Path) -> datetime | None:
    moments = [path.stat().st_mtime for path in files_of(log)]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(BRUSSELS):%d %B %Y, %H:%M}"
