"""What those who keep a page may be told of: that a visitor wrote about it."""

from communesplone.core import _
from communesplone.core.interfaces import INotificationKind
from dataclasses import dataclass
from zope.i18nmessageid import Message
from zope.interface import implementer


KIND = "feedback"


@implementer(INotificationKind)
@dataclass(frozen=True)
class Kind:
    """A kind of notification, as data."""

    title: Message
    description: Message
    frequency: str


COMMENT = Kind(_("A visitor wrote about a page"), _("Those who may change the page."), "daily")
