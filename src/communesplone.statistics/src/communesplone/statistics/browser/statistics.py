"""How the site, a part of it or a page is read."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.changes import keep_quiet
from communesplone.core.drawing import draw
from communesplone.core.drawing import Series
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import IUnansweredSearches
from communesplone.core.records import TypedSearch
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.statistics import counting
from communesplone.statistics import ledger
from communesplone.statistics.browser.asked import asked
from communesplone.statistics.browser.report import number
from communesplone.statistics.browser.report import Report
from communesplone.statistics.browser.report import Row
from communesplone.statistics.browser.scope import Scope
from communesplone.statistics.figures import curve
from communesplone.statistics.periods import KINDS
from communesplone.statistics.periods import Period
from communesplone.statistics.periods import step_label
from communesplone.statistics.periods import step_title
from communesplone.statistics.store import Store
from communesplone.statistics.store import store_of
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import urlencode
from zope.i18n import translate
from zope.i18nmessageid import Message


KIND_TITLES = {"day": _("Day"), "week": _("Week"), "month": _("Month"), "year": _("Year")}
#: Widths of the same drawing, for a desk and for a phone.
WIDTHS = {"wide": 640, "narrow": 330}
PHRASES = 5


class StatisticsView(Page):
    """@@statistics"""

    indexed = False

    def __call__(self) -> str:
        """Show the counts; by POST, first have the log read now."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            keep_quiet(self.request)
            if self.may_count:
                counting.count_soon(self.site)
                api.portal.show_message(
                    _("The log is being read: show this page again in a moment."), self.request
                )
            self.request.response.redirect(self._url(self.period))
            return ""
        return super().__call__()

    @property
    def page_title(self) -> str:
        return translate(self._title, target_language=self.language)

    @property
    def _title(self) -> Message:
        if self.scope.is_site:
            return _("Statistics")
        mapping = {"title": self.text(self.context.Title())}
        return _("How “${title}” is read", mapping=mapping)

    @cached_property
    def site(self) -> PloneSite:
        return api.portal.get()

    @cached_property
    def store(self) -> Store:
        return store_of(self.site) or Store()

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.context, self.store)

    @cached_property
    def period(self) -> Period:
        return asked(self.request.form, self.now.date())

    @cached_property
    def report(self) -> Report:
        return Report(self.scope, self.period, self.now.date(), self.language)

    @cached_property
    def is_counted(self) -> bool:
        """Whether the operator has visits counted."""
        return ledger.log_file() is not None

    @cached_property
    def may_count(self) -> bool:
        return self.is_counted and api.user.has_permission("Plone Site Setup: Site", obj=self.site)

    @property
    def verb(self) -> str:
        """What to do with a page that few read."""
        return self.report.said(_("Read it again"))

    @property
    def see(self) -> str:
        """What to do with a phrase that many typed."""
        return self.report.said(_("See what it finds"))

    @property
    def explain(self) -> str:
        """What to do with a phrase that found nothing."""
        return self.report.said(_("Say what it means"))

    def until(self) -> str:
        """Return when the log was last read, in words; empty before the first time."""
        if self.store.until is None:
            return ""
        moment = self.store.until.astimezone(BRUSSELS)
        return f"{day(moment.date(), self.language)}, {hour(moment, self.language)}"

    def kinds(self) -> list[Row]:
        """Return the choice of day, week, month or year."""
        return [
            {
                "title": KIND_TITLES[kind],
                "url": self._url(Period.around(kind, min(self.period.last, self.now.date()))),
                "current": "true" if kind == self.period.kind else None,
            }
            for kind in KINDS
        ]

    def neighbours(self) -> dict[str, Row | None]:
        """Return the periods before and after, None where there is nothing to see."""
        first = next(iter(self.store.months.keys()), None)
        before, after = self.period.before(), self.period.after()
        has_before = first is not None and before.last.isoformat()[:7] >= first
        has_after = after.first <= self.now.date()
        return {
            "before": self._link(before) if has_before else None,
            "after": self._link(after) if has_after else None,
        }

    def _link(self, period: Period) -> Row:
        return {"title": period.title(self.language), "url": self._url(period)}

    def _url(self, period: Period, view: str = "statistics") -> str:
        query = f"period={period.kind}&on={period.first.isoformat()}"
        return f"{self.context.absolute_url()}/@@{view}?{query}"

    @property
    def csv_url(self) -> str:
        return self._url(self.period, "statistics-csv")

    def columns(self) -> list[str]:
        """Return the heads of the comparison; of a year, the one before is a year before."""
        periods = dict.fromkeys((self.period, self.period.before(), self.period.year_before()))
        return [self.report.name(one) for one in periods]

    @cached_property
    def steps(self) -> list[Row]:
        """Return the steps of the curve, for its table: `title`, `now`, `earlier`."""
        today, uids = self.now.date(), self.scope.uids
        now = curve(self.store, self.period, today, uids)
        earlier = curve(self.store, self.earlier, today, uids)
        rows = []
        for at, (step, value) in enumerate(now):
            other = earlier[at][1] if at < len(earlier) else None
            rows.append(
                {
                    "step": step,
                    "title": step_title(step, self.language),
                    "value": value,
                    "other": other,
                    "now": "" if value is None else self.report.shown(value),
                    "earlier": "" if other is None else self.report.shown(other),
                }
            )
        return rows

    @cached_property
    def earlier(self) -> Period:
        """The period that the curve stands beside: a year before, or the one just before."""
        earlier = self.period.year_before()
        first = next(iter(self.store.months.keys()), "9999")
        return earlier if earlier.last.isoformat()[:7] >= first else self.period.before()

    @property
    def has_curve(self) -> bool:
        return any(row["value"] or row["other"] for row in self.steps)

    def drawings(self) -> list[Row]:
        """Return the curve, drawn for a desk and for a phone."""
        labels = [step_label(row["step"], self.language) for row in self.steps]
        series = (
            Series(self._drawn(row["other"] for row in self.steps), "earlier"),
            Series(self._drawn(self._over()), "now"),
        )
        title = self.report.said(_("Pages read"))
        words = self._description()
        return [
            {
                "css": f"statistics-{name}",
                "svg": draw(f"curve-{name}", title, words, labels, series, width),
            }
            for name, width in WIDTHS.items()
        ]

    def _drawn(self, values: Iterable[int | None]) -> tuple[int | None, ...]:
        """Return the counts that a curve may show: its height tells a number as well."""
        return tuple(
            None if value is None or self.report.is_hidden(value) else value for value in values
        )

    def _over(self) -> tuple[int | None, ...]:
        """Return the counts of what is over: a day that goes on would look like a fall."""
        today = self.now.date().isoformat()
        over = tuple(None if row["step"] == today else row["value"] for row in self.steps)
        return over if any(over) else tuple(row["value"] for row in self.steps)

    def _description(self) -> str:
        known = [row for row in self.steps if row["value"] is not None]
        if not known:
            return ""
        top = max(known, key=lambda row: row["value"])
        mapping = {
            "period": self.period.title(self.language),
            "title": top["title"],
            "count": top["now"],
        }
        text = _(
            "${period}. Most on ${title}: ${count}. The table has every number.", mapping=mapping
        )
        return self.report.said(text)

    def legend(self) -> list[str]:
        """Return the names of the lines: full, and dashed where something is known of it."""
        has_other = any(row["other"] is not None for row in self.steps)
        periods = (self.period, self.earlier) if has_other else (self.period,)
        return [one.title(self.language) for one in periods]

    @cached_property
    def searches(self) -> IUnansweredSearches | None:
        """What is told of searches; None where nobody counts them, and for a part of the site."""
        told = IUnansweredSearches(self.site, None) if self.scope.is_site else None
        return told if told is not None and told.available() else None

    def searched_most(self, told: IUnansweredSearches) -> list[Row]:
        """Return the phrases that were typed most, each with what it finds."""
        search = f"{self.site.absolute_url()}/@@search"
        return [
            phrase_row(one, f"{search}?{urlencode({'SearchableText': one.text})}")
            for one in told.typed(PHRASES)
        ]

    def searched_in_vain(self, told: IUnansweredSearches) -> list[Row]:
        """Return the phrases that found nothing, each with the place to say what it means."""
        return [phrase_row(one, told.url) for one in told.phrases(PHRASES)]


def phrase_row(typed: TypedSearch, url: str) -> Row:
    """Return a phrase for a list, with the address where something is done about it."""
    count = number(typed.count)
    return {"text": typed.text, "language": typed.language, "count": count, "url": url}
