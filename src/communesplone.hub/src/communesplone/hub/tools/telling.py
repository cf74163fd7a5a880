"""Who is told of requests: those who keep the hub of a new one, who asked of the answer."""

from communesplone.core import _
from communesplone.core.notifications import NotificationKind
from communesplone.core.notifications import tell
from communesplone.core.records import Notice
from communesplone.core.tool import tools
from communesplone.hub.tools.requests import of_commune
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite


ASKED, ANSWERED = "tool-asked", "tool-answered"
#: The groups of those who keep the hub.
KEEPERS = ("Administrators", "Site Administrators")


ASKED_KIND = NotificationKind(_("A commune asks for a tool"), _("Those who keep the hub."), "now")
ANSWERED_KIND = NotificationKind(
    _("An answer to your commune's request for a tool"), _("Whoever asked for it."), "now"
)


def notice(site: PloneSite, issuer: str, tool: str) -> None:
    """Job: tell those who keep the hub of a request, or whoever asked in the hub of its answer."""
    found = of_commune(site, issuer, tool)
    if found is None:
        return
    title = next((one.title for one in tools() if one.name == tool), tool)
    if found.state == "waiting":
        told = Notice(
            f"{issuer} {tool} {found.asked}",
            _("${commune} asks for a tool", mapping={"commune": found.commune}),
            f"{site.absolute_url()}/@@tool-requests",
            found.word,
        )
        tell(site, ASKED, told, keepers(site))
    elif found.person:
        told = Notice(
            f"{issuer} {tool} {found.decided}",
            title,
            f"{site.absolute_url()}/@@tool?name={tool}",
            found.answer,
        )
        tell(site, ANSWERED, told, [found.person])


def keepers(site: PloneSite) -> list[str]:
    """Return the ids of the people who keep the hub."""
    tool = getToolByName(site, "portal_groups")
    groups = [tool.getGroupById(name) for name in KEEPERS]
    return sorted({one for group in groups if group for one in group.getGroupMemberIds()})
