"""@@updates: what changed in pages that were adopted, what that means here, and one verb each."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.merging import Merged as United
from communesplone.sharing.packs.adopting import has_changed
from communesplone.sharing.store import Shared
from communesplone.sharing.updating import taking
from communesplone.sharing.updating import telling
from communesplone.sharing.updating.accepting import Merged
from communesplone.sharing.updating.accepting import undo_merged
from communesplone.sharing.updating.browser.choosing import Choosing
from communesplone.sharing.updating.following import is_translated_here
from communesplone.sharing.updating.former import LASTS
from communesplone.sharing.updating.proposing import can_propose
from communesplone.sharing.updating.reach import answered_for_me
from communesplone.sharing.updating.reach import behind_for_me
from communesplone.sharing.updating.reach import for_me
from communesplone.sharing.updating.reach import gone_for_me
from communesplone.sharing.updating.reach import proposed_to_me
from communesplone.sharing.updating.reach import taken_for_me
from communesplone.sharing.updating.sides import Sides
from communesplone.sharing.updating.sides import sides
from communesplone.sharing.updating.translating import is_behind
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ModifyPortalContent
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import quote
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
import transaction


#: A page shows no more updates, and no more of what was taken.
MOST, MOST_KNOWN = 50, 10


@dataclass(frozen=True)
class Waiting:
    """An item that this person may edit, and the revision that waits for it."""

    item: DexterityContent
    shared: Shared
    revision: int
    word: str
    sides: Sides
    merged: United

    @property
    def count(self) -> int:
        """Return how many choices it asks for."""
        return len(self.merged.questions)


class UpdatesPage(Choosing):
    """The list of a site, of what the person may edit; `summary` in the address opens it all."""

    index = ViewPageTemplateFile("updates.pt")
    doing = {"take": "take", "undo": "undo", "detach": "detach", **Choosing.doing}
    page_title = _("Page updates")

    @cached_property
    def waiting(self) -> list[Waiting]:
        """Return what waits, what asks for a choice first, then by title."""
        found = [
            one for uid, item in self._mine[:MOST] if (one := self._waiting(uid, item)) is not None
        ]
        return sorted(found, key=lambda one: (not one.count, one.item.Title().lower()))

    @cached_property
    def _mine(self) -> list[tuple[str, DexterityContent]]:
        """Pages of this person for which something waits, and one to tell that there are more."""
        return list(for_me(getSite(), self.store, MOST + 1))

    def has_more(self) -> bool:
        return len(self._mine) > MOST

    def _waiting(self, uid: str, item: DexterityContent) -> Waiting | None:
        shared = self.store.items.get(uid)
        if shared is None or shared.detached:
            return None
        envelope = self.store.pending[uid].envelope
        if is_translated_here(item, envelope):
            return None
        found = sides(item, shared, envelope, self.store)
        if found is None:
            return None
        word = str(envelope.get("change") or "")
        return Waiting(item, shared, envelope["revision"], word, found, found.merged())

    def _item(self, uid: str) -> DexterityContent | None:
        """Return an item that this person may edit; None for any other."""
        brains = api.portal.get_tool("portal_catalog").searchResults(UID=uid, show_inactive=True)
        item = brains[0].getObject() if brains else None
        may = item is not None and api.user.has_permission(ModifyPortalContent, obj=item)
        return item if may else None

    @cached_property
    def calm(self) -> list[Waiting]:
        """Return what can be taken without a choice."""
        return [one for one in self.waiting if not one.count]

    def is_summary(self) -> bool:
        """Tell whether what is taken together is shown before."""
        return bool(self.request.form.get("summary")) and len(self.calm) > 1

    def title(self) -> Message:
        count = len(self.waiting)
        if not count:
            return _("Nothing new in what you have adopted")
        if count == 1:
            return _("One adopted page has news")
        return _("${count} adopted pages have news", mapping={"count": count})

    def lead(self) -> list[Message]:
        """Return the sentence under the title: what can be taken, what presses."""
        calm, asking = len(self.calm), len(self.waiting) - len(self.calm)
        if not self.waiting:
            return [
                _("A revision that an author offers shows here by itself."),
                _("Nothing to do."),
            ]
        without = (
            _("One can be taken without touching what you added.")
            if calm == 1
            else _(
                "${count} can be taken without touching what you added.", mapping={"count": calm}
            )
        )
        asks = (
            _("One asks for a choice.")
            if asking == 1
            else _("${count} ask for a choice.", mapping={"count": asking})
        )
        nothing = _("Nothing of it touches what you added.")
        return [without if calm else "", asks if asking else nothing if not calm else ""]

    @property
    def choose(self) -> str:
        return self.say(_("Choose…"))

    @property
    def see(self) -> str:
        return self.say(_("See"))

    @property
    def translated(self) -> str:
        return self.say(_("Translate"))

    @property
    def taken(self) -> str:
        return self.say(_("Take"))

    def rows(self) -> list[dict[str, Any]]:
        return [self._row(one) for one in self.waiting]

    def _row(self, one: Waiting) -> dict[str, Any]:
        return {
            "uid": one.item.UID(),
            "title": one.item.Title(),
            "url": one.item.absolute_url(),
            "author": one.sides.author,
            "former": one.shared.revision,
            "revision": one.revision,
            "changes": one.word or capital(self.listed(telling.changes(one.merged, one.sides))),
            "count": one.count,
            "here": self._here(one),
            "mark": one.sides.mark,
            "is_public": api.content.get_state(one.item, default="") == "published",
        }

    def _here(self, one: Waiting) -> str:
        """Return what an update means for what was written here."""
        states = [part.state for part in one.merged.parts]
        if one.count:
            counts = {"taken": states.count("theirs"), "kept": states.count("mine")}
            return self.say(_("${taken} taken, ${kept} kept", mapping=counts))
        stays = telling.kept(one.merged, one.sides)
        if not stays:
            return self.say(_("You have changed nothing in it"))
        return self.say(_("What you changed stays: ${what}", mapping={"what": self.listed(stays)}))

    def take(self) -> str:
        """Take what the form names, each as it was shown; one that moved keeps none back."""
        named = self.request.form.get("item", [])
        named = [named] if isinstance(named, str) else named
        taken, problem = [], None
        for name in named[:MOST]:
            uid, _space, mark = str(name).partition(" ")
            item = self._item(uid)
            savepoint = transaction.savepoint(optimistic=True)
            try:
                if item is None:
                    raise SharingError(_("Nothing new waits for this page."))
                taking.take(item, self.store, {}, mark, api.user.get_current().getId() or "")
                taken.append(uid)
            except SharingError as error:
                savepoint.rollback()
                problem = error
        if problem is not None and not taken:
            raise problem
        return f"{self.list_url}?done={'.'.join(taken)}"

    def undo(self) -> str:
        """Take updates back, all that the form names."""
        for uid in self.text("uid", 2000).split(".")[:MOST]:
            item = self._item(uid)
            if item is None:
                raise SharingError(_("Nothing new waits for this page."))
            undo = undo_merged if uid in self.store.merged else taking.undo
            undo(item, self.store, datetime.now(UTC))
        return f"{self.list_url}?undone=1"

    def detach(self) -> str:
        item = self._item(self.text("uid", 64))
        if item is None:
            raise SharingError(_("This page was written here."))
        taking.detach(item, self.store)
        return f"{self.list_url}?detached={item.UID()}"

    def done(self) -> dict[str, Any] | None:
        """Return what was just taken and can be taken back."""
        names = str(self.request.form.get("done") or "").split(".")[:MOST]
        items = [item for uid in names if uid and (item := self._item(uid)) is not None]
        now = datetime.now(UTC)
        if not items or not all(taking.can_undo(item, self.store, now) for item in items):
            return None
        first = items[0]
        return {
            "uid": ".".join(item.UID() for item in items),
            "count": len(items),
            "title": first.Title(),
            "url": first.absolute_url(),
        }

    def can_propose(self) -> DexterityContent | None:
        """Return what was just taken, when it says more than its author."""
        item = self._item(str(self.request.form.get("done") or ""))
        return item if item is not None and can_propose(item, self.store) else None

    def acted(self, name: str) -> DexterityContent | None:
        """Return the page that was just proposed, or merged with a proposal."""
        return self._item(str(self.request.form.get(name) or ""))

    def proposals(self) -> list[dict[str, Any]]:
        """Return what others propose for pages that this person may edit."""
        found = []
        for uid, item in proposed_to_me(getSite(), self.store, MOST):
            for who, one in self.store.proposals[uid].items():
                found.append(
                    {
                        "title": item.Title(),
                        "author": one.envelope["issuer"].get("name", ""),
                        "word": one.envelope["change"],
                        "url": f"{item.absolute_url()}/@@proposal?from={quote(who)}",
                    }
                )
        return found

    def detached(self) -> DexterityContent | None:
        """Return what was just made to go its own way."""
        item = self._item(str(self.request.form.get("detached") or ""))
        shared = self.store.items.get(item.UID()) if item is not None else None
        return item if shared is not None and shared.detached else None

    def gone(self) -> list[dict[str, Any]]:
        """Return what is no longer offered by its author, while nobody here decided about it."""
        found = []
        for uid, item in gone_for_me(getSite(), self.store, MOST):
            found.append(
                {
                    "uid": uid,
                    "title": item.Title(),
                    "url": item.absolute_url(),
                    "author": self.store.items[uid].issuer.get("name", ""),
                }
            )
        return found

    def packs(self) -> list[dict[str, str]]:
        """Return the packs that have changed since they were adopted, and those taken away."""
        changed = [(urn, one) for urn, one in self.store.packs.items() if has_changed(one)]
        return [
            {
                "title": one.title,
                "url": f"{self.site_url}/@@library-pack?urn={quote(urn)}" if one.latest else "",
            }
            for urn, one in changed[:MOST]
        ]

    def answers(self) -> list[dict[str, Any]]:
        """Return what authors made of what was proposed to them, in the last thirty days."""
        since = (datetime.now(UTC) - LASTS).isoformat()
        found = []
        for uid, one in answered_for_me(getSite(), self.store, since, MOST):
            told = self.store.proposed[uid]
            author = self.store.items[uid].issuer.get("name", "")
            row = {"title": one.Title(), "url": one.absolute_url(), "author": author}
            found.append({**row, "taken": told.state == "taken", "word": told.word})
        return found

    def behind(self) -> list[dict[str, str]]:
        """Return the translations that nobody has brought in step with their original."""
        found = self._translated_here()
        for _uid, item in behind_for_me(getSite(), self.store, MOST):
            if is_behind(item, self.store):
                original = self._item(self.store.behind[item.UID()][0])
                found.append(
                    {
                        "title": item.Title(),
                        "url": item.absolute_url(),
                        "original": original.absolute_url() if original is not None else "",
                    }
                )
        return found

    def _translated_here(self) -> list[dict[str, str]]:
        """Return adopted pages that were translated in place, with a revision to read."""
        found = []
        for uid, item in self._mine[:MOST]:
            if is_translated_here(item, self.store.pending[uid].envelope):
                url = item.absolute_url()
                found.append({"title": item.Title(), "url": url, "original": f"{url}/@@merge"})
        return found

    def known(self) -> list[dict[str, Any]]:
        """Return what was taken in the last thirty days, the last first."""
        now = datetime.now(UTC)
        kept = [*self.store.taken.items(), *self.store.merged.items()]
        taken = {uid: one for uid, one in kept if one.lasts(now)}
        moments = {uid: one.moment for uid, one in taken.items()}
        found = []
        for uid, item in taken_for_me(getSite(), moments, MOST_KNOWN):
            one = taken[uid]
            found.append(
                {
                    "uid": uid,
                    "title": item.Title(),
                    "url": item.absolute_url(),
                    "moment": self.moment(one.moment),
                    "alone": not one.by,
                    "proposed": isinstance(one, Merged),
                }
            )
        return found


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]
