"""@@shared-data: the library as open data, in Turtle or JSON-LD as the address asks."""

from communesplone.core.memory import remember
from communesplone.core.sharing.records import PACK
from communesplone.hub.browser.base import HubPage
from communesplone.hub.browser.shared import TITLE
from communesplone.hub.dcat import graph


FORMATS = {"ttl": ("turtle", "text/turtle"), "jsonld": ("json-ld", "application/ld+json")}


class SharedDataView(HubPage):
    """The catalogue as triples."""

    def __call__(self) -> str:
        """Return it; Turtle unless something else is asked for."""
        short = self.given("format", 10) or "ttl"
        name, media = FORMATS.get(short, FORMATS["ttl"])
        response = self.request.response
        response.setHeader("Content-Type", f"{media}; charset=utf-8")
        response.setHeader("Access-Control-Allow-Origin", "*")
        return remember(self.site, ("communesplone.hub.dcat", name), lambda: self._written(name))

    def _written(self, name: str) -> str:
        rows = [row for row in self.kept.index.rows.values() if row.kind != PACK]
        title = self.say(TITLE)
        made = graph(self.site.absolute_url(), title, title, self.language, rows)
        return made.serialize(format=name)
