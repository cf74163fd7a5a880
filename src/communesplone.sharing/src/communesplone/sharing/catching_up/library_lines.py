"""Lines of sharing: what the library holds and comparable communes use, and what has news."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.catching_up import ICatchingUp
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import Others
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.registration import local_fields
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.client import library
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import quote
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


URN = "urn:"
#: The library is asked about so many contents at most, those first that most communes use.
LOOKED_UP = 60
#: So many updates are listed.
MOST_UPDATES = 50
#: Minutes that adopting takes, and each field that is asked for.
ADOPTING, ASKED = 4, 1


@implementer(ICatchingUp)
@adapter(IPloneSiteRoot)
class LibraryLines:
    """What the commune shares with others or took from them, and what it could take."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site
        self._known: dict[str, frozenset[str]] = {}

    def lines(self, others: Others) -> Iterator[Line]:
        """See ICatchingUp."""
        kept = store(self.site)
        if kept is None:
            return
        yield from map(_here, self._urns_here(kept))
        found = library(self.site, WORKING)
        if found is not None:
            yield from self._lacking(found, kept, others)
        yield from self._updates(kept)

    def _urns_here(self, kept: Store) -> list[str]:
        """Return the urns of what is here still: adopted, or ours and in the library."""
        urns = {uid: shared.urn for uid, shared in kept.items.items() if _is_had(shared)}
        # Unrestricted, since a job asks: nothing but whether they exist comes out of it
        brains = self.site.portal_catalog.unrestrictedSearchResults(UID=list(urns))
        return sorted(urns[brain.UID] for brain in brains) if urns else []

    def _lacking(self, found: ILibrary, kept: Store, others: Others) -> Iterator[Line]:
        urns = [name for name in others if name.startswith(URN) and name not in kept.urns]
        urns.sort(key=lambda urn: (-len(others[urn]), urn))
        shown = set(kept.urns)
        for urn in urns[:LOOKED_UP]:
            standing = found.standing(urn)
            if standing is None or standing.withdrawn:
                continue
            alike = {one for one, *_rest in standing.translations}
            if shown.isdisjoint(alike | {urn}):
                shown |= alike | {urn}
                yield from self._offered(found, standing, alike)

    def _offered(self, found: ILibrary, standing: Standing, alike: set[str]) -> Iterator[Line]:
        """Yield the line of a content, in a language of the site.

        Nothing for what is in no such language, nor for what the commune wrote itself: a page of
        the same kind and title is the same.
        """
        summary, languages = standing.summary, identity(self.site).languages
        if summary.language not in languages:
            ours = (
                urn for urn, language, *_rest in standing.translations if language in languages
            )
            translated = found.standing(next(ours, ""))
            if translated is None or translated.withdrawn:
                return
            summary = translated.summary
        known = shareable(summary.portal_type) is not None
        if known and _folded(summary.title) not in self._titles(summary.portal_type):
            yield _to_adopt(summary, len(standing.adopters), alike)

    def _titles(self, portal_type: str) -> frozenset[str]:
        """Return the titles of all that the site has of a type."""
        if portal_type not in self._known:
            # Unrestricted, since a job asks: of a draft nothing is told but that it is there
            brains = self.site.portal_catalog.unrestrictedSearchResults(portal_type=portal_type)
            self._known[portal_type] = frozenset(_folded(brain.Title) for brain in brains)
        return self._known[portal_type]

    def _updates(self, kept: Store) -> Iterator[Line]:
        uids = [uid for _number, uid in zip(range(MOST_UPDATES), kept.pending, strict=False)]
        if not uids:
            return
        # Unrestricted, since a job asks: the page shows each to who may see what it is about
        brains = self.site.portal_catalog.unrestrictedSearchResults(UID=uids)
        root = "/".join(self.site.getPhysicalPath())
        for brain in brains:
            shared = kept.items.get(brain.UID)
            if shared is not None and not shared.detached:
                where = brain.getPath().removeprefix(f"{root}/")
                yield _updated(shared, brain.UID, brain.Title or brain.getId, where)


def _folded(title: str) -> str:
    return " ".join(title.replace("’", "'").casefold().split())


def _is_had(shared: Shared) -> bool:
    return shared.role == "adopted" or (shared.role == "original" and shared.state == "accepted")


def _here(urn: str) -> Line:
    return Line(urn, urn, "", "usual", True, "", "")


def _to_adopt(summary: Summary, adopters: int, alike: set[str]) -> Line:
    asked = quote(summary.urn)
    minutes = ADOPTING + ASKED * len(local_fields(summary.portal_type))
    return Line(
        name=summary.urn,
        title=summary.title,
        sentence=_told(summary, adopters),
        weight="usual",
        present=False,
        label=_("Adopt"),
        url=f"@@library-adopt?urn={asked}",
        more=f"@@library-item?urn={asked}",
        minutes=minutes,
        alike=tuple(sorted(alike - {summary.urn})),
    )


def _told(summary: Summary, adopters: int) -> Message:
    mapping: Mapping[str, object] = {
        "kind": shareable(summary.portal_type).title,
        "author": summary.issuer_name,
        "count": adopters,
    }
    if not adopters:
        return _("${kind} of ${author}.", mapping=mapping)
    if adopters == 1:
        return _("${kind} of ${author}, one commune uses it.", mapping=mapping)
    return _("${kind} of ${author}, ${count} communes use it.", mapping=mapping)


def _updated(shared: Shared, uid: str, title: str, where: str) -> Line:
    ahead = shared.latest - shared.revision
    mapping = {"year": shared.moment[:4], "count": ahead}
    return Line(
        name=f"update:{shared.urn}",
        title=title,
        sentence=_("Adopted in ${year}, the original is one revision ahead.", mapping=mapping)
        if ahead == 1
        else _("Adopted in ${year}, the original is ${count} revisions ahead.", mapping=mapping),
        weight="refresh",
        present=False,
        label=_("See what changes"),
        url=f"{where}/@@merge",
        more=where,
        minutes=2,
        about=uid,
    )
