"""@@bulk: chosen pages of a list (`uids:list`), an act, its summary, then the act and its undo."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.topics import labels
from communesplone.editing.bulk import acts
from communesplone.editing.publishing.browser.base import TextPage
from communesplone.editing.publishing.online import is_scheduled
from communesplone.editing.publishing.online import is_withdrawn
from communesplone.editing.publishing.online import state
from communesplone.editing.trash import restoring
from communesplone.editing.trash import store
from functools import cached_property
from plone import api
from typing import Any
from zope.component.hooks import getSite


#: So many at once: what takes longer than a click is work for a list of its own.
MOST = 100
#: Kind and word of the state of a page.
STATES = {
    "private": ("draft", _("Draft")),
    "pending": ("pending", _("To review")),
    "published": ("online", _("Online")),
    "scheduled": ("scheduled", _("Scheduled")),
    "withdrawn": ("draft", _("Expired")),
}
WORKING = ("Webmasters", "Editors", "Reviewers")


class BulkPage(TextPage):
    """Each step is a form that carries the choice on; only the last one writes."""

    doing = {"choose": "index", "summary": "summary", "act": "act", "undo": "undo"}
    page_title = _("Act on several pages")
    step = "choose"

    def check(self) -> None:
        self.typed_value = self.text("value", 80)

    # What was chosen

    @cached_property
    def uids(self) -> list[str]:
        return list(dict.fromkeys(self._texts("uids")))[:MOST]

    def left_out(self) -> int:
        """Return how many of the chosen pages are too many for once."""
        return max(0, len(set(self._texts("uids"))) - MOST)

    def _texts(self, name: str) -> list[str]:
        value = self.request.form.get(name, [])
        return [
            one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)
        ]

    @cached_property
    def items(self) -> list[Any]:
        return acts.found(self.uids)

    @cached_property
    def chosen(self) -> acts.Act | None:
        return acts.ACTS.get(self.text("what", 20))

    def row(self, item: Any) -> dict[str, Any]:
        """Return a page as a list shows it: title, address, where it stands, its state."""
        kind, words = STATES.get(_shape(item), STATES["private"])
        around = aq_parent(aq_inner(item))
        return {
            "title": item.Title() or item.getId(),
            "url": item.absolute_url(),
            "where": around.Title() if around is not None else "",
            "kind": kind,
            "state": words,
        }

    def offered(self) -> list[dict[str, Any]]:
        """Return what can be done, each with what it asks for."""
        return [
            {"act": act, "choices": choices, "chosen": self.text(f"value-{act.asks}", 80)}
            for act in acts.OFFERED
            if (choices := self.choices(act.asks)) or not act.asks
        ]

    def value_title(self) -> str:
        """Return in words what was chosen for all: the theme, the person, the folder."""
        found = self.choices(self.chosen.asks) if self.chosen is not None else []
        return next((one["title"] for one in found if one["value"] == self.value), "")

    def choices(self, kind: str) -> list[dict[str, str]]:
        make = {"theme": self._themes, "owner": self._people, "folder": self._folders}.get(kind)
        return list(make()) if make is not None else []

    def _themes(self) -> Iterator[dict[str, str]]:
        for key, label in labels("themes", self.language).items():
            yield {"value": key, "title": label}

    def _people(self) -> Iterator[dict[str, str]]:
        """Yield the accounts that work here, for those who may give pages to them."""
        if not all(api.user.has_permission(acts.DELEGATE, obj=item) for item in self.items):
            return
        found = {}
        for group in WORKING:
            if api.group.get(group) is not None:
                found |= {one.getId(): one for one in api.user.get_users(groupname=group)}
        named = [(self.person(name), name) for name in found]
        yield from ({"value": name, "title": title} for title, name in sorted(named))

    def _folders(self) -> Iterator[dict[str, str]]:
        brains = api.content.find(portal_type=["Folder", "LRF", "MiniSite"], sort_on="path")
        for brain in brains[:300]:
            # Whether something may be added is asked of the one that is chosen
            yield {"value": brain.UID, "title": brain.getPath().split("/", 2)[-1]}

    # What is done

    def summary(self) -> str:
        """Say what will happen with each page, before anything does."""
        if self.chosen is None:
            return self.refuse(_("Choose what to do with these pages."))
        self.value = self.text(f"value-{self.chosen.asks}", 80) or self.typed_value
        if not self._is_offered():
            return self.refuse(_("Choose it in the list."))
        self.step = "summary"
        return self.index()

    value = ""

    def _is_offered(self) -> bool:
        """Tell whether the list of this act has what was chosen."""
        asks = self.chosen.asks
        return not asks or self.value in {one["value"] for one in self.choices(asks)}

    @cached_property
    def planned(self) -> list[acts.Planned]:
        return acts.plan(self.chosen, self.items, self.value) if self.chosen else []

    def possible(self) -> list[acts.Planned]:
        return [one for one in self.planned if one.obstacle is None]

    def obstacles(self) -> list[acts.Planned]:
        return [one for one in self.planned if one.obstacle is not None]

    def act(self) -> str:
        """Do it with every page with which it can be done still."""
        if self.chosen is None:
            return self.refuse(_("Choose what to do with these pages."))
        self.value = self.typed_value
        if not self._is_offered():
            return self.refuse(_("Choose it in the list."))
        self.former, self.changed = [], []
        for planned in self.possible():
            # A page that went along with its folder is no longer there to be asked
            if acts.found([planned.item.UID()]):
                row = self.row(planned.item)
                self.former.append(self.chosen.do(planned.item, self.value))
                self.changed.append(self._after(row, planned.item))
        self.count = len(self.changed)
        self.step = "done"
        return self.index()

    former: list[str] = []
    changed: list[dict[str, Any]] = []
    count = 0

    def _after(self, row: dict[str, Any], item: Any) -> dict[str, Any]:
        """Return the row of a page as it is now; without address once it is in the trash."""
        return {**row, "url": ""} if self.chosen.name == "trash" else self.row(item)

    def undo(self) -> str:
        """Take back what was done, page by page, as far as this person may."""
        name, self.count = self.text("what", 20), 0
        for line in self._texts("former")[:MOST]:
            uid, _space, value = line.partition(" ")
            self.count += (
                self._restored(uid) if name == "restore" else self._undone(name, uid, value)
            )
        self.step = "undone"
        return self.index()

    def _restored(self, key: str) -> int:
        try:
            restoring.restore(getSite(), key)
        except (store.NotInTrash, restoring.CannotRestore):
            return 0
        return 1

    def _undone(self, name: str, uid: str, value: str) -> int:
        act = acts.ACTS.get(name)
        items = acts.found([uid])
        if (
            act is None
            or not items
            or (act.asks == "owner" and api.user.get(userid=value) is None)
        ):
            return 0
        if act.obstacle(items[0], value) is not None:
            return 0
        act.do(items[0], value)
        return 1


def _shape(item: Any) -> str:
    """Return in which state an item is, also for what only an hour decides."""
    if is_scheduled(item):
        return "scheduled"
    return "withdrawn" if is_withdrawn(item) else state(item)
