"""@@catching-up-aside: lines that the commune does not want, each with its reason."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.catching_up.board import Row
from communesplone.sharing.catching_up.browser.page import CatchingUpPage
from communesplone.sharing.catching_up.browser.page import NAME_LENGTH
from communesplone.sharing.catching_up.store import Aside
from communesplone.sharing.store import utc_now
from functools import cached_property
from plone import api
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound


REASON_LENGTH = 500


class AsidePage(CatchingUpPage):
    """With `line` in the address, a form for that line; the list of them under it."""

    page_title = _("Not for us")

    @cached_property
    def row(self) -> Row | None:
        """The line that is to be set aside; None without one.

        :raises NotFound: the board has none of that name.
        """
        name = self.text("line", NAME_LENGTH)
        if not name:
            return None
        found = self.computed.board.row(name) if self.computed is not None else None
        if found is None:
            raise NotFound(name)
        return None if name in self.catching.aside else found

    @property
    def name(self) -> str:
        return self.row.line.name

    @property
    def title(self) -> str:
        return self.say(self.row.line.title)

    @property
    def reason(self) -> str:
        return self.text("reason")

    def listed(self) -> list[dict[str, Any]]:
        """Return what was set aside, the last first."""
        kept = sorted(self.catching.aside.items(), key=lambda one: one[1].moment, reverse=True)
        return [
            {
                "name": name,
                "title": self._title(name),
                "reason": one.reason,
                "day": self.day(one.moment),
                "person": self._person(one.person),
            }
            for name, one in kept
        ]

    def _title(self, name: str) -> str:
        row = self.computed.board.row(name) if self.computed is not None else None
        return self.say(row.line.title) if row is not None else name

    def _person(self, user_id: str) -> str:
        user = api.user.get(userid=user_id)
        return (user.getProperty("fullname") or user_id) if user is not None else user_id

    def act(self) -> str | None:
        """Set a line aside, or bring one back."""
        what = self.text("do", 20)
        if what == "aside":
            return self._set_aside()
        if what == "back":
            return self._bring_back()
        raise BadRequest("do: aside or back")

    def _set_aside(self) -> str:
        if self.row is None:
            return self.page("catching-up")
        if not self.reason:
            raise SharingError(_("Say why, so that whoever comes after you knows."))
        if len(self.reason) > REASON_LENGTH:
            raise SharingError(
                _("Say it in at most ${count} characters.", mapping={"count": REASON_LENGTH})
            )
        person = api.user.get_current().getId()
        self.catching.aside[self.name] = Aside(self.reason, person, utc_now().isoformat())
        told = _("“${title}” is set aside. It can come back at any time.")
        self._tell(told, self._title(self.name))
        return self.decided()

    def _bring_back(self) -> str:
        name = self.text("line", NAME_LENGTH)
        if self.catching.aside.pop(name, None) is not None:
            self._tell(_("“${title}” is on the board again."), self._title(name))
        return self.decided()

    def _tell(self, words: Any, title: str) -> None:
        told = type(words)(words, mapping={"title": title})
        IStatusMessage(self.request).add(self.say(told), "info")
