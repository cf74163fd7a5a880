"""What people are told by mail, as they choose: what became of what they offered or proposed."""

from communesplone.core import _
from communesplone.core import notifications
from communesplone.core.notifications import NotificationKind
from communesplone.core.records import Notice
from Products.CMFPlone.Portal import PloneSite
from zope.i18nmessageid import Message


ANSWERS = "sharing-answers"
#: What is said of a page, and the page of it where the rest is read.
DECISIONS = {
    "accepted": (_("In the library of the communes: ${title}"), "@@offer"),
    "sent_back": (_("Sent back by the hub: ${title}"), "@@offer"),
    "taken_out": (_("Taken out of the library by the hub: ${title}"), "@@offer"),
    "taken": (_("The author has taken your proposal: ${title}"), "view"),
    "declined": (_("The author does without your proposal: ${title}"), "view"),
}


ANSWERED = NotificationKind(
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
    # Unrestricted, since this is a job's: who may not see the page is not told of it
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    if not brains or not person:
        return
    words, page = decision
    title = Message(words, mapping={"title": brains[0].Title})
    notice = Notice(f"{ANSWERS} {key}", title, f"{brains[0].getURL()}/{page}", word)
    notifications.tell(site, ANSWERS, notice, (person,), uid)
