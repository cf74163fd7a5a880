"""Where an address leads: to an item of the site, to a page of its code, outside, or nowhere."""

from communesplone.core.sections.fields import INTERNAL
from DateTime import DateTime
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Literal
from urllib.parse import unquote
from urllib.parse import urlsplit
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import queryUtility
import re


AFTER = re.compile(r"/(?:@@|\+\+).*|/view/?$|/download\b.*")
#: A tuple: what has no state in the catalog cannot be looked for in a set.
HIDDEN = ("private", "pending")


def is_outside(site: PloneSite, address: str) -> bool:
    """Tell whether an address is a page of another site."""
    parts = _split(address)
    own = urlsplit(site.absolute_url()).netloc
    return parts is not None and parts[0] in ("http", "https") and parts[1] != own


def is_inside(site: PloneSite, address: str) -> bool:
    """Tell whether an address is one of this site, as editors write them; not an anchor."""
    if _uid(address):
        return True
    parts = _split(address)
    if parts is None:
        return False
    if parts[0] in ("http", "https"):
        return parts[1] == urlsplit(site.absolute_url()).netloc
    return not parts[0] and not parts[1] and parts[2].startswith("/")


def state_of(site: PloneSite, address: str) -> Literal["there", "gone", "hidden"]:
    """Tell whether what an address of this site leads to is there, and online."""
    catalog = getToolByName(site, "portal_catalog")
    path = _path(site, address)
    uid = _uid(address) or _uid(path)
    if uid:
        # Unrestricted: who wrote the link learns whether it leads somewhere, never to what.
        brains = catalog.unrestrictedSearchResults(UID=uid)
        return _state(brains[0]) if brains else "gone"
    if not path:
        return "there"
    whole = "/".join((*site.getPhysicalPath(), path))
    # Unrestricted, as above.
    brains = catalog.unrestrictedSearchResults(path={"query": whole, "depth": 0})
    if brains:
        return _state(brains[0])
    return "there" if _answers(site, path, whole) else "gone"


def named(site: PloneSite, address: str) -> str:
    """Return the name by which those that lead to an address are kept.

    Of this site: the item alone, however it is written and whatever follows it. See `names_of`.
    """
    if not is_inside(site, address):
        return address
    path = _path(site, address)
    uid = _uid(address) or _uid(path)
    return f"resolveuid/{uid}" if uid else f"/{path}"


def names_of(site: PloneSite, content: DexterityContent) -> tuple[str, str]:
    """Return the names under which those that lead to an item are kept."""
    path = content.getPhysicalPath()[len(site.getPhysicalPath()) :]
    return f"resolveuid/{IUUID(content)}", f"/{'/'.join(path)}"


def _state(brain: AbstractCatalogBrain) -> Literal["there", "hidden"]:
    return "hidden" if is_hidden(brain) else "there"


def is_hidden(brain: AbstractCatalogBrain) -> bool:
    """Tell whether citizens read “not found”: a draft, or what is online earlier or later."""
    if brain.review_state in HIDDEN:
        return True
    now, (begins, ends) = DateTime(), (brain.effective, brain.expires)
    return bool((begins and now < begins) or (ends and ends <= now))


def _answers(site: PloneSite, path: str, whole: str) -> bool:
    """Tell whether an address without an item is a page of the code, or leads on to one."""
    storage = queryUtility(IRedirectionStorage)
    if storage is not None and storage.get(whole):
        return True
    try:
        # Unrestricted: nothing of it is shown, only whether something answers.
        return site.unrestrictedTraverse(path, None) is not None
    except (KeyError, AttributeError, NotFound, Unauthorized, TypeError, ValueError):
        return False


def _uid(address: str) -> str:
    """Return the UID in `resolveuid/…`, also as rich text writes it from a folder below."""
    at = address.find("resolveuid/")
    if at < 0 or not re.fullmatch(r"(?:\.\./|\./|/)*", address[:at]):
        return ""
    found = INTERNAL.fullmatch(address[at:])
    return found.group(1) if found else ""


def _path(site: PloneSite, address: str) -> str:
    """Return the path below the site that an address names, without what follows an item."""
    parts = urlsplit(address)
    prefix = urlsplit(site.absolute_url()).path.rstrip("/")
    path = unquote(parts.path).removeprefix(prefix) if prefix else unquote(parts.path)
    return AFTER.sub("", path).strip("/")


def _split(address: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.scheme.lower(), parts.netloc, parts.path
