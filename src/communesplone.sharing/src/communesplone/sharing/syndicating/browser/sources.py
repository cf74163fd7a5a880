"""@@sources: the sources that a site follows, and what it lets others show itself."""

from communesplone.core import _
from communesplone.core.sharing.envelopes import LICENCES
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.syndicating import giving
from communesplone.sharing.syndicating.browser.base import SourcesView
from communesplone.sharing.syndicating.moderating import waiting
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.subscribing import end
from communesplone.sharing.syndicating.subscribing import may_manage
from communesplone.sharing.syndicating.subscribing import pause
from communesplone.sharing.syndicating.subscribing import resume
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


SETTINGS = "Plone Site Setup: Site"
MOST_WAITING = 100


class Sources(SourcesView):
    """The list of sources; each may be paused or ended by who keeps its folders."""

    page_title = _("Subscriptions to other sources")
    doing = {"pause": "pause", "resume": "resume", "end": "end", "give": "give"}
    edit, pause_word, resume_word = _("Change…"), _("Pause"), _("Resume")

    @cached_property
    def ways(self) -> list[Subscription]:
        found = self.taken.subscriptions.values() if self.taken is not None else ()
        return sorted(found, key=lambda one: (one.name or one.address).lower())

    @cached_property
    def waiting(self) -> int:
        if self.taken is None:
            return 0
        return len(waiting(self.site, self.taken, MOST_WAITING))

    def lead(self) -> Message:
        """Return the sentence under the title."""
        if not self.ways:
            return _(
                "The agenda of a neighbour, the news of the province: what others publish can be "
                "shown by you, with their name, and follows by itself."
            )
        if len(self.ways) == 1:
            return _("One source is followed.")
        return _("${count} sources are followed.", mapping={"count": str(len(self.ways))})

    def pressing(self) -> Message | None:
        """Return what is urgent, None for nothing."""
        if self.waiting == 1:
            return _("One content waits for your decision.")
        if self.waiting:
            return _(
                "${count} contents wait for your decision.", mapping={"count": str(self.waiting)}
            )
        return None

    def rows(self) -> list[dict[str, Any]]:
        """Return the sources as the template draws them."""
        return [self._row(one) for one in self.ways]

    def _row(self, way: Subscription) -> dict[str, Any]:
        kind, words = self._state(way)
        name = way.name or way.address
        return {
            "id": way.id,
            "name": name,
            "where": way.address,
            "what": self.listed([self.kind_name(one) for one in way.folders]),
            "how": _("You accept each one")
            if way.mode == "moderated"
            else _("Shown by themselves")
            if way.state == "published"
            else _("Made as drafts"),
            "kind": kind,
            "state": words,
            "received": way.received,
            "refusals": [
                {"title": title or self.say(_("A content")), "why": why}
                for title, why in way.refusals
            ],
            "mine": may_manage(self.site, way) and not way.ending,
            "paused": way.paused,
            "url": self.page("source", id=way.id),
        }

    def _state(self, way: Subscription) -> tuple[str, str]:
        """Return how a source is: the class of a state, and the words."""
        if way.ending:
            return "draft", self.say(_("Being ended"))
        if way.paused:
            return "draft", self.say(_("Paused"))
        if way.error:
            asked = self.moment(way.asked)
            words = _("${why} Asked ${when}.", mapping={"why": way.error, "when": asked})
            return "late", self.say(words)
        if not way.answered:
            return "pending", self.say(_("To be asked within a minute"))
        if way.held:
            return "pending", self.say(_("More waits at the source: decide on some of it first"))
        when = {"when": self.moment(way.answered)}
        return "online", self.say(_("Up to date, asked ${when}", mapping=when))

    def pause(self) -> str:
        """Ask a source no more for now."""
        pause(self.site, self.way())
        return self.page("sources", done="paused")

    def resume(self) -> str:
        """Ask it again."""
        resume(self.site, self.way())
        return self.page("sources", done="resumed")

    def end(self) -> str:
        """End a subscription: what came stays, or goes."""
        choice = self.text("what", 10)
        if choice not in ("keep", "remove"):
            raise SharingError(_("Choose what becomes of what came."))
        end(self.site, self.way(), choice == "keep")
        return self.page("sources", done="ended")

    @property
    def done(self) -> Message | None:
        """Return what was just done."""
        return {
            "added": _("This source is followed. It is asked within a minute."),
            "changed": _("Your choice is kept. The source is read again within a minute."),
            "paused": _("This source is asked no more, until you resume it."),
            "resumed": _("This source is asked again within a minute."),
            "ended": _("This subscription ends within a minute."),
            "given": _("Your choice is kept. It holds within a minute."),
        }.get(self.text("done", 20))

    @cached_property
    def may_give(self) -> bool:
        return bool(api.user.has_permission(SETTINGS, obj=self.site))

    def given(self) -> list[dict[str, Any]]:
        """Return the kinds that can be given, and which are."""
        feed = feed_of(self.site)
        held = feed.kinds if feed is not None else ()
        return [
            {
                "value": kind,
                "title": self.kind_name(kind),
                "checked": "checked" if kind in held else None,
            }
            for kind in giving.kinds()
        ]

    def licences(self) -> list[dict[str, Any]]:
        feed = feed_of(self.site)
        held = feed.licence if feed is not None else LICENCES[0]
        return [
            {
                "value": one,
                "title": self.licence(one),
                "selected": "selected" if one == held else None,
            }
            for one in LICENCES
        ]

    def give(self) -> str:
        """Let others show the kinds that are ticked."""
        if not self.may_give:
            raise Unauthorized(SETTINGS)
        licence = self.text("licence", 20)
        if licence not in LICENCES:
            raise SharingError(_("Choose a licence."))
        giving.give(self.site, self.texts("kind", 20), licence)
        return self.page("sources", done="given")
