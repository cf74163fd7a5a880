"""@@propose: what one's own text says beyond its author's, and a word that goes with it."""

from communesplone.core import _
from communesplone.sharing.merging import merge
from communesplone.sharing.merging.showing import marked
from communesplone.sharing.updating import proposing
from communesplone.sharing.updating.browser.page import UpdatingPage
from communesplone.sharing.updating.labels import label_of
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound


class ProposePage(UpdatingPage):
    """For an adopted item that was changed here."""

    index = ViewPageTemplateFile("propose.pt")
    doing = {"propose": "propose"}
    page_title = _("Propose my text")

    def __call__(self) -> str:
        if self.context.UID() not in self.store.bases:
            raise NotFound(self.__name__)
        return super().__call__()

    @property
    def author(self) -> str:
        return str(self.store.items[self.context.UID()].issuer.get("name", ""))

    @property
    def waits(self) -> str:
        """Why a proposal is still on its way, empty for none."""
        told = self.store.proposed.get(self.context.UID())
        return told.word if told is not None and told.state == "sent" else ""

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Return what was changed here, part by part."""
        base, mine = proposing.beyond(self.context, self.store)
        found = []
        for part in merge(base, base, mine).settled:
            label = label_of(part, self.context.portal_type, mine, base)
            place = [self.say(one) for one in label.place]
            words = " · ".join([self.say(label.name), ", ".join(place)]).strip(" ·")
            found.append({"label": words, "html": marked(part.before, part.mine)})
        return found

    def propose(self) -> str:
        proposing.propose(self.context, self.store, self.text("word").strip())
        return f"{self.list_url}?proposed={self.context.UID()}"
