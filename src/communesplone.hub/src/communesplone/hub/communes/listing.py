"""@@communes: who takes part, as a map and a list that say the same; @@communes-csv."""

from communesplone.core import _
from communesplone.core.tables import cell
from communesplone.core.tables import text_table
from communesplone.core.tool import tools
from communesplone.hub.communes.base import CommunesPage
from communesplone.hub.communes.drawing import draw
from communesplone.hub.communes.members import Member
from communesplone.hub.communes.members import members
from communesplone.hub.communes.members import nearest
from communesplone.hub.communes.members import Wanted
from communesplone.hub.communes.members import wanted
from communesplone.hub.sizes import SIZE_CHOICES
from functools import cached_property
from typing import Any
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message


PAGE = 20
FIELDS = ("province", "size", "language", "tool")


class CommunesView(CommunesPage):
    """Filters, the map, the list."""

    page_title = _("Who takes part, and who can help you")

    @cached_property
    def asked(self) -> Wanted:
        found = {name: self.given(name, 80) for name in FIELDS}
        # What a commune runs is told to members
        return Wanted(**{**found, "tool": found["tool"] if self.is_member else ""})

    @cached_property
    def all(self) -> list[Member]:
        return members(self.kept)

    @cached_property
    def here(self) -> Member | None:
        """The commune of whoever asks."""
        return next((one for one in self.all if one.issuer == self.mine), None)

    @property
    def is_near(self) -> bool:
        """Whether the nearest stand first: for members, unless they ask for the names."""
        located = self.here is not None and self.here.position is not None
        return located and self.given("order", 10) != "name"

    @cached_property
    def found(self) -> list[Member]:
        there = wanted(self.all, self.asked)
        return nearest(there, self.here.position) if self.is_near else there

    @property
    def start(self) -> int:
        asked = self.given("start", 6)
        return int(asked) if asked.isdigit() else 0

    def rows(self) -> list[dict[str, Any]]:
        return [self.shown_member(one) for one in self.found[self.start : self.start + PAGE]]

    @property
    def count(self) -> Message:
        many = len([one for one in self.found if not one.former])
        if many == 1:
            return _("One commune")
        return _("${count} communes", mapping={"count": str(many)})

    @property
    def next_count(self) -> int:
        """How many rows the next page has."""
        return max(0, min(PAGE, len(self.found) - self.start - PAGE))

    def again(self, **changed: str) -> str:
        """Return the address of this list with other answers."""
        asked = {name: getattr(self.asked, name) for name in FIELDS}
        asked["order"] = self.given("order", 10)
        return self.address("communes", **{k: v for k, v in {**asked, **changed}.items() if v})

    @property
    def next_url(self) -> str:
        return self.again(start=str(self.start + PAGE))

    @property
    def csv_url(self) -> str:
        return self.again().replace("@@communes", "@@communes-csv", 1)

    def filters(self) -> list[dict[str, Any]]:
        """Return the fields of the filter, each with its choices."""
        provinces = sorted({one.province for one in self.all if one.province})
        spoken = sorted({code for one in self.all for code in one.languages})
        known = {one.name: self.say(one.title) for one in tools()}
        run = sorted({name for one in self.all for name in one.tools if name in known})
        fields = [
            ("province", _("Province"), _("All provinces"), {one: one for one in provinces}),
            ("size", _("Inhabitants"), _("All sizes"), SIZE_CHOICES),
            (
                "language",
                _("Language"),
                _("All languages"),
                {code: self.language_name(code) for code in spoken},
            ),
        ]
        if self.is_member:
            named = {name: known[name] for name in sorted(run, key=known.__getitem__)}
            fields.insert(0, ("tool", _("Tool"), _("No matter which"), named))
        return [self._field(*field) for field in fields]

    def _field(self, name: str, label: Message, nothing: Message, choices: Any) -> dict[str, Any]:
        chosen = getattr(self.asked, name)
        options = [{"value": "", "title": self.say(nothing), "selected": None}]
        for value, title in choices.items():
            selected = "selected" if value == chosen else None
            options.append({"value": value, "title": self.say(title), "selected": selected})
        return {"name": name, "label": self.say(label), "options": options}

    def map(self) -> str:
        """Return the drawn map with the button for the other one; empty without any position."""
        there = [one for one in self.found if one.position is not None and not one.former]
        if not there:
            return ""
        words = self.say(_("Map of Wallonia. The list says the same."))
        drawn = draw(self.found, self.asked.tool, self.mine, words)
        view = getMultiAdapter((self.context, self.request), name="communes_map")
        return view.draw([self._point(one) for one in there], listed=False, drawn=drawn)

    def _point(self, one: Member) -> dict[str, Any]:
        latitude, longitude = one.position
        return {
            "title": one.name,
            "url": self.address("commune", id=one.issuer),
            "text": one.province,
            "latitude": latitude,
            "longitude": longitude,
        }


class CommunesCsv(CommunesView):
    """@@communes-csv: the communes that the filter leaves, as a table for a spreadsheet."""

    def __call__(self) -> bytes:
        """Return the file."""
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="communes.csv"')
        header = (
            _("Commune"),
            _("Province"),
            _("Languages"),
            _("Inhabitants"),
            _("Year"),
            _("Source"),
            _("Adopted"),
            _("Offered"),
        )
        return text_table([self.say(one) for one in header], map(self._cells, self.found))

    def _cells(self, one: Member) -> list[str | int]:
        texts = (one.name, one.province, " ".join(one.languages))
        people = "" if one.population is None else one.population
        year = one.population_year or ""
        source = cell(one.population_source)
        return [*map(cell, texts), people, year, source, one.adopted, one.gave]
