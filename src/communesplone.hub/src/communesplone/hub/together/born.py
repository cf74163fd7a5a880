"""Which proposals a tool came of, and who paid: what the page of a tool says of it."""

from communesplone.hub.together.listing import said_of
from communesplone.hub.together.members import names_of
from communesplone.hub.together.proposal import IProposal
from communesplone.hub.together.proposal import TYPE
from dataclasses import dataclass
from plone.indexer import indexer
from Products.CMFPlone.Portal import PloneSite


#: Proposals named on the page of a tool, the last released.
MOST = 4


@dataclass(frozen=True)
class Origin:
    """A released proposal, and the names of the communes that paid for it."""

    title: str
    url: str
    payers: tuple[str, ...]


@indexer(IProposal)
def about_of_proposal(context: IProposal) -> tuple[str, ...]:
    """The tool that came of it; none before its release."""
    return (context.tool,) if context.tool else ()


def origins(site: PloneSite, tool: str) -> list[Origin]:
    """Return the released proposals that a tool came of, the last changed first."""
    brains = site.portal_catalog.searchResults(
        portal_type=TYPE,
        hub_about=tool,
        review_state="released",
        sort_on="modified",
        sort_order="reverse",
        sort_limit=MOST,
    )[:MOST]
    return [
        Origin(one.Title, one.getURL(), tuple(names_of(site, said_of(site, one.UID).pledges)))
        for one in brains
    ]
