"""Where a tool stands in a site, in words and as a state of the back office."""

from communesplone.core import _
from communesplone.core.tool_requests import ToolRequest
from zope.i18nmessageid import Message


STATES = {
    "waiting": (_("Asked for: the hub has not answered yet"), "pending"),
    "granted": (_("Granted: it comes with the next visit of the operator"), "scheduled"),
    "installed": (_("In your site"), "online"),
    "declined": (_("Declined"), "draft"),
    "removed": (_("Taken out of your site"), "draft"),
}


def said(here: bool, request: ToolRequest | None) -> tuple[Message | str, str]:
    """Return the words of a state and its class; empty for a tool that nobody asked for."""
    if here:
        return STATES["installed"]
    if request is None or request.state == "installed":
        return "", ""
    return STATES[request.state]
