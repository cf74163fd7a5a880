"""@@sections-picture: what a picture shows and what must stay in view, when it was dropped."""

from collections.abc import Callable
from collections.abc import Mapping
from communesplone.core.behaviors.picture import is_crop
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

    The form sends `uid` of the picture, `alt` or `decorative`, `focus` ("50, 30") and `crop`
    ("10, 0, 90, 80"). Who may change the picture keeps all of that with it, for every page that
    will show it. With `frame` only `focus` and `crop` are kept, and nothing new is made. GET with
    `uid` tells them: {"uid", "src", "focus", "crop"}.
    """

    def __call__(self) -> str:
        response, form = self.request.response, self.request.form
        response.setHeader("Content-Type", "application/json")
        if self.request.method == "GET":
            return self._framed(str(form.get("uid") or ""))
        if self.request.method != "POST":
            response.setStatus(405)
            return "{}"
        CheckAuthenticator(self.request)
        self.errors = {}
        picture = picture_at(str(form.get("uid") or ""))
        if picture is not None and "frame" in form:
            return self._frame(picture)
        alt = " ".join(str(form.get("alt") or "").split())[:250]
        decorative = "decorative" in form
        if picture is None or not (alt or decorative):
            response.setStatus(422)
            return "{}"
        if _may_change(picture):
            _describe(picture, alt, decorative, form)
        shown = {"image": str(form["uid"]), "alt": alt, "decorative": decorative}
        section = {"id": new_id(), "type": "gallery", "pictures": [shown]}
        return json.dumps({"parts": self._parts([section]), "items": [self.item(section)]})

    def _framed(self, uid: str) -> str:
        """Answer how a picture is framed now, to who may frame it otherwise."""
        picture = picture_at(uid)
        if picture is None or not _may_change(picture):
            self.request.response.setStatus(403)
            return "{}"
        return json.dumps(
            {
                "uid": uid,
                "src": f"{picture.absolute_url()}/@@images/image",
                "focus": picture.focal_point or "",
                "crop": picture.crop or "",
            }
        )

    def _frame(self, picture: Any) -> str:
        if not _may_change(picture):
            self.request.response.setStatus(403)
            return "{}"
        _set_frame(picture, self.request.form)
        return json.dumps({"parts": [], "items": []})


def _may_change(picture: Any) -> bool:
    return bool(api.user.has_permission(ModifyPortalContent, obj=picture))


def _describe(picture: Any, alt: str, decorative: bool, form: Mapping[str, Any]) -> None:
    """Keep with a picture what it shows, and the point that must stay in view."""
    picture.picture_alt, picture.picture_decorative = alt or None, decorative
    _set_frame(picture, form)


def _set_frame(picture: Any, form: Mapping[str, Any]) -> None:
    """Keep the point that must stay in view and what is shown; what makes no sense is neither."""
    picture.focal_point = _valid(is_focus, str(form.get("focus") or ""))
    picture.crop = _valid(is_crop, str(form.get("crop") or ""))
    notify(ObjectModifiedEvent(picture))


def _valid(check: Callable[[str], bool], text: str) -> str | None:
    try:
        return text if text and check(text) else None
    except ValidationError:
        return None
