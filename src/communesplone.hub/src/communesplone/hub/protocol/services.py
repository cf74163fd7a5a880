"""@library: the library for other clusters; open to read, what changes it is signed."""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core.changes import keep_quiet
from communesplone.core.sharing.answering import CallService
from communesplone.core.sharing.answering import ProtocolService
from communesplone.core.sharing.envelopes import DIGEST
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.peers import identified
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import Nonces
from communesplone.core.sharing.request_signing import NotBelieved
from communesplone.core.sharing.wire import LIBRARY_CALLS
from communesplone.core.sharing.wire import to_json
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from functools import cached_property
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
import re


LONGEST_WORD, MOST_WORDS, LAST_START = 200, 50, 100_000
DAY = re.compile(r"(?:\d{4}-\d\d-\d\d)?")
LISTS = ("kinds", "themes", "provinces", "languages", "sizes", "meant")


class Library(ProtocolService):
    """GET @library/v1 and what is below it: plain data of what was accepted, for everybody."""

    @cached_property
    def library(self) -> ILibrary:
        """The library of this site.

        :raises NotFound: the add-on is not installed.
        """
        found = ILibrary(self.context, None)
        if found is None:
            raise NotFound("@library")
        return found

    def render(self) -> Any:
        """Answer data of JSON, or the bytes of a file."""
        if self.asked[:1] == ("files",):
            return self._file()
        return super().render()

    def reply(self) -> Any:
        """Answer what the way names.

        :raises NotFound: there is no such thing.
        """
        found = self._find(self.asked)
        if found is None:
            raise NotFound("/".join(self.way))
        return to_json(found)

    def _find(self, asked: tuple[str, ...]) -> Any:
        match asked:
            case ():
                return identified(self.context, catalogue(self.context).keys)
            case ("items",):
                return self.library.search(self._query())
            case ("items", urn):
                return self.library.standing(urn)
            case ("items", urn, "revisions", "latest"):
                return self.library.envelope(urn)
            case ("items", urn, "revisions", number) if number.isdigit():
                return self.library.envelope(urn, int(number[:6]))
            case ("packs", urn):
                return self.library.pack(urn)
            case ("communes", issuer, "successions"):
                return self.library.successions(issuer)
            case ("communes", issuer, "keys"):
                return self.library.keys(issuer)
        return None

    def _file(self) -> bytes:
        self.check_permission()
        digest = "/".join(self.asked[1:])
        found = self.library.file(digest) if DIGEST.fullmatch(digest) else None
        if found is None:
            raise NotFound(digest)
        # Nobody's browser opens what a stranger wrote
        response = self.request.response
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader("Content-Disposition", "attachment")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return found

    def _query(self) -> Query:
        """Return what the form looks for.

        :raises BadRequest: a value is none of its kind.
        """
        start, order, since = (self._text(one) for one in ("start", "order", "since"))
        if order not in ("", "use", "date") or not DAY.fullmatch(since):
            raise BadRequest("order: use or date; since: a day")
        used = self._text("used")
        for name, number in (("start", start), ("used", used)):
            if number and not (number.isdigit() and int(number) <= LAST_START):
                raise BadRequest(f"{name}: a number")
        lists = {name: self._texts(name) for name in LISTS}
        return Query(
            self._text("text"),
            **lists,
            since=since,
            used=int(used or 0),
            order="date" if order == "date" else "use",
            start=int(start or 0),
        )

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self.request.form.get(name, ())
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list | tuple) or len(found) > MOST_WORDS:
            raise BadRequest(f"{name}: at most {MOST_WORDS} texts")
        if not all(isinstance(one, str) and len(one) <= LONGEST_WORD for one in found):
            raise BadRequest(f"{name}: texts of {LONGEST_WORD} characters")
        return tuple(found)

    def _text(self, name: str) -> str:
        return next(iter(self._texts(name)), "")


class LibraryCall(CallService):
    """POST @library/v1/<call>: only communes that an operator of the hub made known."""

    calls = LIBRARY_CALLS

    @cached_property
    def kept(self) -> Catalogue:
        """What the hub keeps.

        :raises NotFound: the add-on is not installed.
        """
        found = catalogue(self.context)
        if found is None:
            raise NotFound("@library")
        return found

    def _caller(self, issuer: str) -> Commune:
        found = self.kept.communes.get(issuer)
        if found is None or not found.is_far:
            raise NotBelieved(_("This hub does not know you (yet)."))
        return found

    def ring(self, issuer: str) -> Ring:
        """Return the keys of a commune of another cluster."""
        return self._caller(issuer).ring

    def nonces(self) -> Nonces:
        return self.kept.nonces

    def perform(self, name: str, arguments: dict[str, Any], issuer: str) -> Any:
        """Have the library do it, as the commune that signed."""
        caller = {"sender": self._caller(issuer).site, "commune": issuer}
        wanted = ILibrary[name].getSignatureInfo()["positional"]
        told = {word: caller[word] for word in wanted if word in caller}
        # The library itself counts what changes pages, as it does for the jobs of this cluster
        keep_quiet(self.request)
        act: Callable[..., Any] = getattr(ILibrary(self.context), name)
        return act(**{**told, **arguments})
