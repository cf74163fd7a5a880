"""@@quality-check: what a form holds, looked at while somebody types. It writes nothing of it.

POST of JSON, with the token of plone.protect in the header X-CSRF-TOKEN:

    {"values": {"title": "…", "text": "<p>…</p>", "sections": [{"id": …, "type": …, …}]},
     "mend": {"key": "…", "name": "…", "answer": "…"}}

`values` are those of fields by their name, in place of what is kept; all others count as they
are kept. The answer is what `shown` describes. With `mend`, it has `changes` too: the values to
put into the form, by way ("text", "sections.s1ab.text"), and the problems that are left then.

"say": "…", the key of a problem of a page that is there, notes that this person says what makes
it none ("This is not a national number"); the answer has its mark, and "take_back": "…" with that
mark has it count no more. So a text with such digits can be saved in a page that is online.
"""

from collections.abc import Mapping
from communesplone.core.quality import Finding
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Subject
from communesplone.core.quality.reading import SECTIONS
from communesplone.core.quality.writing import with_value
from communesplone.editing.quality.acting import found_by
from communesplone.editing.quality.acting import leave
from communesplone.editing.quality.acting import mended
from communesplone.editing.quality.acting import take_back
from communesplone.editing.quality.engine import look
from communesplone.editing.quality.engine import look_at_new
from communesplone.editing.quality.shown import shown
from communesplone.editing.quality.words import said
from datetime import date
from plone.api.portal import get_current_language
from plone.dexterity.interfaces import IDexterityFTI
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from Products.Five.browser import BrowserView
from typing import Any
from zExceptions import BadRequest
from zope.component import queryUtility
import json


LARGEST = 2_000_000
MOST_VALUES = 300


class CheckView(BrowserView):
    """For who edits a page."""

    def __call__(self) -> str:
        PostOnly(self.request)
        CheckAuthenticator(self.request)
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("Cache-Control", "private, no-store")
        try:
            asked = self._asked()
        except BadRequest as error:
            response.setStatus(400)
            return json.dumps({"error": str(error)})
        values, mend = asked.get("values"), asked.get("mend")
        values = cleaned(values if isinstance(values, dict) else {})
        try:
            decided = self.decide(values, asked)
            answer = self._answer(values, mend if isinstance(mend, dict) else None) | decided
        except NothingToMend as error:
            response.setStatus(409)
            return json.dumps({"error": said(error.message, self.request)})
        return json.dumps(answer)

    def _asked(self) -> dict[str, Any]:
        """Return what was sent. :raises BadRequest: for what is no object of JSON."""
        length = self.request.get_header("Content-Length") or "0"
        if not length.isdigit() or int(length) > LARGEST:
            raise BadRequest("This is too long.")
        try:
            found = json.loads(self.request.get("BODY") or b"{}")
        except (ValueError, RecursionError) as error:
            raise BadRequest("Send an object of JSON.") from error
        if not isinstance(found, dict):
            raise BadRequest("Send an object of JSON.")
        return found

    def _answer(self, values: dict[str, Any], mend: dict[str, Any] | None) -> dict[str, Any]:
        subject, findings = self.look(values)
        changes: dict[str, Any] = {}
        if mend is not None:
            key, name, answer = (str(mend.get(one) or "") for one in ("key", "name", "answer"))
            changes = mended(subject, found_by(findings, key), name, answer)
            subject, findings = self.look(_with(values, changes))
        answer = shown(subject, findings, self.request)
        if changes:
            answer["changes"] = {way: _plain(value) for way, value in changes.items()}
        return answer

    def look(self, values: Mapping[str, Any]) -> tuple[Subject, list[Finding]]:
        return look(self.context, values)

    def decide(self, values: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, str]:
        """Note what this person says of a problem, or takes back; return its mark."""
        key, mark = (str(asked.get(one) or "") for one in ("say", "take_back"))
        if key:
            found = found_by(self.look(values)[1], key)
            leave(self.context, found)
            return {"mark": found.mark}
        if mark:
            take_back(self.context, mark)
        return {}


class CheckNewView(CheckView):
    """For who makes a page in a folder; "type" says of which type."""

    def look(self, values: Mapping[str, Any]) -> tuple[Subject, list[Finding]]:
        portal_type = str(values.get("type") or "")
        if queryUtility(IDexterityFTI, name=portal_type) is None:
            return Subject(), []
        language = get_current_language(self.context)
        return look_at_new(self.context, portal_type, language, values)

    def decide(self, values: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, str]:
        """Note nothing: there is no page yet of which something could be said."""
        return {}


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what can be values of fields: texts, ticks, and a list of sections."""
    found = {
        str(name): value
        for name, value in list(values.items())[:MOST_VALUES]
        if isinstance(value, str | bool) or value is None
    }
    sections = values.get(SECTIONS)
    if isinstance(sections, list):
        found[SECTIONS] = [one for one in sections if isinstance(one, dict)]
    return found


def _with(values: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a form with those that a mend changes."""
    made = dict(values)
    for way, value in changes.items():
        if way.startswith(f"{SECTIONS}.") and SECTIONS in made:
            made[SECTIONS] = with_value(made[SECTIONS], way, value)
        else:
            made[way] = value
    return made


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
