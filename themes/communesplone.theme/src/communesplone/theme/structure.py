"""The parts of every page that belong to the site: one structure per site and language.

It is built by two catalog queries and kept in RAM until the site changes, so that a page does
not wake the objects of the tree.
"""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core import _
from communesplone.core.hours import from_json
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from communesplone.core.interfaces import IMiniSite
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.memory import remember
from communesplone.core.typography import typeset
from communesplone.theme.branding import Branding
from communesplone.theme.branding import branding
from communesplone.theme.desks import Desk
from dataclasses import dataclass
from dataclasses import replace
from plone.base.interfaces import INavigationRoot
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate
import json


#: Entries of the menu; the rest is on the pages themselves and on the site map.
ENTRIES = 6
#: Entries beyond those, which the footer takes.
MORE = 5
DESKS = 4

#: Types that are rows of a list, not entries of a menu.
NOT_IN_MENU = frozenset({"Event", "File", "Image", "News Item", "LRF", "LIF"})

#: Ids of the mandatory pages in the four languages, by what they are for.
PAGES = {
    "contact": ("contact", "kontakt"),
    "accessibility": ("accessibilite", "toegankelijkheid", "barrierefreiheit", "accessibility"),
    "privacy": ("vie-privee", "privacy", "datenschutz"),
    "legal": ("mentions-legales", "juridische-informatie", "rechtliche-hinweise", "legal-notice"),
}


@dataclass(frozen=True)
class Entry:
    """A link of the menu or the footer; `path` is the physical path of its target."""

    title: str
    url: str
    path: str


@dataclass(frozen=True)
class Structure:
    """What header and footer of every page show, as plain data."""

    url: str
    home_url: str
    identity: Identity
    title: str
    branding: Branding
    entries: tuple[Entry, ...]
    pages: dict[str, Entry]
    desks: tuple[Desk, ...]
    tongues: tuple[tuple[str, str], ...]
    #: What the menu has no room for: links of the footer.
    more: tuple[Entry, ...] = ()
    #: The site around a mini-site.
    outer: Entry | None = None

    @property
    def main_desk(self) -> Desk | None:
        """The desk whose status stands in the header."""
        return self.desks[0] if self.desks else None


def structure(site: PloneSite, root: Any, language: str) -> Structure:
    """Return the structure of `site` below the navigation root `root`."""
    path = root.getPhysicalPath()
    build = _build_inside if IMiniSite.providedBy(root) else _build
    return remember(site, ("structure", path, language), lambda: build(site, root, language))


def _build_inside(site: PloneSite, root: Any, language: str) -> Structure:
    """Return the structure of a mini-site: its own menu and colours, the rest of the commune's."""
    around = aq_parent(aq_inner(root))
    while not INavigationRoot.providedBy(around):
        around = aq_parent(around)
    outer = structure(site, around, language)
    given = outer.branding.brand
    brand = replace(
        given,
        hue=given.hue if root.hue is None else root.hue,
        chroma=given.chroma if root.chroma is None else root.chroma,
    )
    entries = _entries(site, root, language)
    look = outer.branding if brand == given else replace(outer.branding, brand=brand, tried=True)
    return replace(
        outer,
        home_url=root.absolute_url(),
        title=typeset(root.Title(), language),
        branding=look,
        entries=entries[:ENTRIES],
        more=entries[ENTRIES : ENTRIES + MORE],
        outer=Entry(outer.title, outer.home_url, "/".join(around.getPhysicalPath())),
    )


def _build(site: PloneSite, root: Any, language: str) -> Structure:
    who = identity(site)
    where = root.getPhysicalPath(), language
    desks = remember(
        site, ("services", *where), lambda: _desks(site, root, language), kinds=("Service",)
    )
    pages = remember(
        site, ("pages", *where), lambda: _pages(site, root, language), kinds=("Document",)
    )
    entries = _entries(site, root, language)
    return Structure(
        url=site.absolute_url(),
        home_url=root.absolute_url(),
        identity=who,
        title=who.names.get(language) or who.name or site.Title(),
        branding=branding(site),
        entries=entries[:ENTRIES],
        more=(*_subscribing(site, root, language), *entries[ENTRIES : ENTRIES + MORE]),
        pages=pages,
        desks=desks,
        tongues=_tongues(site, who),
    )


