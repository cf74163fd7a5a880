"""What people are told by mail, where accounts are installed: remarks, new texts, missed hours."""

from collections.abc import Collection
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.notifications import NotificationKind
from communesplone.core.notifications import tell
from communesplone.core.records import Notice
from communesplone.editing.publishing.remarks import Remark
from communesplone.editing.words import moment
from communesplone.editing.words import say
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite


#: Name of the kind that accounts offer for a page that went online.
ONLINE = "published"
MISSED = "missed-hour"


MISSED_HOUR = NotificationKind(
    _("A new text missed its hour"),
    _("Whoever wrote it, and whoever chose the hour."),
    "now",
)


def with_remarks(note: str, sent: Sequence[Remark]) -> str:
    """Return what the author of a page that is sent back reads: the sentence, then each remark."""
    lines = [f"« {one.quote} »\u00a0: {one.text}" if one.quote else one.text for one in sent]
    return "\n\n".join(part for part in (note, *lines) if part)


def with_hour(note: str, start: datetime | None) -> str:
    """Return what the author of a published page reads: from when on, then the sentence."""
    hour = say(_("Online ${when}.", mapping={"when": moment(start)})) if start else ""
    return "\n\n".join(part for part in (hour, note) if part)


def online(page: DexterityContent, people: Collection[str], note: str) -> None:
    """Tell those who wrote the new text of a page that it is online, but for who put it there."""
    _tell(ONLINE, page, page.absolute_url(), people, note)


def missed(copy: DexterityContent, people: Collection[str]) -> None:
    """Tell that the hour of a new text came and the text was another by then."""
    _tell(MISSED, copy, f"{copy.absolute_url()}/@@publish", people, "")


def _tell(kind: str, item: DexterityContent, url: str, people: Collection[str], text: str) -> None:
    others = {one for one in people if one} - {api.user.get_current().getId()}
    uid, now = IUUID(item), datetime.now(UTC)
    notice = Notice(f"{kind} {uid} {now.isoformat()}", item.Title() or item.getId(), url, text)
    tell(getSite(), kind, notice, sorted(others), uid)
