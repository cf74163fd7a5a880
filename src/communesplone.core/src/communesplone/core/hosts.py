"""Which host names lead to which site: the VirtualHostMonster map, read and written.

A host maps by one line ``host/site`` of the map, which lives in the ZODB: a change is in force
with its commit, for every client, without a restart or a proxy reload. The first line of a site
is its main host; the others redirect to it. Lines of another form belong to the operator: they
are kept and never touched.
"""

from collections.abc import Iterable
from communesplone.core.interfaces import CommunesError
from OFS.Application import Application
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from Products.SiteAccess.VirtualHostMonster import VirtualHostMonster
from types import MappingProxyType
from typing import NamedTuple
import os
import re


LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*")
LINE = re.compile(rf"(?P<host>{NAME.pattern})/(?P<site>[A-Za-z0-9._-]+)")


class HostError(CommunesError):
    """A host name cannot be given to a site."""


class Hosts(NamedTuple):
    """The map, both ways; plain data, safe to keep in RAM."""

    by_site: MappingProxyType
    by_host: MappingProxyType


def monster(app: Application) -> VirtualHostMonster | None:
    """Return the object of the Zope root that holds the map; Zope makes it on a first start."""
    return app._getOb("virtual_hosting", None)


def read(app: Application) -> Hosts:
    """Return the map of `app`."""
    by_site: dict[str, tuple[str, ...]] = {}
    by_host: dict[str, str] = {}
    for line in getattr(monster(app), "lines", ()):
        if found := LINE.fullmatch(line):
            by_site[found["site"]] = (*by_site.get(found["site"], ()), found["host"])
            by_host[found["host"]] = found["site"]
    return Hosts(MappingProxyType(by_site), MappingProxyType(by_host))


def hosts(app: Application) -> dict[str, tuple[str, ...]]:
    """Return the hosts of every mapped site, the main host first."""
    return dict(read(app).by_site)


def set_hosts(app: Application, site_id: str, names: Iterable[str]) -> None:
    """Give `site_id` these hosts and no others, the main host first; none unmaps the site.

    Everything is checked before anything is written. The map is one object: whoever commits
    must be ready to do it again on a conflict.

    :raises HostError: for a malformed, reserved or taken host, or a site that is not there.
    """
    wanted = tuple(dict.fromkeys(valid_host(name) for name in names))
    taken = read(app).by_host
    for name in wanted:
        if taken.get(name, site_id) != site_id:
            raise HostError(f"The host {name} already leads to {taken[name]}.")
    if wanted and site_id not in app:
        raise HostError(f"There is no site {site_id}.")
    _write(app, site_id, wanted)


def _write(app: Application, site_id: str, names: tuple[str, ...]) -> None:
    """Replace the lines of `site_id`, then read back: `set_map` comments bad lines out."""
    if monster(app) is None:
        manage_addVirtualHostMonster(app)
    before = monster(app).lines
    lines = [f"{name}/{site_id}" for name in names]
    kept = [line for line in before if _site_of(line) != site_id]
    monster(app).set_map("\n".join([*kept, *lines]))
    if read(app).by_site.get(site_id, ()) != names:
        refused = [line for line in monster(app).lines if "#!" in line]
        monster(app).set_map("\n".join(before))
        raise HostError(f"Zope refused the hosts of {site_id}: {'; '.join(refused)}")


def _site_of(line: str) -> str | None:
    found = LINE.fullmatch(line.split("#!")[0].strip())
    return found["site"] if found else None


def valid_host(name: str) -> str:
    """Return `name` as it is compared: lower case, ASCII (IDNA), without a trailing dot.

    :raises HostError: when it is not a host name, or is kept for the Zope root.
    """
    try:
        host = name.strip().lower().removesuffix(".").encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if len(host) > 253 or not NAME.fullmatch(host):
        raise HostError(f"{name} is not a host name.")
    if host in root_hosts():
        raise HostError(f"{host} is kept for the Zope root.")
    return host


def root_hosts() -> frozenset[str]:
    """Hosts that show the Zope root, to clients of this machine only."""
    return frozenset(os.environ.get("COMMUNES_ROOT_HOSTS", "zope.localhost").lower().split())


def site_url(app: Application, site_id: str) -> str:
    """Return the public address of a site, such as ``https://namur.be``.

    Scheme and port are the cluster's: COMMUNES_PUBLIC_SCHEME (https) and COMMUNES_PUBLIC_PORT
    (none). A site without a host is addressed by its id.
    """
    scheme = os.environ.get("COMMUNES_PUBLIC_SCHEME", "https")
    port = os.environ.get("COMMUNES_PUBLIC_PORT", "")
    host = hosts(app).get(site_id, (site_id,))[0]
    return f"{scheme}://{host}:{port}" if port else f"{scheme}://{host}"
