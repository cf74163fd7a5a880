"""What the pages of working together share: who reads, words, moments, acts that post."""

from collections.abc import Mapping
from communesplone.hub.browser.base import HubPage
from communesplone.hub.communes.people import has_voice
from communesplone.hub.places import REVIEW
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import colleague
from communesplone.hub.together.members import name_of
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.place import place_of
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import dealings
from communesplone.hub.together.wording import Wording
from communesplone.hub.together.workflow import state_of
from functools import cached_property
from http import HTTPStatus
from plone import api
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zope.i18nmessageid import Message
import transaction


LONGEST = 4000


class TogetherPage(Wording, HubPage):
    """A page of working together; whoever reads it may be anybody."""

    place = "place-together"
    problem: Message | str = ""

    @property
    def place_url(self) -> str:
        """Where working groups and proposals are."""
        return place_of(self.site).absolute_url()

    @cached_property
    def speaker(self) -> Speaker | None:
        """The commune that this person works for."""
        return colleague(self.site)

    @cached_property
    def carries_voice(self) -> bool:
        return self.speaker is not None and has_voice(self.site)

    @cached_property
    def coordinates(self) -> bool:
        """Whether this person steers what the communes make together."""
        return bool(api.user.has_permission(REVIEW, obj=self.site))

    @property
    def commune(self) -> str:
        """The name of the commune of this person."""
        return self.text(self.name(self.speaker.commune)) if self.speaker is not None else ""

    def name(self, commune: str) -> str:
        return name_of(self.site, commune)

    def names(self, communes: object) -> str:
        """Return the names of communes in one line."""
        return ", ".join(sorted(self.name(one) for one in communes))

    def typed(self, name: str) -> str:
        """Return what was typed into a field before it was refused; whatever it is, as text."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""


class ContentPage(TogetherPage):
    """A page of a content with a state; `states` names and draws each of them."""

    states: Mapping[str, tuple[Message, str]]

    @property
    def page_title(self) -> str:
        return self.context.title

    @cached_property
    def said(self) -> Dealings:
        return dealings(self.site, self.context)

    @cached_property
    def state(self) -> str:
        return state_of(self.context)

    @property
    def state_title(self) -> str:
        return self.say(self.states[self.state][0])

    @property
    def state_kind(self) -> str:
        """How the state is drawn."""
        return self.states[self.state][1]


class Act:
    """A page to which one form posts: it does one thing, then shows the page it is about.

    What is refused is said above the page, with all that was typed.
    """

    def __call__(self) -> Any:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST":
            return self.leave()
        CheckAuthenticator(self.request)
        try:
            words = self.act()
        except CannotBeDone as error:
            # What was written before the refusal goes with it
            transaction.doom()
            self.problem = error.message
            # Locked: an act that moves something may have set its own
            self.request.response.setStatus(HTTPStatus.BAD_REQUEST.value, lock=True)
            return self.index()
        IStatusMessage(self.request).add(self.say(words), "info")
        return self.leave()

    def leave(self) -> str:
        """Go to the page that the act is about."""
        self.request.response.redirect(self.context.absolute_url(), status=303)
        return ""

    def act(self) -> Message:
        """Do it, and return what is said of it.

        :raises CannotBeDone: with the reason.
        """
        raise NotImplementedError
