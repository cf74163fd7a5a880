"""Groups of the dashboard: a kind of problem each, so that those without any are named too."""

from communesplone.core import _
from communesplone.core.interfaces import ICard
from communesplone.core.quality import check_named
from communesplone.core.records import WorkRow
from communesplone.editing.quality.desk import Desk
from communesplone.editing.quality.store import store
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import urlencode
from zope.i18nmessageid import Message
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


@implementer(ICard)
class KindCard:
    """One kind: a single row that says how many, and leads from one to the next."""

    kind = ""
    group = "mend"

    def __init__(self, site: PloneSite, request: HTTPRequest) -> None:
        self.site = site
        self.request = request
        self.desk = Desk(site)

    @property
    def title(self) -> Message:
        return check_named(self.kind).title

    @property
    def description(self) -> Message:
        return check_named(self.kind).why

    def available(self) -> bool:
        return store(self.site) is not None

    def rows(self, most: int) -> list[WorkRow]:
        """Return one row, or none; it costs the same however many problems there are."""
        total = self.desk.total(self.kind)
        if not total or most < 1:
            return []
        url, asked = self.site.absolute_url(), urlencode({"kind": self.kind})
        check = check_named(self.kind)
        title, why = self._words(total, check.why)
        return [
            WorkRow(
                title=title,
                url=f"{url}/@@quality-board?{asked}",
                why=why,
                verb=_("Correct one by one") if total > 1 else _("Correct"),
                act_url=f"{url}/@@quality-next?{asked}",
                urgency="soon" if self.desk.law(self.kind) else "calm",
            )
        ]

    def _words(self, total: int, why: Message) -> tuple[Message | str, Message | str]:
        pages = self.desk.pages(self.kind)
        if total == 1:
            (one,) = self.desk.faulty(self.kind, 1) or (None,)
            if one is not None and one.found:
                return one.found[0].message, _(
                    "In “${title}”. ${why}", mapping={"title": one.brain.Title, "why": why}
                )
        several = check_named(self.kind).several
        title = type(several)(several, mapping={"count": total})
        if pages > 1:
            return title, _("In ${count} pages. ${why}", mapping={"count": pages, "why": why})
        return title, why


class Alternatives(KindCard):
    kind = "alternatives"


class Headings(KindCard):
    kind = "headings"


class LinkWords(KindCard):
    kind = "link_words"


class DeadLinks(KindCard):
    kind = "dead_links"


class Contrast(KindCard):
    kind = "contrast"


class NationalNumbers(KindCard):
    kind = "national_numbers"


class PersonalMails(KindCard):
    kind = "personal_mails"


class Wordless(KindCard):
    kind = "wordless"


class Reading(KindCard):
    kind = "reading"


class Twins(KindCard):
    kind = "twins"


class Contact(KindCard):
    kind = "contact"


class ReviewDates(KindCard):
    kind = "review_date"
