"""The filters of the results: by kind, theme and date, each value with its count."""

from collections import Counter
from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.topics import labels
from communesplone.core.typography import capital
from communesplone.core.typography import typeset
from communesplone.core.wording import say
from communesplone.search.browser.asked import COMING
from communesplone.search.browser.asked import MONTH
from communesplone.search.browser.asked import OLDER
from communesplone.search.browser.asked import Question
from communesplone.search.browser.asked import YEAR
from communesplone.search.document import Facts
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import cached_property
from typing import Any
from zope.i18n import translate


#: Kinds of pages, as visitors choose them.
GROUPS = {
    "Procedure": _("Procedures"),
    "Service": _("Services and places"),
    "News Item": _("News"),
    "Event": _("Agenda"),
    "Notice": _("Official notices"),
    "File": _("Documents"),
    "Person": _("People"),
    "Page": _("Pages"),
}
GROUP_OF = {
    "Place": "Service",
    "Association": "Service",
    "Shop": "Service",
    "PublicInquiry": "Notice",
    "Vacancy": "Notice",
    "PublicContract": "Notice",
    "Library Document": "File",
}
DATES = {
    COMING: _("To come"),
    MONTH: _("Last 30 days"),
    YEAR: _("This year"),
    OLDER: _("Older"),
}
LAST_DAYS = timedelta(days=30)
#: Values offered of one filter, those of most pages.
MOST_VALUES = 8


def group(kind: str) -> str:
    """Return the kind under which visitors choose a type of page."""
    found = GROUP_OF.get(kind, kind)
    return found if found in GROUPS else "Page"


class Filters:
    """What may be chosen among what was found."""

    def __init__(self, question: Question, found: Iterable[Facts], now: datetime) -> None:
        self.question = question
        self.found = list(found)
        self.now = now.astimezone(BRUSSELS)

    @cached_property
    def _limits(self) -> tuple[int, int, int]:
        """Return when today, the last days and this year began, in minutes since 1970."""
        today = datetime.combine(self.now.date(), time(), BRUSSELS)
        begun = (today, today - LAST_DAYS, today.replace(month=1, day=1))
        return tuple(int(moment.timestamp() // 60) for moment in begun)

    @cached_property
    def tomorrow(self) -> datetime:
        """The moment at which the filters by date count otherwise."""
        return datetime.combine(self.now.date() + timedelta(days=1), time(), BRUSSELS)

    def dates(self, about: Facts) -> set[str]:
        """Return the values of the filter by date that a page has; an event's end is its date."""
        today, days, year = self._limits
        if about.end is not None and about.end >= today:
            return {COMING}
        when = about.end if about.end is not None else about.effective
        recent = {name for name, limit in ((MONTH, days), (YEAR, year)) if when >= limit}
        return recent or ({OLDER} if when else set())

    def fits(self, about: Facts) -> bool:
        """Tell whether a page has a chosen value of each filter that is used."""
        asked = self.question
        return (
            (not asked.kind or group(about.kind) in asked.kind)
            and (not asked.theme or bool(set(asked.theme) & set(about.themes)))
            and (not asked.date or bool(set(asked.date) & self.dates(about)))
        )

    def facets(self, language: str) -> list[dict[str, Any]]:
        """Return the filters that divide what was found, or that are used."""
        counted = {
            "kind": Counter(group(about.kind) for about in self.found),
            "theme": Counter(theme for about in self.found for theme in about.themes),
            "date": Counter(date for about in self.found for date in self.dates(about)),
        }
        titles = {"kind": _("Kind"), "theme": _("Theme"), "date": _("Date")}
        facets = []
        for name, shown in self.names(language).items():
            chosen = getattr(self.question, name)
            most = {key for key, _count in counted[name].most_common(MOST_VALUES)}
            values = [
                {"key": key, "label": label, "count": counted[name][key], "chosen": key in chosen}
                for key, label in shown.items()
                if key in most or key in chosen
            ]
            if len(values) > 1 or (chosen and values):
                title = translate(titles[name], target_language=language)
                facets.append({"name": name, "title": title, "values": values})
        return facets

    @staticmethod
    def names(language: str) -> dict[str, dict[str, str]]:
        """Return the values of each filter with their labels."""
        themes = labels("themes", language)
        return {
            "kind": _said(GROUPS, language),
            "theme": {key: capital(typeset(name, language)) for key, name in themes.items()},
            "date": _said(DATES, language),
        }

    def chips(self, base: str, language: str) -> list[dict[str, str]]:
        """Return what is chosen, each with the address of the results without it."""
        names, asked = self.names(language), self.question
        return [
            {"label": names[name][value], "url": asked.address(base, **asked.without(name, value))}
            for name, value in asked.filters
            if value in names.get(name, {})
        ]


def _said(names: dict[str, Any], language: str) -> dict[str, str]:
    return {key: say(name, language) for key, name in names.items()}
