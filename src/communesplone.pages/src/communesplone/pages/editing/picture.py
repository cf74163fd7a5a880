"""@@sections-picture: what a picture shows and what must stay in view, when it was dropped."""

from collections.abc import Mapping
from communesplone.core.behaviors.picture import is_focus
from communesplone.core.sections.data import new_id
from communesplone.pages.editing.part import SectionsPart
from communesplone.pages.editing.sources import picture_at
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFCore.permissions import ModifyPortalContent
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import ValidationError
import json


class SectionsPicture(SectionsPart):
    """Answers JSON as @@sections-part does: a new section with the picture.

    The form sends `uid` of the picture, `alt` or `decorative`, and `focus` ("50, 30"). Who may
    change the picture keeps the words with it too, for all pages that will show it.
    """

    def __call__(self) -> str:
        response, form = self.request.response, self.request.form
        response.setHeader("Content-Type", "application/json")
        if self.request.method != "POST":
            response.setStatus(405)
            return "{}"
        CheckAuthenticator(self.request)
        self.errors = {}
        picture = picture_at(str(form.get("uid") or ""))
        alt = " ".join(str(form.get("alt") or "").split())[:250]
        decorative = "decorative" in form
        if picture is None or not (alt or decorative):
            response.setStatus(422)
            return "{}"
        if api.user.has_permission(ModifyPortalContent, obj=picture):
            _describe(picture, alt, decorative, form)
        shown = {"image": str(form["uid"]), "alt": alt, "decorative": decorative}
        section = {"id": new_id(), "type": "gallery", "pictures": [shown]}
        return json.dumps({"parts": self._parts([section]), "items": [self.item(section)]})


def _describe(picture: Any, alt: str, decorative: bool, form: Mapping[str, Any]) -> None:
    """Keep with a picture what it shows, and the point that must stay in view."""
    picture.picture_alt, picture.picture_decorative = alt or None, decorative
    focus = str(form.get("focus") or "")
    try:
        picture.focal_point = focus if focus and is_focus(focus) else None
    except ValidationError:
        picture.focal_point = None
    notify(ObjectModifiedEvent(picture))
