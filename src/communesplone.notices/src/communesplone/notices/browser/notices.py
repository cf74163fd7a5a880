"""@@notices_view of a folder: what is open of every kind, or the list of one."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.paging import Paging
from communesplone.notices import listing
from communesplone.notices.asked import address
from communesplone.notices.asked import Asked
from communesplone.notices.asked import read
from communesplone.notices.browser.base import Data
from communesplone.notices.browser.base import NoticesPage
from communesplone.notices.browser.base import row
from communesplone.notices.facts import CONTRACTS
from communesplone.notices.facts import INQUIRIES
from communesplone.notices.facts import JOBS
from communesplone.notices.facts import KINDS
from communesplone.notices.facts import next_change
from communesplone.notices.listing import Found
from communesplone.notices.words import TITLES
from functools import cached_property
from Products.CMFCore.utils import getToolByName


PER_PAGE = 20
FIRST = 5
EMPTY = {
    INQUIRIES: _("No public inquiry is under way."),
    JOBS: _("The commune is not recruiting at the moment."),
    CONTRACTS: _("No call for tenders is open."),
}


class NoticesView(NoticesPage):
    """The page "Avis officiels"."""

    @cached_property
    def asked(self) -> Asked:
        return read(self.request.form)

    def __call__(self) -> str:
        """Refuse what cannot be asked before anything is shown."""
        self.paging.refuse_beyond()
        declare_next_change(self.request, listing.next_midnight(self.now))
        for one in self.current:
            if moment := next_change(one.facts, self.clock):
                declare_next_change(self.request, listing.aware(moment))
        return super().__call__()

    @cached_property
    def url(self) -> str:
        url = self.context.absolute_url()
        return url if self.context.getLayout() == self.__name__ else f"{url}/@@{self.__name__}"

    @property
    def canonical(self) -> str:
        return address(self.url, self.asked.kind, state="closed" if self.asked.closed else "")

    @property
    def page_title(self) -> str:
        """The title of the folder, with the kind that is asked for."""
        title = self.text(self.context.Title())
        if not self.asked.kind:
            return title
        kind = self.writer.say(TITLES[self.asked.kind])
        return f"{kind} – {title}"

    @cached_property
    def current(self) -> list[Found]:
        kinds = (self.asked.kind,) if self.asked.kind else KINDS
        return listing.current(self.context, self.clock, kinds)

    @cached_property
    def closed(self) -> list[Found]:
        if self.asked.kind in ("", JOBS):
            return []
        return listing.closed(self.context, self.clock, (self.asked.kind,))

    @property
    def found(self) -> list[Found]:
        return self.closed if self.asked.closed else self.current

    @cached_property
    def paging(self) -> Paging:
        total = len(self.found) if self.asked.kind else 0
        return Paging(self.asked.page, PER_PAGE, total, self.url, self.asked.query)

    def choices(self) -> list[Data]:
        """Return the kinds to choose among, each with its own list."""
        found = [("", _("All notices")), *TITLES.items()]
        return [
            {
                "title": self.writer.say(title),
                "url": address(self.url, kind),
                "current": kind == self.asked.kind,
            }
            for kind, title in found
        ]

    def groups(self) -> list[Data]:
        """Return the lists of this page: the first of every kind, or one page of a kind."""
        if self.asked.kind:
            start = (self.asked.page - 1) * PER_PAGE
            return [self._group(self.asked.kind, self.found[start : start + PER_PAGE], "")]
        groups = []
        for kind in KINDS:
            of_kind = [one for one in self.current if one.facts.kind == kind]
            more = address(self.url, kind)
            groups.append(self._group(kind, of_kind[:FIRST], more, len(of_kind)))
        return groups

    def _group(self, kind: str, found: list[Found], more: str, total: int = 0) -> Data:
        closed = _("What is closed") if self.asked.closed else TITLES[kind]
        return {
            "id": kind,
            "title": self.writer.say(closed),
            "rows": [row(self.writer, one, self.clock) for one in found],
            "empty": self.writer.say(
                _("Nothing is kept here.") if self.asked.closed else EMPTY[kind]
            ),
            "more": more,
            "total": total,
        }

    def other(self) -> Data | None:
        """Return the way from the current ones to the closed ones, and back."""
        if self.asked.kind in ("", JOBS):
            return None
        if self.asked.closed:
            words, state = _("What is open now"), ""
        else:
            words, state = _("What is closed or decided"), "closed"
        url = address(self.url, self.asked.kind, state=state)
        return {"title": self.writer.say(words), "url": url}

    def calendars(self) -> list[Data]:
        """Return the waste calendars below, on the page of all kinds."""
        if self.asked.kind:
            return []
        brains = getToolByName(self.context, "portal_catalog").searchResults(
            portal_type="WasteCalendar",
            path="/".join(self.context.getPhysicalPath()),
            sort_on="sortable_title",
        )
        return [{"key": brain.getId, **self.row(brain)} for brain in brains]

    def feeds(self) -> Data:
        """Return the addresses that keep somebody informed of this selection."""
        url = self.context.absolute_url()
        ics = address(f"{url}/@@notices.ics", self.asked.kind)
        return {
            "rss": address(f"{url}/@@notices.rss", self.asked.kind),
            "ics": ics,
            "webcal": ics.replace("https:", "webcal:").replace("http:", "webcal:"),
        }

    def json_ld(self) -> Data:
        """Return the list in the words of schema.org."""
        return {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": at, "url": one.brain.getURL()}
                for at, one in enumerate(self.found[:PER_PAGE], 1)
            ],
        }
