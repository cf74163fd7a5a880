"""What people are told by mail, as they choose: what became of what they offered or proposed."""

from communesplone.core import _
from communesplone.core.interfaces import INotificationKind
from communesplone.core.interfaces import INotifications
from communesplone.core.records import Notice
from dataclasses import dataclass
from Products.CMFPlone.Portal import PloneSite
from zope.i18nmessageid import Message
from zope.interface import implementer


ANSWERS = "sharing-answers"
#: What is said of a page, and the page of it where the rest is read.
DECISIONS = {
    "accepted": (_("In the library of the communes: ${title}"), "@@offer"),
    "sent_back": (_("Sent back by the hub: ${title}"), "@@offer"),
    "taken": (_("The author has taken your proposal: ${title}"), "view"),
    "declined": (_("The author does without your proposal: ${title}"), "view"),
}


@implementer(INotificationKind)
@dataclass(frozen=True)
class Kind:
    """A kind of notification, as data."""

    title: Message
    description: Message
    frequency: str


ANSWERED = Kind(
    _("An answer to what you offered or proposed"),
    _("Whoever offered the page to the library, or proposed a text to its author."),
    "now",
)


def tell(
    site: PloneSite, decision: tuple[Message, str], uid: str, key: str, word: str, person: str
) -> None:
    """Tell a person what became of a page of theirs; nobody where there are no accounts.

    :param key: what tells this answer from every other.
    """
    notifications = INotifications(site, None)
    # Unrestricted, since this is a job's: who may not see the page is not told of it
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    if notifications is None or not brains or not person:
        return
    words, page = decision
    title = Message(words, mapping={"title": brains[0].Title})
    notice = Notice(f"{ANSWERS} {key}", title, f"{brains[0].getURL()}/{page}", word)
    notifications.tell(ANSWERS, notice, (person,), uid)