def _subscribing(site: PloneSite, root: Any, language: str) -> tuple[Entry, ...]:
    """Return the link to what the commune sends by mail, where it sends any."""
    if ISubscriptions(site, None) is None:
        return ()
    title = translate(_("Receive news by mail"), target_language=language)
    url = f"{root.absolute_url()}/@@subscriptions"
    return (Entry(title, url, "/".join(root.getPhysicalPath())),)


def _search(site: PloneSite, root: Any, **query: Any) -> list[AbstractCatalogBrain]:
    """Return what the user may see below `root`: for anonymous pages, what everybody may."""
    where = {"query": "/".join(root.getPhysicalPath()), **query.pop("path", {})}
    return getToolByName(site, "portal_catalog").searchResults(path=where, **query)


def entry(brain: AbstractCatalogBrain, language: str) -> Entry:
    """Return the link to what `brain` stands for."""
    return Entry(typeset(brain.Title, language), brain.getURL(), brain.getPath())


def _entries(site: PloneSite, root: Any, language: str) -> tuple[Entry, ...]:
    brains = _search(
        site, root, path={"depth": 1}, sort_on="getObjPositionInParent", sort_limit=40
    )
    shown = [
        brain
        for brain in brains
        if not brain.exclude_from_nav and brain.portal_type not in NOT_IN_MENU
    ]
    return tuple(entry(brain, language) for brain in shown)


def _pages(site: PloneSite, root: Any, language: str) -> dict[str, Entry]:
    keys = {name: key for key, names in PAGES.items() for name in names}
    brains = _search(site, root, portal_type="Document", getId=list(keys), sort_limit=20)
    found: dict[str, Entry] = {}
    for brain in brains:
        found.setdefault(keys[brain.getId], entry(brain, language))
    return found


def _desks(site: PloneSite, root: Any, language: str) -> tuple[Desk, ...]:
    """Return the desks of header, home and footer, the main one first."""
    order = {"sort_on": "getObjPositionInParent", "sort_limit": 60}
    brains = _search(site, root, portal_type="Service", **order)
    main = set()
    if "main_desk" in getToolByName(site, "portal_catalog").indexes():
        main = {brain.getPath() for brain in _search(site, root, main_desk=True, **order)}
    # A service before those that belong to it; the order of editors within each level
    outer_first = sorted(brains, key=lambda brain: brain.getPath().count("/"))
    desks = [desk(brain, language) for brain in outer_first if opening_hours(brain)]
    first = [found for found in desks if found.path in main]
    return tuple([*first, *(found for found in desks if found.path not in main)][:DESKS])


def opening_hours(brain: AbstractCatalogBrain) -> str:
    """Return the opening hours that the catalog keeps of an item, as JSON; empty for none."""
    data = getattr(brain, "opening_hours_data", None)
    return data if isinstance(data, str) else ""


def contact(brain: AbstractCatalogBrain) -> dict[str, Any]:
    """Return the contact point and address that the catalog keeps of an item."""
    known: dict[str, Any] = {}
    for column in ("contact_data", "address_data"):
        data = getattr(brain, column, None)
        if isinstance(data, str) and data:
            known |= json.loads(data)
    return known


def desk(brain: AbstractCatalogBrain, language: str) -> Desk:
    """Return the desk that `brain` stands for."""
    return Desk(
        title=typeset(brain.Title, language),
        url=brain.getURL(),
        hours=from_json(opening_hours(brain)),
        contact=contact(brain),
        path=brain.getPath(),
    )


def _tongues(site: PloneSite, who: Identity) -> tuple[tuple[str, str], ...]:
    """Return (language, address of its home) for a site with a folder per language."""
    folders = {name for name in who.languages if name in site.objectIds()}
    if len(folders) < 2:
        return ()
    return tuple((name, site[name].absolute_url()) for name in who.languages if name in folders)
