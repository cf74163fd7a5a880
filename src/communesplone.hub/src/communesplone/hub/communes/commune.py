"""@@commune: one commune, what it gave and adopted; to members also its tools and its people."""

from communesplone.core import _
from communesplone.core.sharing.records import Summary
from communesplone.core.tool import tools
from communesplone.hub.catalogue import Offer
from communesplone.hub.communes.base import CommunePage
from communesplone.hub.communes.people import people_of
from communesplone.hub.communes.people import Person
from communesplone.hub.figures.counting import ACTS
from communesplone.hub.places import adopted_by
from functools import cached_property
from typing import Any


#: Rows of each list at most.
MOST = 20


class CommuneView(CommunePage):
    """What is known of a commune."""

    @property
    def page_title(self) -> str:
        return self.one.name

    @cached_property
    def info(self) -> dict[str, Any]:
        return self.shown_member(self.one)

    def gave(self) -> list[dict[str, Any]]:
        rows = self.kept.index.rows_with("issuer", self.one.issuer, MOST)
        return [{**self.shown(row), "used": self.used(row)} for row in rows]

    def used(self, row: Summary) -> str:
        """Return how many communes use it, in words; empty for none."""
        words = adopted_by(row.adopters)
        return self.say(words) if words else ""

    def adopted(self) -> list[dict[str, Any]]:
        """Return the contents of others that it uses, as far as they are in the library still."""
        urns = self.kept.uses.get(self.one.issuer, ())
        found = [self._row(self.kept.offers.get(urn)) for urn in urns]
        rows = sorted((row for row in found if row is not None), key=lambda row: row.title)
        return [self.shown(row) for row in rows[:MOST]]

    def _row(self, offer: Offer | None) -> Summary | None:
        return self.kept.index.rows.get(offer.number) if offer is not None else None

    @property
    def most(self) -> int:
        return MOST

    def tools(self) -> list[dict[str, str]]:
        """Return the add-ons that it runs, for members."""
        if not self.is_member:
            return []
        titles = {one.name: self.say(one.title) for one in tools()}
        found = [
            {
                "title": titles.get(name, name),
                "version": version,
                "url": self.address("tool", name=name) if name in titles else "",
            }
            for name, version in self.one.tools.items()
        ]
        return sorted(found, key=lambda row: row["title"])

    def people(self) -> tuple[Person, ...]:
        """Return whom to write to, for members."""
        return people_of(self.site, self.one.issuer) if self.is_member else ()

    def figures(self) -> list[tuple[str, int]]:
        counted = self.kept.figures.of(self.one.issuer)
        return [(self.say(title), counted[act]) for act, (title, _text) in ACTS.items()]

    @property
    def key(self) -> str:
        """The public key with which what it signs can be verified, also once it is gone."""
        keys = self.kept.communes[self.one.issuer].ring.keys
        return keys[0].key if keys else ""

    @property
    def lead(self) -> str:
        """Province, languages and inhabitants in one sentence."""
        parts = [self.info["province"], self.info["languages"]]
        if self.info["population"]:
            people = _("${count} inhabitants", mapping={"count": self.info["population"]})
            source = f" ({self.info['source']})" if self.info["source"] else ""
            parts.append(self.say(people) + source)
        return ", ".join(filter(None, parts))
