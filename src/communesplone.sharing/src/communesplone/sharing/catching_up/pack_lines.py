"""Lines of packs: what the hub put together and comparable communes took as a whole."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.catching_up import ICatchingUp
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import Others
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.records import Pack
from communesplone.sharing.client import library
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import quote
from zope.component import adapter
from zope.interface import implementer


PACK = "pack:"
#: The library is asked about so many packs at most, those first that most communes use.
LOOKED_UP = 20
#: Minutes that each content of a pack takes.
EACH = 3


@implementer(ICatchingUp)
@adapter(IPloneSiteRoot)
class PackLines:
    """A pack is had when it was adopted, or when all of its contents are here."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def lines(self, others: Others) -> Iterator[Line]:
        """See ICatchingUp."""
        kept = store(self.site)
        if kept is None:
            return
        for urn, known in kept.packs.items():
            name = f"{PACK}{urn}"
            yield Line(name, known.title, "", "usual", True, "", "")
        names = [name for name in others if name.startswith(PACK)]
        urns = [name.removeprefix(PACK) for name in names]
        lacking = [urn for urn in urns if urn not in kept.packs]
        lacking.sort(key=lambda urn: (-len(others[f"{PACK}{urn}"]), urn))
        yield from self._lacking(lacking[:LOOKED_UP], kept)

    def _lacking(self, urns: list[str], kept: Store) -> Iterator[Line]:
        found = library(self.site, WORKING) if urns else None
        if found is None:
            return
        for urn in urns:
            pack = found.pack(urn)
            if pack is not None and not all(row.urn in kept.urns for row in pack.rows):
                yield _to_adopt(pack, sum(row.urn not in kept.urns for row in pack.rows))


def _to_adopt(pack: Pack, lacking: int) -> Line:
    asked = quote(pack.summary.urn)
    several = {"count": len(pack.rows), "communes": len(pack.adopters)}
    return Line(
        name=f"{PACK}{pack.summary.urn}",
        title=pack.summary.title,
        sentence=_(
            "Pack of ${count} contents of the hub, communes that use it: ${communes}.",
            mapping=several,
        ),
        weight="usual",
        present=False,
        label=_("Adopt all ${count}", mapping={"count": lacking}) if lacking > 1 else _("Adopt"),
        url=f"@@library-pack-adopt?urn={asked}",
        more=f"@@library-pack?urn={asked}",
        minutes=EACH * lacking,
    )
