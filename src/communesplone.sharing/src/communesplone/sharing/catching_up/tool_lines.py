"""Lines of tools: those that a commune could ask for, and those that are here and never used."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.catching_up import adding
from communesplone.core.catching_up import ICatchingUp
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import Others
from communesplone.core.tool import installed
from communesplone.core.tool import Tool
from communesplone.core.tool import tools
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import quote
from zope.component import adapter
from zope.interface import implementer


TOOL = "tool:"
#: Minutes for asking, and for a first content.
ASKING, TRYING = 5, 10


@implementer(ICatchingUp)
@adapter(IPloneSiteRoot)
class ToolLines:
    """A tool is had when it is installed, and used where it brings content."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def lines(self, others: Others) -> Iterator[Line]:
        """See ICatchingUp."""
        here = installed(self.site)
        for tool in tools():
            types = types_of(self.site, tool.name) if tool.name in here else ()
            if types:
                yield self._to_try(tool, types)
            elif tool.optional:
                yield _to_ask_for(tool, tool.name in here)

    def _to_try(self, tool: Tool, types: tuple[str, ...]) -> Line:
        # Unrestricted, since a job asks: nothing but whether there is something comes out of it
        found = self.site.portal_catalog.unrestrictedSearchResults
        used = bool(found(portal_type=list(types), sort_limit=1))
        return Line(
            name=f"{TOOL}{tool.name}",
            title=tool.title,
            sentence=_(
                "${purpose} Installed here, never used.", mapping={"purpose": tool.purpose}
            ),
            weight="usual",
            present=used,
            label=_("Try it"),
            url="" if used else adding(self.site, types[0]),
            minutes=TRYING,
        )


def types_of(site: PloneSite, distribution: str) -> tuple[str, ...]:
    """Return the types of content that an add-on brings to a site."""
    begin = f"{distribution}."
    return tuple(
        fti.getId()
        for fti in site.portal_types.objectValues()
        if str(getattr(fti, "schema", "") or "").startswith(begin)
        or str(getattr(fti, "klass", "") or "").startswith(begin)
    )


def _to_ask_for(tool: Tool, present: bool) -> Line:
    return Line(
        name=f"{TOOL}{tool.name}",
        title=tool.title,
        sentence=tool.purpose,
        weight="usual",
        present=present,
        label=_("Ask for the tool"),
        url=f"@@ask-tool?name={quote(tool.name)}",
        minutes=ASKING,
    )
