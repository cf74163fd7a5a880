"""What the pages about one text share: what changed in it, and what was said of it."""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core.static import StaticFiles
from communesplone.editing.copies import texts
from communesplone.editing.publishing import content
from communesplone.editing.publishing import remarks
from communesplone.editing.publishing.blocks import Part
from communesplone.editing.publishing.browser.rows import paragraph_id
from communesplone.editing.publishing.browser.rows import plain
from communesplone.editing.publishing.browser.rows import rows
from communesplone.editing.publishing.comparison import Change
from communesplone.editing.publishing.comparison import compare
from communesplone.editing.publishing.online import baseline_of
from communesplone.editing.publishing.online import Reference
from communesplone.editing.publishing.online import reference
from communesplone.editing.publishing.seen import moved
from communesplone.editing.publishing.seen import seen
from communesplone.editing.words import language
from communesplone.editing.words import moment
from communesplone.editing.words import person
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


Data = dict[str, Any]
STATIC = StaticFiles("communesplone.editing.publishing", __package__)


class TextPage(BrowserView):
    """A page of the back office about the text of an item; each `do` of its form is a method."""

    #: What a form may ask for: the value of its button, and the name of the method.
    doing: dict[str, str] = {}
    difference = ViewPageTemplateFile("difference.pt")
    index: Callable[[], str]
    #: A sentence that keeps the form open, and whether it is an error.
    problem: Message | str | None = None
    may_remark = False
    #: A remark that could not be kept, so that its form shows it again.
    typed: dict[str, str] | None = None
    moved: set[str] | None = None

    def __call__(self) -> str:
        self.check()
        name = self.doing.get(self.text("do")) if self.request.method == "POST" else None
        if name is None:
            return self.index()
        CheckAuthenticator(self.request)
        return getattr(self, name)()

    def check(self) -> None:
        """Refuse whoever has no business here.

        :raises Unauthorized: so that they can log in as somebody who has.
        """

    def text(self, name: str, longest: int = 20_000) -> str:
        """Return one text of the form; nothing for whatever else was sent."""
        value = self.request.form.get(name, "")
        return value[:longest].strip() if isinstance(value, str) else ""

    def go(self, url: str, **query: str) -> str:
        """Send the browser on after an act."""
        tail = "&".join(f"{name}={value}" for name, value in query.items())
        self.request.response.redirect(f"{url}?{tail}" if tail else url, status=303)
        return ""

    def refuse(self, problem: Message | str, status: int = 422) -> str:
        """Show the form again with what is wrong; nothing that was typed is lost."""
        self.problem = problem
        self.request.response.setStatus(status)
        return self.index()

    @property
    def url(self) -> str:
        return self.context.absolute_url()

    @property
    def here(self) -> str:
        return f"{self.url}/@@{self.__name__}"

    @property
    def files(self) -> dict[str, str]:
        return {
            "style": STATIC.url("publishing.css"),
            "script": STATIC.url("publishing.js"),
        }

    @cached_property
    def language(self) -> str:
        return language()

    @property
    def title(self) -> str:
        return self.context.Title()

    @cached_property
    def baseline(self) -> Any:
        return baseline_of(self.context)

    @cached_property
    def reference(self) -> Reference | None:
        return reference(self.context)

    @cached_property
    def changes(self) -> list[Change]:
        """What changed since citizens read it; all of it is new where they never did."""
        return compare(self.old_parts, self.new_parts)

    @cached_property
    def old_parts(self) -> list[Part]:
        found = self.reference
        where = self.baseline if self.baseline is not None else self.context
        if found is None:
            return []
        return content.parts(found.text, self.request, where, self.shared_fields)

    @cached_property
    def new_parts(self) -> list[Part]:
        return content.parts(self.context, self.request, only=self.shared_fields)

    @cached_property
    def shared_fields(self) -> tuple[str, ...]:
        """Which fields are compared; all of them, but for the text of a home."""
        is_text = texts.place_of(self.context) is not None
        return texts.FIELDS if is_text else ()

    @cached_property
    def seen(self) -> str:
        """By what a form says which text its reader saw."""
        return seen(self.context)

    def has_moved(self) -> bool:
        """Tell whether the text is another than the form was opened with; the page says where."""
        self.moved = moved(self.text("seen"), self.context)
        return self.moved is not None

    @cached_property
    def my_remarks(self) -> tuple[remarks.Remark, ...]:
        return remarks.for_reader(self.context, api.user.get_current().getId())

    @cached_property
    def placed(self) -> tuple[dict, list]:
        return remarks.placed(self.my_remarks, self.changes)

    def rows(self) -> list[Data]:
        return rows(self.changes, self.placed[0], self.moved)

    def before(self) -> list[Data]:
        """Return the former text by itself; nothing where the new is the same, or the first."""
        return plain(self.old_parts) if self.count_changes() else []

    def after(self) -> list[Data]:
        """Return the new text by itself."""
        return plain(self.new_parts)

    def homeless(self) -> list[remarks.Remark]:
        """Remarks about the page as a whole, or about words that are no longer there."""
        return self.placed[1]

    def paragraph(self, part: str, name: str) -> str:
        """Return the text of the paragraph that a form names; "" for the page as a whole."""
        for change in self.changes:
            if change.key == part:
                for line in change.lines:
                    if line.text and paragraph_id(line.text) == name:
                        return line.text
        return ""

    def count_changes(self) -> int:
        return sum(change.touched for change in self.changes)

    def moment(self, when: Any) -> str:
        return moment(when)

    def person(self, user_id: str) -> str:
        return person(user_id)

    def summary(self) -> Message:
        """Return the lead sentence: how much changes for citizens."""
        count = self.count_changes()
        if self.reference is None:
            return _("Nobody has read this page yet: all of it is new.")
        if count == 0:
            return _("The text is the one that citizens read.")
        if count == 1:
            return _("One part changes, compared with what citizens read.")
        return _(
            "${count} parts change, compared with what citizens read.", mapping={"count": count}
        )
