"""@@sections: the editor of a page, for those who may change it.

One form holds the whole page. Without script each button sends all of it; with script
(static/editor) the page stands at the left and the fields of one section at the right.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import IWriting
from communesplone.core.quality import IPublicChange
from communesplone.core.records import Typed
from communesplone.core.sections import available
from communesplone.core.uniting import read_digests
from communesplone.core.uniting.page import ASIDE
from communesplone.core.uniting.page import Choosing
from communesplone.core.uniting.page import fields_of
from communesplone.core.uniting.page import IAside
from communesplone.core.uniting.resuming import FORGET
from communesplone.core.uniting.resuming import Resuming
from communesplone.core.uniting.resuming import TYPED
from communesplone.pages.editing import head
from communesplone.pages.editing.controls import Control
from communesplone.pages.editing.controls import controls
from communesplone.pages.editing.fields import Fields
from communesplone.pages.editing.posted import act
from communesplone.pages.editing.posted import read
from communesplone.pages.editing.saving import Decided
from communesplone.pages.editing.saving import InWords
from communesplone.pages.editing.saving import keep
from communesplone.pages.editing.saving import stored_text
from communesplone.pages.editing.saving import typed_text
from communesplone.pages.editing.saving import values
from communesplone.pages.editing.sources import copies
from communesplone.pages.editing.sources import page_at
from communesplone.pages.editing.uniting import base_of
from communesplone.pages.editing.uniting import raw_value
from communesplone.pages.editing.uniting import Text
from communesplone.pages.editing.uniting import united
from communesplone.pages.editing.words import Words
from communesplone.pages.interfaces import InvalidSections
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from typing import Any
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.schema import ValidationError
import json


Data = dict[str, Any]
#: The form's name among what a person is writing.
NAME = "sections"
WHOSE = {"mine": _("yours"), "theirs": _("the other text’s")}
NO_PAGE = _("There is no page with sections at this address, or you may not see it.")


class SectionsForm(Words, Fields):
    """The whole page in one form; each button sends all of it."""

    label = _("Write the page")
    #: Why nothing was saved to a page that citizens read, as HTML.
    held = ""

    def __call__(self) -> str:
        self.errors = {}
        self.said: list[Message | str] = []
        form = self.request.form
        sent = {"do", ASIDE, FORGET} & set(form)
        if self.request.method == "POST" and sent:
            CheckAuthenticator(self.request)
            return self._posted(form)
        return self._opened(form)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@sections"

    @cached_property
    def writing(self) -> IWriting | None:
        """What keeps typing, where that is installed."""
        return queryMultiAdapter((self.context, self.request), IWriting)

    def _show(self, sections: list[Data], typed: Mapping[str, Any], base: str) -> str:
        self.sections, self.base = sections, base
        self.head = head.typed(self.context, typed)
        return self.index()

    def _opened(self, form: Mapping[str, Any]) -> str:
        stored = stored_text(self.context)
        typed = self.writing.typed(NAME) if self.writing is not None else None
        self.dirty = False
        if typed is not None and TYPED in form:
            self.dirty = True
            return self._show(read(typed.fields), typed.fields, typed.base)
        if typed is not None and (asked := self._resuming(typed, stored)):
            return asked
        return self._show(self.for_people(stored.sections), {}, json.dumps(base_of(stored)))

    def _resuming(self, typed: Typed, stored: Text) -> str:
        """Return the page that asks with which text to go on; empty when both are the same."""
        mine = typed_text(self.context, read(typed.fields), typed.fields, strict=False)
        found = united({}, mine, stored)
        keys = [*found.overlaps, *found.whose]
        if not keys:
            return ""
        words = InWords(mine, stored, self.request)
        asked = Resuming(
            self.context,
            self.request,
            action=self.url,
            at=typed.at,
            differences=[words.overlap(key) for key in keys],
        )
        return asked()

    def _posted(self, form: Mapping[str, Any]) -> str:
        self.dirty = True
        if ASIDE in form:
            return self._aside()
        if FORGET in form:
            self._forget()
            return self._to(self.url)
        sections, action = read(form), str(form["do"])
        if action == "save":
            return self._save(sections)
        base = form.get("base")
        if action == "take":
            found = copies(page_at(str(form.get("_from") or "")))
            self.said += [] if found else [NO_PAGE]
            sections = [*sections, *self.for_people(found)]
        else:
            sections, self.focus = act(sections, action)
        return self._show(sections, form, base if isinstance(base, str) else "")

    def _save(self, sections: list[Data]) -> str:
        """Keep what was typed, united with what somebody else saved since it was opened."""
        form = self.request.form
        base = form.get("base")
        try:
            mine = typed_text(self.context, sections, form)
            theirs = stored_text(self.context)
            found = united(read_digests(base) or {}, mine, theirs)
            decided = Decided(mine, theirs, found, form)
            if decided.is_open:
                return self._ask(decided, mine, theirs)
            text = decided.text()
            self.held = self._refusal(text)
            if not self.held:
                keep(self.context, text)
        except InvalidSections as error:
            self.errors = error.errors
        except ValidationError as error:
            self.said.append(error.doc())
        if self.held:
            self._keep()
        if self.errors or self.said or self.held:
            self.request.response.setStatus(422)
            return self._show(sections, form, base if isinstance(base, str) else "")
        self._forget()
        others = [key for key, whose in found.whose.items() if whose == "theirs"]
        if form.get("answer") == "json":
            return self._saved_json(bool(others or decided.choices))
        self._tell(InWords(mine, theirs, self.request), others)
        return self._to(self.context.absolute_url())

    def _refusal(self, text: Text) -> str:
        """Return what the law asks first of a page that citizens read; empty for nothing."""
        change = queryMultiAdapter((self.context, self.request), IPublicChange)
        return change.refusal(NAME, values(text)) if change is not None else ""

    def _tell(self, words: InWords, others: list[str]) -> None:
        message: Message = _("The page is saved.")
        if others:
            what = " · ".join(words.title(key) for key in others[:6])
            message = _(
                "The page is saved, united with what somebody else saved meanwhile: ${what}",
                mapping={"what": what},
            )
        api.portal.show_message(message, self.request)

    def _saved_json(self, is_united: bool) -> str:
        """Answer the script: it goes on from here, or opens the page again when it was united."""
        self.request.response.setHeader("Content-Type", "application/json")
        base = json.dumps(base_of(stored_text(self.context)))
        return json.dumps({"base": base, "united": is_united})

    def _ask(self, decided: Decided, mine: Text, theirs: Text) -> str:
        """Show both texts; mine is kept before anything is asked."""
        self._keep()
        self.request.response.setStatus(409)
        if self.request.form.get("answer") == "json":
            return "{}"
        words = InWords(mine, theirs, self.request)
        aside = IAside(self.context, None)
        asked = Choosing(
            self.context,
            self.request,
            action=self.url,
            save=("do", "save"),
            overlaps=[words.overlap(key) for key in decided.choices],
            theirs={key: raw_value(key, theirs) for key in decided.choices},
            settled=[
                (words.title(key), WHOSE[whose]) for key, whose in decided.found.whose.items()
            ],
            both=aside and aside.both(values(mine), self.request.form),
        )
        return asked()

    def _keep(self) -> None:
        if self.writing is None:
            return
        base = self.request.form.get("base")
        try:
            fields = fields_of(self.request.form)
            self.writing.keep(NAME, fields, base if isinstance(base, str) else "")
        except CommunesError as error:
            api.portal.show_message(str(error), self.request, type="warning")

    def _aside(self) -> str:
        self._keep()
        message = _("Your text is kept aside: you find it under “Resume”, on the page of today.")
        api.portal.show_message(message, self.request)
        return self._to(self.context.absolute_url())

    def _forget(self) -> None:
        if self.writing is not None:
            self.writing.forget(NAME)

    def _to(self, url: str) -> str:
        self.request.response.redirect(url)
        return ""

    def kinds(self) -> list[Data]:
        """Return what can be added here, by title."""
        found = [
            {
                "name": kind.name,
                "title": translate(kind.title, context=self.request),
                "description": translate(kind.description, context=self.request),
                "icon": self.icon(kind.name),
            }
            for kind in available(self.request)
        ]
        return sorted(found, key=lambda one: one["title"])

    def head_controls(self) -> tuple[Control, ...]:
        if not self.head:
            return ()
        found = controls(head.IHead, head.PREFIX, self.head, self.errors)
        return tuple(one for one in found if one.name.partition(".")[2] in self.head)

    def problems(self) -> list[Data]:
        """Return what is wrong, each with the place to mend it."""
        titles = {one["id"]: self.called(one) for one in self.sections}
        return [
            {
                "target": f"#{way.replace('.', '-')}",
                "where": titles.get(way.partition(".")[0], ""),
                "words": translate(why, context=self.request),
            }
            for way, why in self.errors.items()
        ]
