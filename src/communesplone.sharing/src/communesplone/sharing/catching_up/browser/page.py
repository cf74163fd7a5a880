"""What the pages of the board share."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.static import StaticFiles
from communesplone.core.typography import hour
from communesplone.core.typography import moment as near
from communesplone.sharing.browser.base import SharingView
from communesplone.sharing.catching_up.acting import Acting
from communesplone.sharing.catching_up.board import Board
from communesplone.sharing.catching_up.refreshing import has_board
from communesplone.sharing.catching_up.store import catch_up
from communesplone.sharing.catching_up.store import CatchUp
from communesplone.sharing.catching_up.store import Computed
from communesplone.sharing.catching_up.store import made
from datetime import datetime
from functools import cached_property
from plone.protect import CheckAuthenticator
from zExceptions import NotFound


STATIC = StaticFiles("communesplone.sharing.catching_up", __package__)
#: Characters of the name of a line.
NAME_LENGTH = 200


class CatchingUpPage(SharingView):
    """A page of a commune's board; the hub has none."""

    def __call__(self) -> str:
        if not has_board(self.site):
            raise NotFound(self.__name__)
        return super().__call__()

    def post(self) -> str | None:
        """Do what was asked, for whom the session's token is."""
        CheckAuthenticator(self.request)
        return self.act()

    def act(self) -> str | None:
        """Do what was asked; return where to go, None to show the page."""
        raise NotFound(self.__name__)

    @cached_property
    def catching(self) -> CatchUp:
        """What the site keeps; where there is nothing yet, reading it makes nothing."""
        if self.request.method == "POST":
            return made(self.site)
        return catch_up(self.site) or CatchUp()

    @property
    def computed(self) -> Computed | None:
        return self.catching.computed

    @property
    def board(self) -> Board:
        """The board without what the commune does not want."""
        found = self.computed.board if self.computed is not None else Board()
        return found.without(self.catching.aside)

    @cached_property
    def acting(self) -> Acting:
        return Acting(self.site)

    @property
    def styles(self) -> str:
        return STATIC.url("catching_up.css")

    def told(self, when: datetime) -> str:
        """Return a moment in words, with its hour."""
        here = when.astimezone(BRUSSELS)
        words, at = near(here, datetime.now(BRUSSELS), self.language), hour(here, self.language)
        return words if at in words else f"{words}, {at}"

    def decided(self) -> str:
        """Count anew what presses, after a decision; return where the board is."""
        self.catching.pressing = len(self.board.law)
        return self.page("catching-up")
