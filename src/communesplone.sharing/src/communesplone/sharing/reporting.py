"""Once a day a commune says of itself who it is, which add-ons it runs and what it has.

A job: no page waits for the library, and no request of ours writes into the hub.
"""

from communesplone.core import jobs
from communesplone.core.catching_up import have
from communesplone.core.changes import stay_quiet
from communesplone.core.hosts import hosts
from communesplone.core.hosts import site_url
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.signing import told
from communesplone.core.tool import installed
from communesplone.core.tool import Upgraded
from communesplone.sharing.client import library
from communesplone.sharing.keys import ring_of
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from Products.GenericSetup.interfaces import IProfileImportedEvent
from zope.component import adapter
from zope.component.hooks import getSite


REPORT = "communesplone.sharing.report"
#: Hour of the night at which communes report (Brussels).
HOUR = 4


def report(site: PloneSite) -> None:
    """Job: tell the library of this commune, and come again tomorrow. The hub tells nothing."""
    kept = store(site)
    if kept is None or identity(site).kind == "hub":
        return
    stay_quiet()
    now = utc_now()
    found = library(site, WORKING)
    if found is not None:
        found.introduce(ring_of(site, kept), site.getId())
        said = of_site(site, now)
        found.report(said, sign(told(said), kept.keys.private), site.getId())
    if not any(job.name == REPORT and job.due > now for job in jobs.pending(site)):
        jobs.add(REPORT, run_at=_tomorrow(now), site=site)


def of_site(site: PloneSite, now: datetime) -> Report:
    """Return what a commune says of itself."""
    who, app = identity(site), site.getPhysicalRoot()
    return Report(
        issuer=issuer_id(who),
        name=who.name,
        site=site.getId(),
        province=who.province,
        languages=who.languages,
        population=who.population,
        population_year=who.population_year,
        population_source=who.population_source,
        tools=installed(site),
        has=have(site),
        moment=now.isoformat(),
        url=site_url(app, site.getId()) if site.getId() in hosts(app) else "",
        demonstration=who.demonstration,
    )


def report_soon(site: PloneSite) -> None:
    """Have a commune report once this is committed, whatever else is scheduled."""
    now = datetime.now(UTC)
    if not any(job.name == REPORT and job.due <= now for job in jobs.pending(site)):
        jobs.add(REPORT, site=site)


@adapter(IProfileImportedEvent)
def follow_profile(event: IProfileImportedEvent) -> None:
    """Report anew when an add-on comes or goes."""
    site = getSite()
    if site is not None and store(site) is not None:
        report_soon(site)


@adapter(Upgraded)
def follow_upgrade(event: Upgraded) -> None:
    """Report the new versions."""
    if store(event.site) is not None:
        report_soon(event.site)


def _tomorrow(now: datetime) -> datetime:
    at = now.astimezone(BRUSSELS).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return at + timedelta(days=1)
