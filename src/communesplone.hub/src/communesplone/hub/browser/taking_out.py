"""@@take-out: the reviewers take a content out of the library, after a question."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Standing
from communesplone.hub.browser.posting import PostingPage
from communesplone.hub.browser.queue import WORD_LENGTH
from communesplone.hub.reviewing import take_out
from functools import cached_property
from plone import api
from zExceptions import NotFound
from zope.i18nmessageid import Message


class TakeOutView(PostingPage):
    """The question, with the reason that the author reads."""

    place = "place-library"
    page_title = _("Take it out of the library")

    def __call__(self) -> str:
        """Ask; what is posted takes the content out."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.standing is None:
            raise NotFound("urn")
        if self.request.method != "POST":
            return self.index()
        return self.posted(self._take_out, self.address("shared"))

    @cached_property
    def standing(self) -> Standing | None:
        """What the library knows of it; None for what is not there."""
        return self.library.standing(self.given("urn", 45))

    def _take_out(self) -> Message:
        if self.given("revision", 7) != str(self.standing.summary.revision):
            raise SharingError(_("There is another revision by now: read it first."))
        who = api.user.get_current().getId() or ""
        take_out(self.site, self.standing.summary.urn, self.word, who)
        return _("It is out of the library. Its author reads your reason on the page.")

    @property
    def title(self) -> str:
        return self.text(self.standing.summary.title)

    @property
    def author(self) -> str:
        return self.standing.summary.issuer_name

    @property
    def item_url(self) -> str:
        return self.page_of(self.standing.summary)

    def users(self) -> str:
        """Return the communes that use it."""
        return ", ".join(sorted(name for _issuer, name in self.standing.adopters))

    @property
    def word(self) -> str:
        """The reason, as it was typed."""
        return self.given("word", WORD_LENGTH)
