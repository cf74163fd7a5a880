"""Old addresses that lead to pages of today: the rules, as plain functions on the storage."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from dataclasses import dataclass
from plone.app.redirector.interfaces import IRedirectionStorage
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from urllib.parse import unquote
from urllib.parse import urlsplit
from zope.component import getUtility
import csv
import io


#: Rows of one file, and its bytes: more is work for the command line.
MOST_ROWS, MOST_BYTES = 5000, 1_000_000


class NotAnAddress(CommunesError):
    """An address that cannot be kept; `field` is "old" or "new", the argument a message."""

    def __init__(self, field: str, message: Any) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class Redirect:
    """An old address and where it leads, both as paths in the site; `new` may be a full one."""

    old: str
    new: str
    by_hand: bool
    path: str


def known(site: PloneSite, text: str = "") -> list[Redirect]:
    """Return the old addresses with `text` in them or in where they lead, by address."""
    base = "/".join(site.getPhysicalPath())
    found = (_redirect(base, path) for path in _storage())
    return [one for one in found if one and (text in one.old or text in one.new)]


def _redirect(base: str, path: str) -> Redirect | None:
    if not path.startswith(f"{base}/"):
        return None
    target, _moment, by_hand = _storage().get_full(path)
    return Redirect(path.removeprefix(base), target.removeprefix(base), bool(by_hand), path)


def add(site: PloneSite, old: str, new: str) -> Redirect:
    """Make an old address lead to a page of the site, or to an address elsewhere.

    :raises NotAnAddress: when one is none, the old one works, or the new one does not.
    """
    base = "/".join(site.getPhysicalPath())
    source, target = old_path(site, old), new_path(site, new)
    if source == target:
        raise NotAnAddress("new", _("It cannot lead to itself."))
    # Unrestricted, since a page that this person may not see takes the address too
    if site.unrestrictedTraverse(source.lstrip("/"), None) is not None:
        raise NotAnAddress("old", _("A page stands at this address: move or delete it first."))
    path = f"{base}{source}"
    _storage().add(path, target if "://" in target else f"{base}{target}", manual=True)
    return Redirect(source, target, True, path)


def remove(site: PloneSite, old: str) -> bool:
    """Let an old address lead nowhere; return whether there was one."""
    path = f"{'/'.join(site.getPhysicalPath())}{old}"
    if not _storage().has_path(path):
        return False
    _storage().remove(path)
    return True


def old_path(site: PloneSite, typed: str) -> str:
    """Return the path in the site of what somebody typed or pasted.

    :raises NotAnAddress: when it is none, or that of a view.
    """
    parts = urlsplit(typed.strip())
    path = unquote(parts.path).rstrip("/")
    if not path.startswith("/") or len(path) < 2 or len(path) > 500:
        raise NotAnAddress("old", _("Write the address after the name of the site: /old/page"))
    if "@@" in path or ".." in path.split("/") or "//" in path:
        raise NotAnAddress("old", _("This address belongs to the site itself."))
    return path


def new_path(site: PloneSite, typed: str) -> str:
    """Return the path in the site of a page, or a full address of elsewhere.

    :raises NotAnAddress: when no page stands there.
    """
    typed = typed.strip()
    parts = urlsplit(typed)
    if parts.netloc and parts.netloc != urlsplit(site.absolute_url()).netloc:
        if parts.scheme not in ("http", "https"):
            raise NotAnAddress("new", _("Write an address that begins with https://"))
        return typed
    path = unquote(parts.path).rstrip("/")
    base = "/".join(site.getPhysicalPath())
    there = site.portal_catalog.searchResults(
        path={"query": f"{base}{path}", "depth": 0}, show_inactive=True
    )
    if not path.startswith("/") or not there:
        raise NotAnAddress("new", _("No page stands there: copy its address from the browser."))
    return path


def read_file(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield number, old and new address of each line of a CSV file, with comma or semicolon.

    :raises NotAnAddress: when the file is too long or cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise NotAnAddress("file", _("This file is too long: send 5,000 lines at a time."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise NotAnAddress("file", _("This file is too long: send 5,000 lines at a time."))
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and not cells[0].startswith(("/", "http"))):
            continue
        yield number, cells[0], cells[1] if len(cells) > 1 else ""


def written(redirects: list[Redirect]) -> str:
    """Return a CSV file of redirects, as `read_file` reads it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("old", "new"))
    writer.writerows((one.old, one.new) for one in redirects)
    return buffer.getvalue()


def _storage() -> Any:
    return getUtility(IRedirectionStorage)
