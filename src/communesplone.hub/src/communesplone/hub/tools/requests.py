"""What communes ask for: requests for tools, what an operator answers, and telling it.

A request comes from the hub's own page, written by an account of a commune, or from the commune's
site, through the library. The answer is written by the hub; a job brings it into the commune.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.tool import tools
from communesplone.core.tool_requests import IToolRequests
from communesplone.core.tool_requests import RequestState
from communesplone.core.tool_requests import ToolRequest
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from communesplone.hub.catalogue import now
from communesplone.hub.ways import way_to
from dataclasses import replace
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "communesplone.hub.tools"
TELL = "communesplone.hub.tell_tool"
NOTICE = "communesplone.hub.notice_tool"
LONGEST_WORD = 1000
#: Answers, and those that are followed by something an operator has to do.
ANSWERS: tuple[RequestState, ...] = ("granted", "installed", "declined", "removed")
OPEN = frozenset({"waiting", "granted"})


def requests(site: PloneSite) -> OOBTree | None:
    """Return the requests by "issuer tool"; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def key_of(issuer: str, tool: str) -> str:
    """Return the key of a request: a commune asks for a tool once."""
    return f"{issuer} {tool}"


def ask(site: PloneSite, issuer: str, tool: str, word: str, person: str = "") -> ToolRequest:
    """Write what a commune asks for; asked again while it waits, its last word counts.

    :param person: who asks in the hub, to be told; empty for a request of the commune's site.
    :raises SharingError: there is no such tool to ask for, it is there already, or a long word.
    """
    kept, commune = requests(site), _commune(site, issuer)
    known = {one.name: one for one in tools() if one.optional}
    if tool not in known:
        raise SharingError(_("There is no such tool to ask for."))
    if len(word) > LONGEST_WORD:
        raise SharingError(_("Write at most 1000 characters."))
    found = kept.get(key_of(issuer, tool))
    if found is not None and found.state in ("granted", "installed"):
        raise SharingError(_("Your commune has this tool, or gets it soon."))
    made = ToolRequest(
        issuer, commune.site, commune.name, tool, word.strip(), now(), person=person
    )
    if found is None or (found.state, found.word) != (made.state, made.word):
        kept[key_of(issuer, tool)] = made
        jobs.add(NOTICE, issuer, tool, site=site)
    return kept[key_of(issuer, tool)]


def take_back(site: PloneSite, issuer: str, tool: str) -> None:
    """Forget a request that nobody answered yet.

    :raises SharingError: none of them waits.
    """
    found = requests(site).get(key_of(issuer, tool))
    if found is None or found.state != "waiting":
        raise SharingError(_("This request is answered already."))
    del requests(site)[key_of(issuer, tool)]


def of_commune(site: PloneSite, issuer: str, tool: str) -> ToolRequest | None:
    """Return what a commune asked for, None for nothing."""
    kept = requests(site)
    return kept.get(key_of(issuer, tool)) if kept is not None else None


def waiting(site: PloneSite) -> int:
    """Return how many requests wait for an answer."""
    return sum(one.state == "waiting" for one in (requests(site) or {}).values())


@implementer(IToolRequests)
class Requests:
    """See IToolRequests."""

    def __init__(self, site: PloneSite, kept: OOBTree) -> None:
        self.site = site
        self.kept = kept

    def listed(self) -> Iterable[ToolRequest]:
        """See IToolRequests."""
        latest = sorted(self.kept.values(), key=lambda one: one.decided or one.asked, reverse=True)
        order = {"waiting": 0, "granted": 1}
        return tuple(sorted(latest, key=lambda one: order.get(one.state, 2)))

    def decide(self, site_id: str, tool: str, state: str, word: str, who: str) -> None:
        """See IToolRequests."""
        word = word.strip()
        if state == "declined" and not word:
            raise SharingError(_("Say why: the commune reads it."))
        if state not in ANSWERS or len(word) > LONGEST_WORD:
            raise SharingError(_("Write at most 1000 characters."))
        found = next(
            (one for one in self.kept.values() if (one.site, one.tool) == (site_id, tool)), None
        )
        if found is None:
            raise SharingError(_("This commune has not asked for this tool."))
        self.kept[key_of(found.issuer, tool)] = replace(
            found, state=state, answer=word or found.answer, decided=now(), decided_by=who
        )
        jobs.add(TELL, found.issuer, tool, site=self.site)
        jobs.add(NOTICE, found.issuer, tool, site=self.site)


def tell(site: PloneSite, issuer: str, tool: str) -> None:
    """Job: tell a commune what became of its request, in its own site."""
    found = of_commune(site, issuer, tool)
    if found is None or found.state == "waiting":
        return
    inbox = way_to(site, issuer)
    if inbox is not None:
        # People of the hub are nobody's business there
        inbox.tool_decided(replace(found, person="", decided_by=""))


def _commune(site: PloneSite, issuer: str) -> Commune:
    found = catalogue(site).communes.get(issuer)
    if found is None:
        raise SharingError(_("The hub does not know this commune."))
    return found


@implementer(IToolRequests)
@adapter(IPloneSiteRoot)
def tool_requests(site: PloneSite) -> Requests | None:
    """Return the requests of a site, None where the add-on is not installed."""
    kept = requests(site)
    return None if kept is None else Requests(site, kept)
