"""What the pages of syndication have in common."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.sharing.interfaces import IShareable
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.static import StaticFiles
from communesplone.core.typography import hour
from communesplone.core.typography import moment as near
from communesplone.sharing.browser.base import SharingView
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.subscribing import may_manage
from datetime import datetime
from functools import cached_property
from plone.protect import CheckAuthenticator
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message


STATIC = StaticFiles("communesplone.sharing.syndicating", __package__)
#: What a kind is called when several are named; others are called as their type.
KINDS = {"event": _("Agenda"), "news": _("News"), "entry": _("Directory")}
ID_LENGTH = 20


class SourcesView(SharingView):
    """A page of the back office; each `do` of its form is a method that returns an address."""

    doing: dict[str, str] = {}

    def post(self) -> str | None:
        """Do what the form asks."""
        CheckAuthenticator(self.request)
        name = self.doing.get(self.text("do", ID_LENGTH))
        if name is None:
            raise BadRequest("do: what to do")
        return getattr(self, name)()

    @cached_property
    def taken(self) -> Taken | None:
        return taken_of(self.site)

    @property
    def stylesheet(self) -> str:
        return STATIC.url("syndicating.css")

    @property
    def script(self) -> str:
        return STATIC.url("queue.js")

    def way(self) -> Subscription:
        """Return the subscription that the form names.

        :raises SharingError: it is gone. :raises Unauthorized: another's.
        """
        id_ = self.text("id", ID_LENGTH)
        found = self.taken.subscriptions.get(id_) if self.taken is not None else None
        if found is None:
            raise SharingError(_("This subscription does not exist any more."))
        if not may_manage(self.site, found):
            raise Unauthorized(self.__name__)
        return found

    def kind_name(self, kind: str) -> str:
        """Return what a kind is called."""
        if kind in KINDS:
            return self.say(KINDS[kind])
        of_kind = (one.title for _name, one in getUtilitiesFor(IShareable) if one.kind == kind)
        return self.say(next(of_kind, kind))

    def moment(self, when: str) -> str:
        """Return a moment of ISO in words, with its hour; empty for none."""
        if not when:
            return ""
        here = datetime.fromisoformat(when).astimezone(BRUSSELS)
        told, at = (
            near(here, datetime.now(BRUSSELS), self.language),
            hour(here, self.language),
        )
        if at in told:
            return told
        return self.say(_("${day} at ${hour}", mapping={"day": told, "hour": at}))

    def listed(self, words: list[Message | str]) -> str:
        """Return things one after the other."""
        return ", ".join(self.say(one) for one in words)
