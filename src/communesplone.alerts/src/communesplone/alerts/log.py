"""The log of an alert: entries are added at its end, never changed."""

from communesplone.alerts.alert import Alert
from communesplone.core import _
from datetime import datetime
from datetime import UTC
from plone import api
from zope.i18nmessageid import Message
import logging


UPDATE = "update"
PUBLISHED, PROLONGED, ENDED = "published", "prolonged", "ended"
CRISIS_ON, CRISIS_OFF = "crisis_on", "crisis_off"
EVENTS: dict[str, Message] = {
    PUBLISHED: _("The alert is published."),
    PROLONGED: _("The alert is prolonged."),
    ENDED: _("The alert is over."),
    CRISIS_ON: _("The crisis page takes the place of the home page."),
    CRISIS_OFF: _("The home page is back."),
}
ROLES: dict[str, Message] = {
    "Emergency Publisher": _("Emergency publishing"),
    "Site Administrator": _("Webmaster"),
    "Reviewer": _("Reviewer"),
    "Editor": _("Editor"),
}
LONGEST = 600
audit = logging.getLogger("communesplone.alerts.audit")


def add(alert: Alert, event: str, text: str = "") -> None:
    """Add an entry, with the function of who speaks and not their name."""
    entry = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "role": role(),
        "event": event,
        "text": " ".join(text.split())[:LONGEST],
    }
    # A new list: the database only notices the change of an attribute
    alert.updates = [*(alert.updates or ()), entry]
    alert.reindexObject(idxs=["alert_facts"])


def role() -> str:
    """Return the function in which the current user acts, the most particular first."""
    if api.user.is_anonymous():
        return ""
    held = set(api.user.get_roles())
    return next((name for name in ROLES if name in held), "Site Administrator")


def note(alert: Alert, act: str) -> None:
    """Write an audit line: who did what about which alert, for the operator's log."""
    user = api.user.get_current().getId() or ""
    path = "/".join(alert.getPhysicalPath())
    audit.info("%s", act, extra={"alert": path, "user": user})
