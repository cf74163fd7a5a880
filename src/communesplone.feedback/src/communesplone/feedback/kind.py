"""What those who keep a page may be told of: that a visitor wrote about it."""

from communesplone.core import _
from communesplone.core.notifications import NotificationKind


KIND = "feedback"


COMMENT = NotificationKind(
    _("A visitor wrote about a page"), _("Those who may change the page."), "daily"
)
