"""@@tool: what a tool does, its pictures, guide and releases, who runs it, and asking for it."""

from communesplone.core import _
from communesplone.core.guide import GuideTopic
from communesplone.core.guide import IGuide
from communesplone.core.markdown import convert
from communesplone.core.markdown import finished
from communesplone.core.sharing.records import Report
from communesplone.core.tool import Tool
from communesplone.core.tool import tools
from communesplone.core.tool_requests import ToolRequest
from communesplone.hub.browser.posting import PostingPage
from communesplone.hub.communes.people import commune_of
from communesplone.hub.knowhow.about import about_tool
from communesplone.hub.together.born import Origin
from communesplone.hub.together.born import origins
from communesplone.hub.tools.releases import noted
from communesplone.hub.tools.releases import Release
from communesplone.hub.tools.releases import releases
from communesplone.hub.tools.requests import ask
from communesplone.hub.tools.requests import LONGEST_WORD
from communesplone.hub.tools.requests import of_commune
from communesplone.hub.tools.requests import take_back
from communesplone.hub.tools.using import by_version
from communesplone.hub.tools.using import comparable
from communesplone.hub.tools.using import users
from functools import cached_property
from functools import lru_cache
from importlib.metadata import metadata
from plone import api
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.component import queryUtility
from zope.i18nmessageid import Message


#: Names that stand beside a count; the others are folded.
SHOWN = 4


class ToolView(PostingPage):
    """`name` is the distribution."""

    place = "place-tools"

    def __call__(self) -> str:
        """Ask for the tool, or take the request back, when a form says so."""
        if self.request.method != "POST" or self.kept is None:
            return super().__call__()
        if not self.issuer:
            raise NotFound("name")
        return self.posted(self._act, self.url)

    def _act(self) -> Message:
        act = self.given("act", 20)
        if act == "ask":
            person = api.user.get_current().getId() or ""
            ask(self.site, self.issuer, self.tool.name, self.word, person)
            return _("The operator has your request. You are told of the answer.")
        if act == "take_back":
            take_back(self.site, self.issuer, self.tool.name)
            return _("Your request is taken back.")
        raise BadRequest("act")

    @cached_property
    def tool(self) -> Tool:
        """The tool of this page.

        :raises NotFound: there is none of that name.
        """
        asked = self.given("name", 100)
        found = next((one for one in tools() if one.name == asked), None)
        if found is None:
            raise NotFound("name")
        return found

    @property
    def page_title(self) -> str:
        return self.say(self.tool.title)

    @property
    def url(self) -> str:
        return self.address("tool", name=self.tool.name)

    @property
    def word(self) -> str:
        """What was typed into the form."""
        return self.given("word", LONGEST_WORD + 1000)

    @cached_property
    def issuer(self) -> str | None:
        """The commune of whoever reads; None for none."""
        return commune_of(self.site)

    @cached_property
    def members(self) -> tuple[Report, ...]:
        return self.library.members() if self.kept is not None else ()

    @cached_property
    def mine(self) -> Report | None:
        """What the commune of whoever reads said of itself."""
        return next((one for one in self.members if one.issuer == self.issuer), None)

    @property
    def commune(self) -> str:
        """The name of the commune of whoever reads."""
        found = self.kept.communes.get(self.issuer) if self.issuer else None
        return found.name if found is not None else ""

    @property
    def asked(self) -> ToolRequest | None:
        """What the commune of whoever reads asked for."""
        return of_commune(self.site, self.issuer, self.tool.name) if self.issuer else None

    @property
    def has_it(self) -> bool:
        return self.mine is not None and self.tool.name in self.mine.tools

    @property
    def may_ask(self) -> bool:
        """Whether there is something to ask for."""
        done = self.asked is not None and self.asked.state in ("waiting", "granted", "installed")
        return bool(self.tool.optional and self.issuer and not self.has_it and not done)

    @cached_property
    def users(self) -> tuple[Report, ...]:
        return users(self.members, self.tool.name)

    def alike(self) -> list[str]:
        """Return the names of comparable communes that run it, the nearest first."""
        return [one.name for one in comparable(self.users, self.mine)]

    def shown_names(self) -> list[str]:
        """Return the names to show first: those alike, else all of them."""
        return (self.alike() or [one.name for one in self.users])[:SHOWN]

    def other_names(self) -> list[str]:
        """Return the names of the other communes that run it."""
        shown = self.shown_names()
        return [one.name for one in self.users if one.name not in shown]

    @cached_property
    def topics(self) -> list[GuideTopic]:
        """The topics of the guide about it; none without the guide."""
        guide = queryUtility(IGuide)
        found = [guide.topic(name) for name in self.tool.guide] if guide is not None else []
        return [one for one in found if one is not None]

    def topic_url(self, topic: GuideTopic) -> str:
        return f"{self.address('tool-guide')}/{topic.name}"

    @cached_property
    def pictures(self) -> list[dict[str, str]]:
        """The pictures of those topics, as the tests took them."""
        base = self.address("tool-guide")
        found = [one for topic in self.topics for one in topic.pictures]
        return [{"url": f"{base}/{file}", "alt": self.text(alt)} for file, alt in found]

    @property
    def readme(self) -> str:
        """What its distribution says of itself to those who develop, as HTML."""
        return readme(self.tool.name)

    @property
    def maintainer(self) -> str:
        return self.tool.maintainer

    @cached_property
    def origins(self) -> list[Origin]:
        """The proposals that it came of."""
        return origins(self.site, self.tool.name)

    def payers(self) -> str:
        """Return the communes that paid for it."""
        return ", ".join(sorted({name for one in self.origins for name in one.payers}))

    def versions(self) -> list[dict[str, Any]]:
        """Return the releases that changed it, the one to come first, with who runs which."""
        counted = by_version(self.users, self.tool.name)
        told = [self._version(one, counted.pop(one.version, 0)) for one in noted(self.tool.name)]
        days = {one.version: one for one in releases()}
        others = [
            self._version(days.get(version, Release(version, None, ())), count)
            for version, count in counted.items()
        ]
        return [*told, *others]

    def _version(self, release: Release, count: int) -> dict[str, Any]:
        return {
            "version": release.version,
            "day": self.dated_day(release),
            "notes": [note_html(note.text) for note in release.of(self.tool.name)],
            "count": count,
        }

    def dated_day(self, release: Release) -> str:
        """Return the day of a release in words, empty for the one to come."""
        return self.day_of(f"{release.day.isoformat()}T12:00:00+01:00") if release.day else ""

    def know_how(self) -> dict[str, Any]:
        """Return the guides and questions about it, and how many communes answer."""
        return about_tool(self.site, self.tool.name)


@lru_cache(maxsize=64)
def readme(distribution: str) -> str:
    """Return the README of a distribution as HTML, without its title; empty for none."""
    told = metadata(distribution)
    text = str(told.get_payload() or told.get("Description") or "")
    title, _sep, body = text.partition("\n")
    return finished(convert(body if title.startswith("# ") else text), "en")


@lru_cache(maxsize=512)
def note_html(text: str) -> str:
    """Return the note of a release as HTML."""
    return finished(convert(text), "en")
