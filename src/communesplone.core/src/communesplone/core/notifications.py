"""What people of a site are told of by mail: a kind as data, and one call to tell them."""

from collections.abc import Collection
from communesplone.core.interfaces import INotificationKind
from communesplone.core.interfaces import INotifications
from communesplone.core.records import Notice
from dataclasses import dataclass
from Products.CMFPlone.Portal import PloneSite
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(INotificationKind)
@dataclass(frozen=True)
class NotificationKind:
    """See INotificationKind; an add-on registers it as a utility, named by the kind."""

    title: Message
    description: Message
    frequency: str


def tell(
    site: PloneSite, kind: str, notice: Notice, people: Collection[str], about: str = ""
) -> None:
    """Have people told as they chose; nobody where there are no accounts. See INotifications.

    :param people: user ids; nobody is told when there are none.
    """
    notifications = INotifications(site, None)
    if notifications is not None and people:
        notifications.tell(kind, notice, people, about)
