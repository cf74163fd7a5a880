"""@@sources-queue: what other sources bring and waits for a person, one by one or together."""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.showing import Part
from communesplone.core.sharing.showing import parts
from communesplone.sharing.syndicating.browser.base import SourcesView
from communesplone.sharing.syndicating.doubles import moment_of
from communesplone.sharing.syndicating.moderating import accept
from communesplone.sharing.syndicating.moderating import folder_of
from communesplone.sharing.syndicating.moderating import put_back
from communesplone.sharing.syndicating.moderating import queue
from communesplone.sharing.syndicating.moderating import refuse
from communesplone.sharing.syndicating.notices import key_of
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from functools import cached_property
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zExceptions import NotFound
from zope.i18nmessageid import Message
import transaction


#: A page shows, and a form decides on, no more.
MOST = 50
DECISIONS: dict[str, Callable[[PloneSite, Taken, str], Any]] = {
    "accept": accept,
    "refuse": refuse,
    "undo": put_back,
}
DONE = {
    "accept": (
        _("“${title}” is taken."),
        _("${count} contents are taken."),
    ),
    "refuse": (
        _("“${title}” is refused: it does not come again."),
        _("${count} contents are refused: they do not come again."),
    ),
    "undo": (_("“${title}” waits again."), _("${count} contents wait again.")),
}


class Queue(SourcesView):
    """The oldest first; what may be a double says of what."""

    page_title = _("What other sources bring")
    accept_word, refuse_word = _("Accept"), _("Refuse")
    doing = {name: name for name in DECISIONS}

    @cached_property
    def queue(self) -> list[tuple[str, Received, Subscription]]:
        if self.taken is None:
            return []
        return queue(self.site, self.taken, MOST)

    def lead(self) -> Message:
        count = len(self.queue)
        if not count:
            return _("Nothing waits. What a source brings comes here within a minute.")
        if count == 1:
            return _("One content waits for your decision.")
        return _("${count} contents wait for your decision.", mapping={"count": str(count)})

    def rows(self) -> list[dict[str, Any]]:
        """Return what waits as the template draws it."""
        return [self._row(*one) for one in self.queue]

    def _row(self, key: str, one: Received, way: Subscription) -> dict[str, Any]:
        fields = one.envelope["fields"]
        folder = folder_of(self.site, way, one)
        start = moment_of(fields.get("start"))
        author = str(one.envelope["issuer"].get("name", ""))
        when = self.moment(start.isoformat()) if start is not None else ""
        return {
            "key": key,
            "id": key.rpartition(":")[2],
            "title": str(fields.get("title", "")),
            "description": str(fields.get("description") or ""),
            "facts": self.listed(
                [
                    one
                    for one in (
                        self.kind(one.envelope["type"]),
                        when,
                        str(fields.get("location") or ""),
                        self.licence(one.envelope["licence"]),
                    )
                    if one
                ]
            ),
            "author": author,
            "by": way.name if way.name != author else "",
            "url": one.notice["url"],
            "parts": [part for part in self._parts(one) if not part.local],
            "folder": folder.Title() if folder is not None else "",
            "like": self._like(one),
            "open": "open" if key in self.texts("key", MOST) else None,
            "published": way.state == "published",
        }

    def _parts(self, one: Received) -> list[Part]:
        return parts(one.envelope)

    def _like(self, one: Received) -> dict[str, str] | None:
        """Return what it may be a double of, as far as this person may see it."""
        other = self.taken.received.get(one.like) if one.like else None
        if other is not None:
            title = str(other.envelope["fields"].get("title", ""))
            author = str(other.envelope["issuer"].get("name", ""))
            return {"title": f"{title} ({author})", "url": ""}
        brains = self.site.portal_catalog.searchResults(UID=one.like or "-", show_inactive=True)
        return {"title": brains[0].Title, "url": brains[0].getURL()} if brains else None

    def accept(self) -> str:
        return self._decide("accept")

    def refuse(self) -> str:
        return self._decide("refuse")

    def undo(self) -> str:
        return self._decide("undo")

    def _decide(self, act: str) -> str:
        """Decide on all that the form names; one that cannot be is said and keeps none back."""
        named = self.texts("key", MOST)
        if self.taken is None:
            raise NotFound(self.__name__)
        if not named:
            raise SharingError(_("Tick what you decide on."))
        decided, problem = [], None
        for key in named:
            savepoint = transaction.savepoint(optimistic=True)
            try:
                DECISIONS[act](self.site, self.taken, key)
                decided.append(key)
            except SharingError as error:
                savepoint.rollback()
                problem = error
        if problem is not None and not decided:
            raise problem
        return self.page("sources-queue", done=act, what=".".join(decided))

    def done(self) -> dict[str, Any] | None:
        """Return what was just decided, and how it is taken back."""
        act = self.text("done", 10)
        keys = [one for one in self.text("what").split(".") if one][:MOST]
        received = self.taken.received if self.taken is not None else {}
        known = [received[key] for key in keys if key in received]
        if act not in DONE or not known:
            return None
        one, many = DONE[act]
        title = str(known[0].envelope["fields"].get("title", ""))
        words = Message(
            one if len(known) == 1 else many, mapping={"title": title, "count": str(len(known))}
        )
        return {
            "words": words,
            "named": [key_of(one.notice) for one in known] if act != "undo" else [],
            "url": self._shown(known[0]) if act == "accept" and len(known) == 1 else "",
        }

    def _shown(self, one: Received) -> str:
        brains = self.site.portal_catalog.searchResults(UID=one.uid or "-", show_inactive=True)
        return brains[0].getURL() if brains else ""

    @property
    def keys_hint(self) -> Message:
        return _("Keys: j and k move, Enter opens, a accepts, r refuses.")
