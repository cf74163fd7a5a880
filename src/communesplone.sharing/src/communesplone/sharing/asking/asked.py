"""What a site asked the hub for: written here, delivered by a job, answered into the inbox."""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.identity import identity
from communesplone.core.installing import is_on
from communesplone.core.notifications import NotificationKind
from communesplone.core.notifications import tell
from communesplone.core.records import Notice
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.signing import told_asking
from communesplone.core.tool import Tool
from communesplone.core.tool import tools
from communesplone.core.tool_requests import ToolRequest
from communesplone.sharing.client import library
from communesplone.sharing.delivering import AGAIN
from communesplone.sharing.keys import ring_of
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from dataclasses import replace
from Products.CMFPlone.Portal import PloneSite
from zope.i18n import translate


ASK = "communesplone.sharing.ask_tool"
ANSWERED = "tool-decided"
LONGEST_WORD = 1000
#: States in which the hub has the request, or has said yes to it.
UNDER_WAY = frozenset({"waiting", "granted"})


ANSWERED_KIND = NotificationKind(
    _("The hub answered a request for a tool"), _("Whoever asked for the tool."), "now"
)


def to_ask_for() -> tuple[Tool, ...]:
    """Return the tools that a site can do without, by name."""
    return tuple(tool for tool in tools() if tool.optional)


def ask(site: PloneSite, kept: Store, tool: str, word: str, person: str) -> ToolRequest:
    """Write that this site asks for a tool; a job tells the hub.

    :param person: who asks, to be told of the answer; it stays in this site.
    :raises SharingError: it is here already, on its way, or there is none of that name.
    """
    found = next((one for one in to_ask_for() if one.name == tool), None)
    if found is None:
        raise SharingError(_("There is no such tool to ask for."))
    if is_on(site, found):
        raise SharingError(_("Your commune has this tool, or gets it soon."))
    if len(word) > LONGEST_WORD:
        raise SharingError(_("Write at most 1000 characters."))
    before = kept.tools.get(tool)
    if before is not None and before.state in UNDER_WAY:
        raise SharingError(_("It is asked for already."))
    who = identity(site)
    made = ToolRequest(
        issuer_id(who), site.getId(), who.name, tool, word, utc_now().isoformat(), person=person
    )
    kept.tools[tool] = made
    jobs.add(ASK, tool, site=site)
    return made


def deliver(site: PloneSite, tool: str) -> None:
    """Job: tell the hub what is asked for. What it refuses comes back as its answer."""
    kept, found = store(site), library(site)
    request = kept.tools.get(tool) if kept is not None else None
    if request is None or request.state != "waiting":
        return
    if found is None:
        jobs.add(ASK, tool, run_at=utc_now() + AGAIN, site=site)
        return
    found.introduce(ring_of(site, kept), site.getId())
    try:
        signature = sign(told_asking(request.issuer, tool, request.word), kept.keys.private)
        found.ask_tool(request.issuer, tool, request.word, signature, site.getId())
    except SharingError as error:
        words = translate(error.message, target_language=identity(site).language)
        kept.tools[tool] = replace(request, state="declined", answer=words, decided=_now())


def answered(site: PloneSite, kept: Store, answer: ToolRequest) -> None:
    """Take in what the hub answered, once, and tell whoever asked here."""
    before = kept.tools.get(answer.tool)
    if before is not None and before.decided == answer.decided and before.state == answer.state:
        return
    person = before.person if before is not None else ""
    kept.tools[answer.tool] = replace(answer, person=person, decided_by="")
    if person:
        title = next((one.title for one in tools() if one.name == answer.tool), answer.tool)
        url = f"{site.absolute_url()}/@@ask-tool?name={answer.tool}"
        key = f"{answer.tool} {answer.state} {answer.decided}"
        tell(site, ANSWERED, Notice(key, title, url, answer.answer), [person])


def asked(site: PloneSite) -> tuple[ToolRequest, ...]:
    """Return what this site asked for, the latest first."""
    kept = store(site)
    found = kept.tools.values() if kept is not None else ()
    return tuple(sorted(found, key=lambda one: one.decided or one.asked, reverse=True))


def _now() -> str:
    return utc_now().isoformat()
