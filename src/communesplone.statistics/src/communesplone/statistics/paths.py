"""Which page, file or search of a site an address of the log was.

Only what everybody may see has an answer: the address of a private page, or of one that is gone,
counts for nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from plone.api import content
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Literal


#: Types whose own address is the file.
FILES = frozenset({"File"})
#: What follows the address of an item when a file of it is fetched.
DOWNLOADS = frozenset({"@@download", "@@display-file", "latest", "@@latest"})
PAGE_VIEWS = frozenset({"view", "@@view"})
SEARCH = frozenset({"search", "@@search"})
#: A picture is part of the page that shows it.
IGNORED = frozenset({"Image"})

Kind = Literal["page", "download", "search"]


@dataclass(frozen=True)
class Meaning:
    """What was read; a search has no UID."""

    kind: Kind
    uid: str = ""


def split(path: str) -> tuple[str, str]:
    """Return the address of an item and the name of the view that follows it.

    >>> split("/agenda/fete/view")
    ('/agenda/fete', 'view')
    >>> split("/guide/plan/@@download/file/plan.pdf")
    ('/guide/plan', '@@download')
    >>> split("/agenda")
    ('/agenda', '')
    """
    parts = path.strip("/").split("/")
    for at, part in enumerate(parts):
        if part.startswith("@@"):
            return "/" + "/".join(parts[:at]), part
    if parts[-1] in DOWNLOADS | PAGE_VIEWS | SEARCH:
        return "/" + "/".join(parts[:-1]), parts[-1]
    return path, ""


def meanings(site: PloneSite, paths: Iterable[str]) -> dict[str, Meaning]:
    """Return what addresses of a site mean; those that mean nothing to everybody are left out."""
    parted = {path: split(path) for path in paths}
    known = _public(site, {base for base, _view in parted.values()})
    found = {}
    for path, (base, view) in parted.items():
        meaning = _meaning(view, *known[base]) if base in known else None
        if meaning is not None:
            found[path] = meaning
    return found


def _meaning(view: str, uid: str, portal_type: str) -> Meaning | None:
    if view in SEARCH:
        return Meaning("search")
    if portal_type in IGNORED:
        return None
    if view in DOWNLOADS or (portal_type in FILES and not view):
        return Meaning("download", uid)
    return Meaning("page", uid) if not view or view in PAGE_VIEWS else None


def _public(site: PloneSite, bases: set[str]) -> dict[str, tuple[str, str]]:
    """Return UID and type of what is at addresses and may be seen by everybody."""
    root = "/".join(site.getPhysicalPath())
    catalog = getToolByName(site, "portal_catalog")
    wanted = sorted(root + base.rstrip("/") for base in bases if base != "/")
    # As everybody: what is asked for is what anonymous visitors may see, and nothing else.
    brains = catalog.unrestrictedSearchResults(
        path={"query": wanted, "depth": 0}, allowedRolesAndUsers=["Anonymous"]
    )
    found = {
        brain.getPath().removeprefix(root): (brain.UID, brain.portal_type) for brain in brains
    }
    found["/"] = (content.get_uuid(site), site.portal_type)
    return found
