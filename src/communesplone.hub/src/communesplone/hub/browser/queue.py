"""@@offers: the offers that wait for the reviewers of the hub, one after the other."""

from communesplone.core import _
from communesplone.core.quality import Finding
from communesplone.core.sharing.findings import found_in
from communesplone.core.sharing.findings import OWN_NAME
from communesplone.core.sharing.findings import stops
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.showing import Part
from communesplone.core.sharing.showing import parts
from communesplone.hub.browser.posting import PostingPage
from communesplone.hub.catalogue import Revision
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import send_back
from communesplone.hub.reviewing import waiting
from communesplone.hub.sizes import SIZES
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import BadRequest
from zope.i18nmessageid import Message


MOST = 200
WORD_LENGTH = 4000


class QueueView(PostingPage):
    """Three columns: what waits, what is read, the decision."""

    page_title = _("Offers to review")
    place = "place-offers"

    def __call__(self) -> str:
        """Decide what a form posts, then open the next offer."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST" or self.kept is None:
            return self.index()
        return self.posted(self._decide, self.address("offers"))

    def _decide(self) -> Message:
        number = self.given("revision", 7)
        if not number.isdigit():
            raise BadRequest("revision: a number")
        who = api.user.get_current().getId() or ""
        act, word = self.given("decision", 20), self.given("word", WORD_LENGTH)
        if act == "accept":
            accept(self.site, self.given("urn", 45), int(number), word, who)
            return _("It is in the library. Its author is told.")
        if act == "send_back":
            send_back(self.site, self.given("urn", 45), int(number), word, who)
            return _("It is sent back. Its author reads your reason on the page.")
        raise SharingError(_("Choose: accept, or send back."))

    @cached_property
    def queue(self) -> list[tuple[str, int, Revision]]:
        return waiting(self.kept)[:MOST]

    @cached_property
    def current(self) -> tuple[str, int, Revision] | None:
        """The offer that is read: the one asked for, else the oldest; None for an empty queue."""
        asked = self.given("urn", 45)
        of_name = [one for one in self.queue if one[0] == asked]
        return next(iter(of_name or self.queue), None)

    @property
    def urn(self) -> str:
        return self.current[0]

    @property
    def number(self) -> int:
        return self.current[1]

    @property
    def revision(self) -> Revision:
        return self.current[2]

    def rows(self) -> list[dict[str, Any]]:
        """Return what waits, the oldest first."""
        return [
            {
                "title": one.envelope["fields"].get("title", ""),
                "author": one.envelope["issuer"].get("name", ""),
                "day": self.day_of(one.received),
                "stops": one.problems[0],
                "others": one.problems[1],
                "revision": number,
                "url": self.address("offers", urn=urn),
                "current": "true" if self.current and urn == self.urn else None,
            }
            for urn, number, one in self.queue
        ]

    @property
    def count(self) -> Message:
        if len(self.queue) == 1:
            return _("One offer to review")
        return _("${count} offers to review", mapping={"count": str(len(self.queue))})

    @property
    def oldest(self) -> str:
        return self.day_of(self.queue[0][2].received) if self.queue else ""

    @property
    def title(self) -> str:
        return str(self.revision.envelope["fields"].get("title", ""))

    @property
    def author(self) -> str:
        return str(self.revision.envelope["issuer"].get("name", ""))

    @property
    def facts(self) -> str:
        """Kind, author, licence, language, audience, in one line."""
        one = self.revision.envelope
        audience = one["audience"]
        whom = [self.say(SIZES[audience["sizes"]])] if audience.get("sizes") in SIZES else []
        whom += [str(name) for name in audience.get("provinces") or ()]
        return ", ".join(
            [
                self.kind(one["type"]),
                self.author,
                self.licence(one["licence"]),
                self.language_name(one["language"]),
                *(whom or [self.say(_("for every commune"))]),
            ]
        )

    def parts(self) -> list[Part]:
        return [one for one in parts(self.revision.envelope) if not one.local]

    def local(self) -> list[str]:
        return [self.say(one.heading) for one in parts(self.revision.envelope) if one.local]

    @cached_property
    def findings(self) -> list[Finding]:
        return found_in(self.revision.envelope)

    @property
    def stopping(self) -> list[Finding]:
        return stops(self.findings)

    def found(self) -> list[dict[str, Any]]:
        return [
            {
                "title": one.title,
                "excerpt": one.excerpt,
                "why": one.why,
                "stops": one in self.stopping,
                "suggestion": self._suggestion(one),
            }
            for one in self.findings
        ]

    def _suggestion(self, finding: Finding) -> str:
        return f"{self.say(finding.title)} ({finding.excerpt})"

    def passed(self) -> list[str]:
        """Return what was looked for and not found, so that silence is proven."""
        own = any(one.check == OWN_NAME for one in self.findings)
        personal = any(one.personal for one in self.findings)
        rest = any(not one.personal and one.check != OWN_NAME for one in self.findings)
        said = [
            (own, _("Name of the commune: absent")),
            (personal, _("Addresses of persons, national numbers: none")),
            (rest, _("Accessibility, links, dates: nothing to say")),
        ]
        return [self.say(words) for is_found, words in said if not is_found]

    @property
    def word(self) -> str:
        """What the reviewer typed; at first the findings, to send them back."""
        return self.given("word", WORD_LENGTH) if self.problem else ""

    @property
    def proposed(self) -> str:
        """The reason that the findings give."""
        return "\n".join(self._suggestion(one) for one in self.findings[:8])

    @property
    def decision(self) -> str:
        return self.given("decision", 20) if self.problem else ""
