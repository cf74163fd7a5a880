"""@@sections: the form, for those who may change the page."""

from communesplone.core import _
from communesplone.core.sections import available
from communesplone.core.sections import section_type
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.html import plain
from communesplone.pages.addresses import converted
from communesplone.pages.addresses import kept
from communesplone.pages.addresses import shown
from communesplone.pages.behavior import sections_of
from communesplone.pages.editing.controls import Control
from communesplone.pages.editing.controls import controls
from communesplone.pages.editing.posted import act
from communesplone.pages.editing.posted import read
from communesplone.pages.editing.posted import together
from communesplone.pages.interfaces import InvalidSections
from communesplone.pages.kinds import versioned
from communesplone.pages.writing import revision
from communesplone.pages.writing import save
from functools import cached_property
from plone import api
from plone.app.z3cform.widgets.contentbrowser import get_contentbrowser_options
from plone.app.z3cform.widgets.richtext import get_tinymce_options
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from typing import Any
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.schema import ValidationError
from zope.schema.interfaces import IChoice
import json
import re


Data = dict[str, Any]
SAVING = ("save", "overwrite")
UID = re.compile(r"[0-9a-f]{32}")
CONFLICT = _(
    "Somebody else has changed the sections of this page since you opened it. Nothing is lost: "
    "what you typed stands here, what they saved stands below. Choose what to keep."
)


class SectionsForm(BrowserView):
    """The whole page in one form; each button sends all of it."""

    label = _("Sections of the page")

    def __call__(self) -> str:
        self.errors: dict[str, Message] = {}
        self.said: list[Message | str] = []
        self.conflict, self.focus = False, ""
        stored = sections_of(self.context)
        self.known_revision = revision(stored)
        if self.request.method != "POST" or "do" not in self.request.form:
            self.sections, self.dirty = self._for_people(stored), False
            return self.index()
        CheckAuthenticator(self.request)
        self.sections, self.dirty = read(self.request.form), True
        action = str(self.request.form["do"])
        if action in SAVING:
            return self._save(stored, "theirs" if action == "overwrite" else "revision")
        self._change(action, stored)
        return self.index()

    def _for_people(self, sections: list[Data]) -> list[Data]:
        """Return sections with addresses as people read them; references stay UIDs."""
        told = shown(self.context, True)
        return converted(
            sections,
            lambda field, value: value if IReference.providedBy(field) else told(field, value),
        )

    def _change(self, action: str, stored: list[Data]) -> None:
        self.known_revision = str(self.request.form.get("revision", ""))
        if action == "theirs":
            self.sections, self.known_revision = self._for_people(stored), revision(stored)
        elif action == "both":
            self.sections = together(self.sections, self._for_people(stored))
            self.known_revision = revision(stored)
        else:
            self.sections, self.focus = act(self.sections, action)

    def _save(self, stored: list[Data], seen: str) -> str:
        """Keep what was typed, unless the page is no longer what the editor has seen of it."""
        base = str(self.request.form.get(seen, ""))
        if base != revision(stored):
            self.conflict, self.known_revision = True, base
            self.said.append(CONFLICT)
            self.request.response.setStatus(409)
            return self.index()
        try:
            save(self.context, converted(self.sections, kept))
        except InvalidSections as error:
            self.errors = error.errors
        except ValidationError as error:
            self.said.append(error.doc())
        if self.errors or self.said:
            self.known_revision = base
            self.request.response.setStatus(422)
            return self.index()
        api.portal.show_message(_("The sections are saved."), self.request)
        self.request.response.redirect(self.context.absolute_url())
        return ""

    @property
    def announce(self) -> str:
        """What the script says when a section has moved."""
        words = _("Moved to position {position} of {count}")
        return translate(words, context=self.request)

    @property
    def their_revision(self) -> str:
        return revision(sections_of(self.context))

    @property
    def theirs(self) -> list[str]:
        """What somebody else saved, in words, for a conflict."""
        return [self.summary(one) for one in sections_of(self.context)]

    def kinds(self) -> list[Data]:
        """Return what can be added here, by title."""
        found = [
            {
                "name": kind.name,
                "title": translate(kind.title, context=self.request),
                "description": translate(kind.description, context=self.request),
            }
            for kind in available(self.request)
        ]
        return sorted(found, key=lambda one: one["title"])

    def rows(self) -> list[Data]:
        """Return the sections as the template draws them."""
        last = len(self.sections) - 1
        return [
            {
                "id": one["id"],
                "type": one["type"],
                "number": at + 1,
                "title": self.title(one),
                "summary": self.summary(one),
                "controls": self.controls(one),
                "error": self.errors.get(one["id"]),
                "open": one["id"] == self.focus or self._has_errors(one["id"]),
                "focus": one["id"] == self.focus,
                "first": at == 0,
                "last": at == last,
            }
            for at, one in enumerate(self.sections)
        ]

    def _has_errors(self, section_id: str) -> bool:
        return any(way.partition(".")[0] == section_id for way in self.errors)

    def title(self, section: Data) -> str:
        kind = section_type(section["type"])
        if kind is None:
            words = _("“${name}”: not installed here", mapping={"name": section["type"]})
            return translate(words, context=self.request)
        return translate(kind.title, context=self.request)

    def summary(self, section: Data) -> str:
        """Return a few words by which people know their section again."""
        kind = section_type(section["type"])
        for name, value in section.items():
            if kind is not None and IChoice.providedBy(kind.schema.get(name)):
                continue
            if isinstance(value, list) and value and isinstance(value[0], dict):
                value = next((one for one in value[0].values() if isinstance(one, str)), "")
            if isinstance(value, str) and value not in (section["id"], section["type"], "full"):
                words = " ".join(plain(_named(value)).split())
                if words:
                    return words[:80]
        return ""

    def controls(self, section: Data) -> tuple[Control, ...]:
        kind = section_type(section["type"])
        if kind is None:
            return ()
        return controls(kind.schema, section["id"], section, self.errors)

    def problems(self) -> list[Data]:
        """Return what is wrong, each with the place to mend it."""
        titles = {one["id"]: self.title(one) for one in self.sections}
        return [
            {
                "target": f"#{way.replace('.', '-')}",
                "where": titles.get(way.partition(".")[0], ""),
                "words": translate(why, context=self.request),
            }
            for way, why in self.errors.items()
        ]

    @cached_property
    def tinymce(self) -> str:
        """Options of the rich text editor, as JSON."""
        return json.dumps(get_tinymce_options(self.context, None, self.request))

    def browser(self, control: Control) -> str:
        """Return the options of the chooser of content, as JSON."""
        options = get_contentbrowser_options(
            self.context,
            control.value or None,
            ";",
            "plone.app.vocabularies.Catalog",
            "@@getVocabulary",
        )
        options["maximumSelectionSize"] = control.most or 100
        if control.types:
            options["selectableTypes"] = list(control.types)
        return json.dumps(options)

    @property
    def files(self) -> Data:
        url = getSite().absolute_url()
        return {
            "style": f"{url}/{versioned('editing.css')}",
            "script": f"{url}/{versioned('editing.js')}",
        }


def _named(value: str) -> str:
    """Return the title of what a UID stands for, or the value: nobody knows a page by its UID."""
    if not UID.fullmatch(value):
        return value
    brains = api.portal.get_tool("portal_catalog")(UID=value)
    return brains[0].Title if brains else ""
