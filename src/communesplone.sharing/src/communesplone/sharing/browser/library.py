"""@@library: what the other communes share, looked for and filtered."""

from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.sharing.audience import ALL
from communesplone.core.sharing.audience import size_of
from communesplone.core.sharing.audience import SIZES
from communesplone.core.sharing.calling import Silence
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import PAGE
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.registration import IShareable
from communesplone.core.topics import labels
from communesplone.sharing.browser.base import SharingView
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message


SINCE = {"": None, "month": 31, "half": 183, "year": 366}
SINCE_TITLES = {
    "": _("Any time"),
    "month": _("A month"),
    "half": _("Six months"),
    "year": _("A year"),
}
FACETS = (
    ("kind", "kinds", _("Kind")),
    ("theme", "themes", _("Theme")),
    ("province", "provinces", _("Province of the author")),
    ("language", "languages", _("Language")),
)
#: Whom it is meant for, with what this commune is.
ALIKE = ("sizes", "meant")
USED = {"": 0, "2": 2, "5": 5, "20": 20}
KIND_NAMES = {
    "pack": _("Packs"),
    "procedure": _("Procedures"),
    "page": _("Pages"),
    "news": _("News"),
    "event": _("Events"),
    "file": _("Files"),
    "entry": _("Entries of the directory"),
}


class LibraryView(SharingView):
    """Search, filters, rows."""

    page_title = _("The library of the communes")
    see = _("See")

    @cached_property
    def query(self) -> Query:
        start = self.text("start", 6)
        order = "date" if self.text("order", 10) == "date" else "use"
        return Query(
            text=self.text("text", 200),
            **{name: self.texts(name) for name in self._ticked},
            used=USED.get(self.text("used", 3), 0),
            since=self._since(),
            order=order,
            start=int(start) if start.isdigit() else 0,
        )

    @property
    def _ticked(self) -> tuple[str, ...]:
        return (*(name for _facet, name, _title in FACETS), *ALIKE)

    def _since(self) -> str:
        days = SINCE.get(self.text("since", 10))
        return (datetime.now(UTC) - timedelta(days=days)).date().isoformat() if days else ""

    @cached_property
    def found(self) -> Found | None:
        """What the library answers, None while it does not."""
        try:
            return self.library.search(self.query) if self.library is not None else None
        except Silence:
            return None

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows of this page; `alike` is how many communes like ours use each."""
        users = self.found.users
        return [
            {**self.row(one), "alike": len(self.like_us.among(users.get(one.urn, ())))}
            for one in self.found.rows
        ]

    def facets(self) -> list[dict[str, Any]]:
        """Return the filters that would change something, each with what it would show."""
        shown = []
        for facet, name, title in FACETS:
            counts = dict(self.found.counts.get(facet, {}))
            chosen = getattr(self.query, name)
            counts.update({one: 0 for one in chosen if one not in counts})
            names = self._names(facet)
            choices = [
                {
                    "id": f"{name}-{number}",
                    "value": value,
                    "title": names.get(value, value),
                    "count": many,
                    "checked": "checked" if value in chosen else None,
                }
                for number, (value, many) in enumerate(
                    sorted(counts.items(), key=lambda one: (-one[1], one[0]))
                )
            ]
            if len(choices) > 1 or chosen:
                shown.append({"name": name, "title": title, "choices": choices[:12]})
        return shown

    def alike(self) -> list[dict[str, Any]]:
        """Return the filters “for communes like you”: of this size, of this province."""
        who, counts = identity(self.site), self.found.counts
        size, province = size_of(who.population), who.province
        told = []
        if size:
            many = counts.get("size", {}).get(size, 0)
            told.append(self._alike("sizes", size, self.say(SIZES[size]), many))
        if province:
            meant = counts.get("meant", {})
            many = meant.get(province, 0) + meant.get(ALL, 0)
            told.append(self._alike("meant", province, province, many))
        return told

    def _alike(self, name: str, value: str, title: str, many: int) -> dict[str, Any]:
        checked = "checked" if value in getattr(self.query, name) else None
        return {
            "id": f"like-{name}",
            "name": name,
            "value": value,
            "title": title,
            "count": many,
            "checked": checked,
        }

    def used_choices(self) -> list[dict[str, Any]]:
        asked = self.text("used", 3)
        return [
            {
                "value": value,
                "title": _("At least ${count} communes", mapping={"count": value})
                if value
                else _("Any number of communes"),
                "selected": "selected" if value == asked else None,
            }
            for value in USED
        ]

    def _names(self, facet: str) -> dict[str, str]:
        if facet == "kind":
            kinds = {one.kind: self.say(one.title) for _type, one in getUtilitiesFor(IShareable)}
            return kinds | {kind: self.say(name) for kind, name in KIND_NAMES.items()}
        if facet == "theme":
            return labels("themes", self.language, self.site)
        if facet == "language":
            return {code: self.language_name(code) for code in ("fr", "nl", "de", "en")}
        return {}

    def since_choices(self) -> list[dict[str, Any]]:
        asked = self.text("since", 10)
        return [
            {"value": value, "title": title, "selected": "selected" if value == asked else None}
            for value, title in SINCE_TITLES.items()
        ]

    @property
    def total(self) -> Message:
        if self.found.total == 1:
            return _("One content")
        return _("${count} contents", mapping={"count": str(self.found.total)})

    def link(self, **changes: str) -> str:
        """Return the address of the same search with something else about it."""
        asked = {
            "text": self.query.text,
            **{name: getattr(self.query, name) for name in self._ticked},
            "used": self.text("used", 3),
            "since": self.text("since", 10),
            "order": self.query.order,
            **changes,
        }
        return f"{self.page('library')}?{urlencode(asked, doseq=True)}"

    @property
    def next_url(self) -> str:
        """Where the next rows are; empty after the last."""
        end = self.query.start + PAGE
        return self.link(start=str(end)) if end < self.found.total else ""

    @property
    def previous_url(self) -> str:
        start = self.query.start
        return self.link(start=str(max(0, start - PAGE))) if start else ""
