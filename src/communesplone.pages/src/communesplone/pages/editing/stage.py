"""The stage: the page as citizens will see it, each section where a pointer can take it."""

from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.sections import render_all
from communesplone.core.typography import typeset
from communesplone.pages.addresses import converted
from communesplone.pages.addresses import kept
from communesplone.pages.behavior import sections_of
from communesplone.pages.browser.page import SectionedPage
from communesplone.pages.editing import head
from communesplone.pages.editing.describing import title
from communesplone.pages.editing.posted import read
from communesplone.pages.kinds import STATIC
from communesplone.pages.toptext import field_of
from communesplone.pages.toptext import output
from communesplone.pages.writing import checked
from dataclasses import asdict
from dataclasses import dataclass
from functools import cached_property
from plone.dexterity.content import DexterityContent
from plone.protect import CheckAuthenticator
from typing import Any
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.publisher.interfaces import IRequest


Data = dict[str, Any]
#: The text above the sections, in the form.
TEXT = f"{head.PREFIX}.text"
NOTHING = _("Nothing to show yet: fill it in.")


@dataclass(frozen=True)
class Part:
    """A section on the stage: safe HTML, and the style sheets that it needs."""

    id: str
    html: str
    width: str
    styles: tuple[str, ...] = ()
    empty: bool = False

    def data(self) -> Data:
        return {**asdict(self), "styles": list(self.styles)}


def drawn(context: DexterityContent, request: IRequest, section: Mapping[str, Any]) -> Part:
    """Return a section by itself, a sentence in its place while it has nothing to show."""
    made = render_all(context, request, [section])
    width = str(section.get("width") or "full")
    if made.html:
        return Part(section["id"], "".join(made.html), width, made.styles)
    words = f"{title(section, request)} · {translate(NOTHING, context=request)}"
    html = f'<p class="stage-nothing">{words}</p>'.replace("& ", "&amp; ")
    return Part(section["id"], html, width, empty=True)


def unsaved(context: DexterityContent, sections: Sequence[Mapping[str, Any]]) -> list[Data]:
    """Return sections as they would be kept, whatever is still wrong with them."""
    return checked(converted(sections, kept), sections_of(context))[0]


def unsaved_text(context: DexterityContent, request: IRequest, raw: str) -> str:
    """Return the text above the sections as it would be shown, as safe HTML."""
    return SectionedPage(context, request).drawn(output(context, raw))


class SectionsPreview(Page):
    """@@sections-preview: what the form would make, or what the page has; it stores nothing."""

    @cached_property
    def _posted(self) -> bool:
        if self.request.method != "POST":
            return False
        CheckAuthenticator(self.request)
        return True

    @cached_property
    def parts(self) -> list[Part]:
        stored = sections_of(self.context)
        found = unsaved(self.context, read(self.request.form)) if self._posted else stored
        return [drawn(self.context, self.request, one) for one in found]

    @cached_property
    def head(self) -> dict[str, str]:
        form = self.request.form if self._posted else {}
        found = head.typed(self.context, form) or {"title": self.context.Title()}
        words = {name: found.get(name, "") for name in ("title", "description")}
        return {name: typeset(value, self.language) for name, value in words.items()}

    @cached_property
    def body(self) -> str:
        """The text above the sections."""
        raw = self.request.form.get(TEXT) if self._posted else None
        if isinstance(raw, str) and field_of(self.context) is not None:
            return unsaved_text(self.context, self.request, raw)
        return SectionedPage(self.context, self.request).body

    @property
    def has_text(self) -> bool:
        return bool(self.body) or (
            head.has_head(self.context) and field_of(self.context) is not None
        )

    @property
    def styles(self) -> list[str]:
        """Style sheets: of the stage itself, and of the sections that are on it."""
        own = STATIC.url("stage.css")
        return list(dict.fromkeys([own, *(style for part in self.parts for style in part.styles)]))

    @cached_property
    def look(self) -> Data:
        """What the theme puts around a page; empty without the theme."""
        frame = queryMultiAdapter((self.context, self.request), name="communes_frame")
        return frame.data(self) if frame is not None else {}

    @property
    def name(self) -> str:
        return str(self.look.get("name") or getSite().Title())
