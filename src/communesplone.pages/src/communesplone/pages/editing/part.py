"""@@sections-part: one section drawn again, or a new one, for the script of the editor."""

from communesplone.core.sections import section_type
from communesplone.pages.anchors import anchored
from communesplone.pages.anchors import outline
from communesplone.pages.anchors import with_anchors
from communesplone.pages.behavior import sections_of
from communesplone.pages.editing import head
from communesplone.pages.editing.fields import Fields
from communesplone.pages.editing.posted import act
from communesplone.pages.editing.posted import read
from communesplone.pages.editing.sources import copies
from communesplone.pages.editing.sources import linkable
from communesplone.pages.editing.sources import page_at
from communesplone.pages.editing.stage import drawn
from communesplone.pages.editing.stage import Part
from communesplone.pages.editing.stage import TEXT
from communesplone.pages.editing.stage import unsaved
from communesplone.pages.editing.stage import unsaved_text
from communesplone.pages.toptext import field_of
from communesplone.pages.toptext import raw_of
from plone.protect import CheckAuthenticator
from typing import Any
import json


Data = dict[str, Any]


class SectionsPart(Fields):
    """Answers JSON: {"parts": [...], "items": [...]}. It stores nothing.

    The form sends the fields of one section, or none, and `do`: "draw", or what the buttons of
    the form say ("add text", "copy s1", "add-part s1.steps"), or "take <uid> <section id>".
    "draw-text" draws the text above the sections, "outline" gives the headings of the whole form.
    """

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        if self.request.method != "POST":
            response.setStatus(405)
            return "{}"
        CheckAuthenticator(self.request)
        self.errors = {}
        action = str(self.request.form.get("do") or "draw")
        sections = read(self.request.form)
        if action.startswith("add ") and section_type(action.removeprefix("add ")) is None:
            response.setStatus(400)
            return "{}"
        return json.dumps(self._answer(sections, action))

    def _answer(self, sections: list[Data], action: str) -> Data:
        verb, _space, what = action.partition(" ")
        if action == "draw-text":
            return {"parts": [self._text()], "items": []}
        if action == "outline":
            return {"parts": [], "items": [], "outline": self._outline(sections)}
        if verb == "draw":
            return {"parts": self._parts(sections), "items": []}
        if verb == "take":
            uid, _space, section_id = what.partition(" ")
            found = self.for_people(copies(page_at(uid), section_id))
        else:
            changed, focus = act(sections, action)
            found = [one for one in changed if one["id"] == focus]
        return {"parts": self._parts(found), "items": [self.item(one) for one in found]}

    def _text(self) -> Data:
        raw = str(self.request.form.get(TEXT) or "")
        may = field_of(self.context) is not None
        html = unsaved_text(self.context, self.request, raw) if may else ""
        part = Part("_text", f'<div class="rich">{html}</div>', "full", empty=not html)
        return part.data()

    def _outline(self, sections: list[Data]) -> list[Data]:
        """Return the headings of the page by the names that saving would give them."""
        taken: set[str] = set()
        text = str(head.typed(self.context, self.request.form).get("text") or "")
        text = anchored(text, taken, raw_of(self.context)) if text else ""
        stored = sections_of(self.context)
        found = with_anchors(unsaved(self.context, sections), taken, stored)
        return linkable(self.context, outline(text, found), self.request)

    def _parts(self, sections: list[Data]) -> list[Data]:
        return [
            {
                **drawn(self.context, self.request, one).data(),
                "called": self.called(one),
                "summary": self.summary(one),
            }
            for one in unsaved(self.context, sections)
        ]
