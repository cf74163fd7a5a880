"""What waits for a page, at its end, for who may edit it; citizens load nothing of it."""

from communesplone.core import _
from communesplone.core.typography import known
from communesplone.core.wording import say
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.updating.following import is_translated_here
from communesplone.sharing.updating.translating import is_behind
from html import escape
from plone.api.portal import get_current_language
from plone.app.layout.viewlets.common import ViewletBase
from zope.component.hooks import getSite
from zope.i18nmessageid import Message


SEE = _("See")


class Standing(ViewletBase):
    """One line with its link, empty for a page for which nothing waits."""

    def update(self) -> None:
        """Nothing to prepare."""

    def render(self) -> str:
        kept = store(getSite())
        found = self._waiting(kept) if kept is not None else None
        if found is None:
            return ""
        words, url = found
        link = f'<a href="{escape(url)}">{escape(self._say(SEE))}</a>'
        return f'<p class="note sharing-standing">{escape(self._say(words))} {link}</p>'

    def _waiting(self, kept: Store) -> tuple[Message, str] | None:
        uid, here = self.context.UID(), self.context.absolute_url()
        pending = kept.pending.get(uid)
        if pending is not None:
            if is_translated_here(self.context, pending.envelope):
                return BEHIND, f"{here}/@@merge"
            author = str(pending.envelope["issuer"].get("name", ""))
            return Message(REVISED, mapping={"author": author}), f"{here}/@@merge"
        if is_behind(self.context, kept):
            return BEHIND, f"{getSite().absolute_url()}/@@updates"
        if kept.proposals.get(uid):
            return PROPOSED, f"{getSite().absolute_url()}/@@updates"
        return None

    def _say(self, words: Message) -> str:
        return say(words, known(get_current_language(self.context)))


REVISED = _("A new revision of ${author} waits for this page.")
BEHIND = _("This translation has fallen behind: the text that it translates was updated.")
PROPOSED = _("Another commune proposes something for this page.")
