"""What the form and its script share: sections as rows with their fields."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sections import section_type
from communesplone.core.sections.fields import IReference
from communesplone.pages.addresses import converted
from communesplone.pages.addresses import shown
from communesplone.pages.editing import describing
from communesplone.pages.editing.controls import Control
from communesplone.pages.editing.controls import controls
from functools import cached_property
from plone.app.z3cform.widgets.contentbrowser import get_contentbrowser_options
from plone.app.z3cform.widgets.richtext import get_tinymce_options
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.i18nmessageid import Message
import json


Data = dict[str, Any]
TOOLBAR = "blocks bold italic bullist numlist plonelink unlink ploneimage table removeformat undo"
#: The heading of a section is the second level of its page.
BLOCKS = {"p": _("Paragraph"), "h3": _("Heading in the text"), "h4": _("Smaller heading")}
ITEM = ViewPageTemplateFile("item.pt")
#: The text above the sections stands under the title itself.
BLOCKS_ABOVE = {"p": BLOCKS["p"], "h2": _("Heading"), "h3": _("Smaller heading")}


class Fields(BrowserView):
    """Draws a section with its fields; `errors` has messages by way: "s1.text"."""

    errors: dict[str, Message]
    focus = ""

    def for_people(self, sections: list[Data]) -> list[Data]:
        """Return sections with addresses as people read them; references stay UIDs."""
        told = shown(self.context, True)
        return converted(
            sections,
            lambda field, value: value if IReference.providedBy(field) else told(field, value),
        )

    def item(self, section: Data) -> str:
        """Return a section of the list as HTML."""
        return ITEM(self, row=self.row(section), shown=())

    def head_fields(self, shown_controls: tuple[Control, ...]) -> str:
        """Return controls that belong to no section as HTML."""
        return ITEM(self, row=None, shown=shown_controls)

    def row(self, section: Data) -> Data:
        """Return a section as the template draws it."""
        return {
            "id": section["id"],
            "type": section["type"],
            "title": describing.title(section, self.request),
            "icon": self.icon(section["type"]),
            "called": self.called(section),
            "summary": self.summary(section),
            "controls": self.controls(section),
            "error": self.errors.get(section["id"]),
            "open": section["id"] == self.focus or self._has_errors(section["id"]),
            "focus": section["id"] == self.focus,
        }

    def _has_errors(self, section_id: str) -> bool:
        return any(way.partition(".")[0] == section_id for way in self.errors)

    @cached_property
    def _icons(self) -> Any:
        return queryMultiAdapter((self.context, self.request), name="iconresolver")

    def icon(self, name: str) -> str:
        """Return the icon of a type of section as HTML."""
        kind = section_type(name)
        return self.named_icon(kind.icon if kind is not None else "question-square")

    def named_icon(self, name: str) -> str:
        """Return an icon of Plone as HTML."""
        return self._icons.tag(name, tag_class="") if self._icons is not None else ""

    def called(self, section: Data) -> str:
        return describing.called(section, self.request)

    def summary(self, section: Data) -> str:
        return describing.summary(section)

    def controls(self, section: Data) -> tuple[Control, ...]:
        kind = section_type(section["type"])
        if kind is None:
            return ()
        return controls(kind.schema, section["id"], section, self.errors)

    def tinymce(self, control: Control) -> str:
        """Return options of the rich text editor, as JSON."""
        return self._tinymce_above if control.name.startswith("_") else self._tinymce

    @cached_property
    def _tinymce(self) -> str:
        return self._options(BLOCKS)

    @cached_property
    def _tinymce_above(self) -> str:
        return self._options(BLOCKS_ABOVE)

    def _options(self, blocks: Mapping[str, Message]) -> str:
        """Return what a text may hold, in a narrow panel."""
        options = get_tinymce_options(self.context, None, self.request)
        formats = {translate(words, context=self.request): tag for tag, words in blocks.items()}
        options.setdefault("tiny", {}).update(
            menubar=False,
            statusbar=False,
            content_css=False,
            toolbar=TOOLBAR,
            toolbar_mode="wrap",
            block_formats=";".join(f"{words}={tag}" for words, tag in formats.items()),
            min_height=260,
            table_toolbar="tablerowheader tableinsertrowafter tabledeleterow "
            "tableinsertcolafter tabledeletecol tabledelete",
        )
        return json.dumps(options)

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
