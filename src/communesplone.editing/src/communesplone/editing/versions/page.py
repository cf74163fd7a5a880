"""@@versions: what the page said before, what changed since, and the way back."""

from communesplone.core import _
from communesplone.core.quality import HeldBack
from communesplone.core.quality import lawful
from communesplone.editing.publishing import content
from communesplone.editing.publishing.blocks import Part
from communesplone.editing.publishing.browser.base import TextPage
from communesplone.editing.publishing.browser.rows import rows
from communesplone.editing.publishing.comparison import compare
from communesplone.editing.versions import history
from communesplone.editing.words import say
from functools import cached_property
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized
import transaction


MOVED = _("The text has changed since you opened this page. Look at it again, then choose.")
#: Some acts keep a version without changing a word: so many are looked at for one that differs.
LOOKED_AT = 8
#: What Plone keeps as the comment of the first saving: a message id, in no language.
FIRST = "initial_version_changeNote"


class VersionsPage(TextPage):
    """`compare` in the address is the version that is compared with the text of now."""

    doing = {"restore": "restore"}
    page_title = _("Versions")

    def check(self) -> None:
        if (
            not api.user.has_permission(ModifyPortalContent, obj=self.context)
            and not self.versions
        ):
            raise Unauthorized(self.url)

    @cached_property
    def versions(self) -> list[history.Version]:
        return history.versions(self.context)

    def are_kept(self) -> bool:
        return history.are_kept(self.context)

    def may_restore(self) -> bool:
        return history.may_restore(self.context)

    @cached_property
    def chosen(self) -> history.Version | None:
        """Return the version that is compared; the last of another text when none is named."""
        name = self.request.form.get("compare", "")
        if not name:
            return next(filter(self.is_another, self.versions[1:LOOKED_AT]), None)
        found = [one for one in self.versions if str(one.number) == name]
        if not found:
            raise NotFound(f"@@versions?compare={name}")
        return found[0]

    def is_another(self, version: history.Version) -> bool:
        """Tell whether a version says something else than the page of now."""
        former = history.text_of(self.context, version.number)
        return content.fingerprint(former) != content.fingerprint(self.context)

    def rows(self) -> list[dict[str, Any]]:
        """Return what changed between the chosen version and the text of now."""
        if self.chosen is None:
            return []
        return rows(compare(self.old_parts, self.new_parts), {})

    @cached_property
    def old_parts(self) -> list[Part]:
        if self.chosen is None:
            return []
        former = history.text_of(self.context, self.chosen.number)
        return content.parts(former, self.request, self.context)

    def restore(self) -> str:
        """Give the page the text of a version, if citizens may read it, and offer the way back."""
        if self.has_moved():
            return self.refuse(MOVED, 409)
        number = self.text("number", 6)
        known = {str(one.number): one for one in self.versions}
        if number not in known:
            raise NotFound(number)
        undo = self.versions[0].number
        words = _("Back to version ${number}", mapping={"number": known[number].number + 1})
        before = transaction.savepoint(optimistic=True)
        try:
            with lawful(self.context):
                history.restore(self.context, known[number].number, say(words))
        except HeldBack as error:
            # The page that says why is an answer like any other
            before.rollback()
            transaction.doom()
            return self.refuse(str(error), 422)
        return self.go(self.here, done=number, undo=str(undo))

    def done(self) -> dict[str, Any] | None:
        """Return what was just restored, and the version that takes it back."""
        number, undo = (self.request.form.get(name, "") for name in ("done", "undo"))
        known = {str(one.number): one for one in self.versions}
        if number not in known or undo not in known:
            return None
        return {"moment": self.moment(known[number].moment), "undo": known[undo].number}

    def said(self, version: history.Version) -> str:
        """Return what was said at a saving; of the first, Plone keeps the name of a message."""
        return "" if version.comment == FIRST else version.comment
