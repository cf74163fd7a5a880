"""The page on which a person chooses between two texts, for whatever form met them."""

from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.static import StaticFiles
from communesplone.core.typography import hour
from communesplone.core.uniting.union import digest
from communesplone.core.uniting.union import read_digests
from communesplone.core.uniting.words import marked
from dataclasses import dataclass
from datetime import datetime
from plone.dexterity.content import DexterityContent
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.publisher.interfaces import IRequest
import json


#: Names that a form has for choices; what the person typed is carried under its own names.
CHOICE, WRITTEN, SEEN = "choice.", "written.", "communes.seen"
#: The button that keeps one's own text aside and leaves.
ASIDE = "communes.aside"
CHOICES = ("mine", "theirs", "both", "write")
OWN = (CHOICE, WRITTEN, SEEN, ASIDE, "_authenticator")
STATIC = StaticFiles("communesplone.core.uniting", __package__)
NO_TEXT = _("(nothing)")


@dataclass(frozen=True)
class Overlap:
    """Something that both changed: its words on both sides, and what may be chosen.

    `mine` and `theirs` are plain text, empty for what one of them took away. `joinable`: one
    can stand below the other. `writable`: a person may write a third text.
    """

    key: str
    title: str
    mine: str
    theirs: str
    joinable: bool = False
    writable: bool = False


@dataclass(frozen=True)
class Both:
    """The numbers, from 0, of the versions that are both texts, and the page of all versions."""

    mine: int
    theirs: int
    url: str


class IAside(Interface):
    """Keeps the text of somebody who was too late; an adapter of an item."""

    def both(values: Mapping[str, Any], form: Mapping[str, Any]) -> Both | None:
        """Make mine and theirs versions of the item, once for each question.

        :param values: mine, by the name of the field; others are as the item has them.
        :param form: that of the request: who answers a part of a question has them already.
        :returns: None for what keeps no versions, or where this user may make none.
        """


def chosen(form: Mapping[str, Any], key: str, theirs: Any) -> str:
    """Return what a person chose for a key, empty while that is open.

    A choice counts for what the person saw: when theirs changed since, it is open again.
    """
    seen = read_digests(form.get(SEEN)) or {}
    choice = form.get(f"{CHOICE}{key}")
    return choice if choice in CHOICES and seen.get(key) == digest(theirs) else ""


def written(form: Mapping[str, Any], key: str) -> str:
    """Return the third text that a person wrote for a key."""
    value = form.get(f"{WRITTEN}{key}")
    return value if isinstance(value, str) else ""


def fields_of(form: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """Return what a form carries of a person's typing: texts and lists of texts, no files."""
    found: dict[str, str | list[str]] = {}
    for name, value in form.items():
        if name.startswith(OWN):
            continue
        if isinstance(value, str):
            found[name] = value
        elif isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
            found[name] = list(value)
    return found


class Choosing(BrowserView):
    """Both texts side by side; it posts to the form that met them."""

    index = ViewPageTemplateFile("page.pt")

    def __init__(
        self,
        context: DexterityContent,
        request: IRequest,
        *,
        action: str,
        save: tuple[str, str],
        overlaps: Iterable[Overlap],
        theirs: Mapping[str, Any],
        settled: Iterable[tuple[str, Message | str]],
        both: Both | None = None,
    ) -> None:
        """:param action: address of the form.
        :param save: name and value of its button.
        :param theirs: the stored values of what overlaps, by key.
        :param settled: what was united by itself, each with who changed it.
        :param both: the versions that both texts are; None while there are none.
        """
        super().__init__(context, request)
        self.action, self.save = action, save
        self.overlaps, self.settled = list(overlaps), list(settled)
        self.seen = json.dumps({one.key: digest(theirs.get(one.key)) for one in self.overlaps})
        self.theirs, self.both = theirs, both

    def __call__(self) -> str:
        # A widget of the form may have said something else
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        return self.index()

    def rows(self) -> list[dict[str, Any]]:
        """Return what is to be chosen, as the template draws it."""
        found = []
        for number, one in enumerate(self.overlaps):
            nothing = translate(NO_TEXT, context=self.request)
            mine, theirs = marked(one.mine or nothing, one.theirs or nothing)
            found.append(
                {
                    "id": f"overlap-{number}",
                    "name": f"{CHOICE}{one.key}",
                    "written": f"{WRITTEN}{one.key}",
                    "title": one.title,
                    "mine": mine,
                    "theirs": theirs,
                    "joinable": one.joinable,
                    "writable": one.writable,
                    "choice": chosen(self.request.form, one.key, self.theirs.get(one.key)),
                    "text": written(self.request.form, one.key) or one.mine,
                }
            )
        return found

    def hidden(self) -> list[tuple[str, str]]:
        """Return what was typed, as names and values of hidden inputs."""
        found: list[tuple[str, str]] = []
        for name, value in fields_of(self.request.form).items():
            if name == self.save[0]:
                continue
            if isinstance(value, str):
                found.append((name, value))
            else:
                found += [(f"{name}:list", one) for one in value]
        return found

    @property
    def aside(self) -> str:
        return ASIDE

    @property
    def sentence(self) -> str:
        """What the button waits for, for the script that counts."""
        return translate(_("Still to choose: {count}."), context=self.request)

    def now(self) -> str:
        return hour(datetime.now(BRUSSELS), self._language)

    def saved_at(self) -> str:
        """Return when the other text was saved."""
        moment = self.context.modified().asdatetime().astimezone(BRUSSELS)
        return hour(moment, self._language)

    @property
    def _language(self) -> str:
        return str(getattr(self.request, "LANGUAGE", "") or "fr")

    @property
    def files(self) -> dict[str, str]:
        return {
            "style": STATIC.url("uniting.css"),
            "script": STATIC.url("uniting.js"),
        }
