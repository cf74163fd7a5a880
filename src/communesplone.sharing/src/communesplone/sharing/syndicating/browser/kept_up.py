"""The form of an item that another site keeps up: where it is changed, and how to make it ours."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.syndicated import Source
from communesplone.core.sharing.syndicated import source_of
from communesplone.sharing.syndicating.browser.base import SourcesView
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.subscribing import detach
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18nmessageid import Message


class KeptUp(SourcesView):
    """@@edit of what other sites keep up."""

    doing = {"detach": "detach"}

    @property
    def page_title(self) -> Message:
        return _("“${title}” is kept up elsewhere", mapping={"title": self.context.Title()})

    @property
    def source(self) -> Source:
        return source_of(self.context) or Source("")

    @property
    def received(self) -> Received | None:
        key = self.taken.keys.get(self.context.UID()) if self.taken is not None else None
        return self.taken.received.get(key) if key else None

    @property
    def is_gone(self) -> bool:
        return self.received is not None and self.received.state == "gone"

    @property
    def revised(self) -> str:
        """When the source last changed it, in words."""
        return self.moment(self.received.notice["issued"]) if self.received is not None else ""

    def detach(self) -> str:
        """Make it a page of this site, and go to its form."""
        if self.source.name == "":
            raise SharingError(_("This page was written here."))
        detach(self.site, self.context)
        words = _("This page is yours now. What its source changes does not reach it any more.")
        IStatusMessage(self.request).add(self.say(words), "info")
        return f"{self.context.absolute_url()}/edit"
