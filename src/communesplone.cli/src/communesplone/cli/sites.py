"""The sites of the database, as the commands see them."""

from collections.abc import Iterator
from communesplone.cli.errors import SiteNotFound
from communesplone.core.hosts import hosts
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from OFS.Application import Application
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import setSite


@dataclass(frozen=True)
class SiteRecord:
    """One line of `communes list`.

    :param identity: None on a Plone site that is neither a commune nor the hub.
    :param hosts: the main one first; empty when no address reaches the site.
    """

    id: str
    identity: Identity | None
    hosts: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.identity.kind if self.identity else "other"

    @property
    def name(self) -> str:
        return self.identity.name if self.identity else ""

    def as_json(self) -> dict[str, Any]:
        """Return what `--json` prints of this site."""
        found = self.identity
        return {
            "id": self.id,
            "kind": self.kind,
            "nis": found.nis if found else "",
            "name": self.name,
            "language": found.language if found else "",
            "facility_languages": list(found.facility_languages) if found else [],
            "province": found.province if found else "",
            "region": found.region if found else "",
            "hosts": list(self.hosts),
            "demonstration": bool(found and found.demonstration),
        }


def site_ids(app: Application) -> list[str]:
    """Return the ids of every Plone site, sorted."""
    # By meta type: asking each object for its interfaces would load 260 sites.
    return sorted(info["id"] for info in app._objects if info["meta_type"] == "Plone Site")


def records(app: Application) -> Iterator[SiteRecord]:
    """Yield the record of every site, by id."""
    mapped = hosts(app)
    for site_id in site_ids(app):
        yield _record(app, site_id, mapped)
        # A registry is some thousand objects: keep the memory of 260 sites that of one.
        app._p_jar.cacheGC()


def record(app: Application, site_id: str) -> SiteRecord:
    """Return the record of one site.

    :raises SiteNotFound: with the nearest ids.
    """
    get_site(app, site_id)
    return _record(app, site_id, hosts(app))


def get_site(app: Application, site_id: str) -> PloneSite:
    """Return the site of that id.

    :raises SiteNotFound: with the nearest ids.
    """
    known = site_ids(app)
    if site_id not in known or not IPloneSiteRoot.providedBy(app[site_id]):
        raise SiteNotFound(f"There is no site “{site_id}”.", _suggestion(site_id, known))
    return app[site_id]


@contextmanager
def current_site(app: Application, site_id: str) -> Iterator[PloneSite]:
    """Make a site the current one for the block: its registry, its users, its catalog.

    :raises SiteNotFound: with the nearest ids.
    """
    site = get_site(app, site_id)
    setSite(site)
    try:
        yield site
    finally:
        setSite(None)


def by_nis(app: Application) -> dict[str, str]:
    """Return the id of the site of each commune, by its NIS code."""
    return {found.identity.nis: found.id for found in records(app) if found.kind == "commune"}


def _record(app: Application, site_id: str, mapped: dict[str, tuple[str, ...]]) -> SiteRecord:
    return SiteRecord(site_id, _identity(app[site_id]), mapped.get(site_id, ()))


def _identity(site: PloneSite) -> Identity | None:
    try:
        return identity(site)
    except KeyError:
        return None


def _suggestion(site_id: str, known: list[str]) -> str:
    near = get_close_matches(site_id, known, n=3, cutoff=0.5)
    if near:
        return f"Did you mean {' or '.join(near)}? `communes list` names them all."
    return "`communes list` names them all."
