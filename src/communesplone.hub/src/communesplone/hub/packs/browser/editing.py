"""@@packs and @@pack: the reviewers of the hub put contents together that go together."""

from communesplone.core import _
from communesplone.core.reference import all_communes
from communesplone.core.sharing.audience import audience_of
from communesplone.core.sharing.audience import SIZES
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.showing import LANGUAGE_NAMES
from communesplone.hub.browser.base import HubPage
from communesplone.hub.packs import keeping
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import KeptPack
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.i18nmessageid import Message


URN_LENGTH = 45
#: Rows shown at most.
MOST_PACKS = 200


class PacksView(HubPage):
    """The packs that there are."""

    page_title = _("Packs")
    place = "place-packs"

    def rows(self) -> list[dict[str, Any]]:
        """Return the packs, the last changed first."""
        found = self.library.search(Query(kinds=(PACK,), order="date"))
        rows = list(found.rows)
        while len(rows) < min(found.total, MOST_PACKS):
            more = Query(kinds=(PACK,), order="date", start=len(rows))
            rows += self.library.search(more).rows
        return [{**self.shown(one), "edit": self.address("pack", urn=one.urn)} for one in rows]

    @property
    def count(self) -> int:
        return self.library.search(Query(kinds=(PACK,))).total


class PackView(HubPage):
    """One pack, or a new one. Each button posts the whole form: nothing typed is lost."""

    place = "place-packs"
    problem: Message | None = None

    def __call__(self) -> str:
        """Do what a button says; only saving and taking away write."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.known is None and self.urn:
            raise NotFound("urn")
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        act, _colon, urn = self.given("do", 60).partition(":")
        try:
            return self._do(act, urn)
        except SharingError as error:
            self.problem = error.message
            self.request.response.setStatus(400)
            return self.index()

    def _do(self, act: str, urn: str) -> str:
        if act == "save":
            keeping.put(self.site, self.urn, self._contents(), self.given("word", 1000))
            return self._leave(_("The pack is in the library. Who adopted it is told."))
        if act == "withdraw":
            keeping.withdraw(self.site, self.urn)
            return self._leave(_("The pack is out of the library. Its contents stay."))
        if act not in ("find", "add", "out", "up", "down"):
            raise BadRequest("do: none of this page")
        self.urns = changed(self.urns, act, urn)
        return self.index()

    def _leave(self, words: Message) -> str:
        IStatusMessage(self.request).add(self.say(words), "info")
        self.request.response.redirect(self.address("packs"), status=303)
        return ""

    @property
    def page_title(self) -> Message:
        return _("Change a pack") if self.urn else _("Put a pack together")

    @property
    def urn(self) -> str:
        return self.given("urn", URN_LENGTH)

    @cached_property
    def known(self) -> KeptPack | None:
        """The pack that is changed; None for a new one."""
        found = self.kept.packs.get(self.urn) if self.urn else None
        return None if found is None or found.withdrawn else found

    @property
    def before(self) -> Contents:
        return self.known.contents if self.known else Contents("", "", self.language, ())

    def written(self, name: str, before: str, longest: int = 1000) -> str:
        """Return what was typed, else what the pack says."""
        return self.given(name, longest) if self.request.method == "POST" else before

    @property
    def title(self) -> str:
        return self.written("title", self.before.title)

    @property
    def description(self) -> str:
        return self.written("description", self.before.description, 4000)

    @cached_property
    def urns(self) -> tuple[str, ...]:
        """The contents in order, as the form has them."""
        if self.request.method != "POST":
            return self.before.urns
        given = self.request.form.get("contents", [])
        named = [given] if isinstance(given, str) else list(given)
        if len(named) > 2 * keeping.MOST or not all(isinstance(one, str) for one in named):
            raise BadRequest("contents: a few urns")
        return tuple(dict.fromkeys(named))

    def _contents(self) -> Contents:
        language = self.given("language", 2)
        if language not in LANGUAGE_NAMES:
            raise BadRequest("language: none of ours")
        province = self.given("province", 40)
        audience = audience_of(self.given("size", 10), (province,) if province else ())
        return Contents(self.title, self.description, language, self.urns, audience)

    def contents(self) -> list[dict[str, Any]]:
        """Return what is in the pack; what has left the library is marked."""
        last = len(self.urns) - 1
        return [
            {
                **self._row(keeping.row_of(self.kept, urn), urn),
                "first": number == 0,
                "last": number == last,
                "number": number + 1,
            }
            for number, urn in enumerate(self.urns)
        ]

    def _row(self, row: Summary | None, urn: str) -> dict[str, Any]:
        if row is None:
            return {"urn": urn, "title": urn, "kind": "", "author": "", "gone": True}
        return {**self.shown(row), "urn": urn, "gone": False}

    @property
    def words(self) -> dict[str, str]:
        """What buttons say before the title of a content, for who does not see its row."""
        said = {"up": _("Up"), "down": _("Down"), "out": _("Take out"), "add": _("Add")}
        return {name: self.say(one) for name, one in said.items()}

    @property
    def looked_for(self) -> str:
        return self.given("text")

    def found(self) -> list[dict[str, Any]]:
        """Return contents of the library to add, the most used first."""
        rows = self.library.search(Query(text=self.looked_for)).rows
        return [
            self._row(one, one.urn)
            for one in rows
            if one.kind != PACK and one.urn not in self.urns
        ]

    def sizes(self) -> list[dict[str, Any]]:
        asked = self.written("size", self.before.audience.get("sizes", ""))
        every = {"": self.say(_("Every commune"))}
        return _choices(every | {name: self.say(words) for name, words in SIZES.items()}, asked)

    def provinces(self) -> list[dict[str, Any]]:
        asked = self.written("province", next(iter(self.before.audience.get("provinces", ())), ""))
        every = {"": self.say(_("Every province"))}
        names = sorted({one.province for one in all_communes()})
        return _choices(every | dict(zip(names, names, strict=True)), asked)

    def languages(self) -> list[dict[str, Any]]:
        names = {code: self.language_name(code) for code in LANGUAGE_NAMES}
        return _choices(names, self.written("language", self.before.language))


def _choices(words: dict[str, str], asked: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "title": title, "selected": "selected" if value == asked else None}
        for value, title in words.items()
    ]


def changed(urns: tuple[str, ...], act: str, urn: str) -> tuple[str, ...]:
    """Return contents in their order after one button: what it does not know changes nothing."""
    order = list(urns)
    if act == "add" and urn and urn not in order:
        order.append(urn)
    elif act in ("up", "down", "out") and urn in order:
        at = order.index(urn)
        order.remove(urn)
        if act != "out":
            order.insert(max(0, at - 1) if act == "up" else at + 1, urn)
    return tuple(order)
