"""@@updates?choose=1: which adopted pages take by themselves what asks for no choice."""

from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.sharing.updating.browser.page import UpdatingPage
from communesplone.sharing.updating.reach import adopted_rows
from communesplone.sharing.updating.reach import editable
from functools import cached_property
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component.hooks import getSite


SIZE = 50


class Choosing(UpdatingPage):
    """One page of them at a time; a form changes those that it showed."""

    doing = {"automatic": "automatic"}

    def is_choosing(self) -> bool:
        return bool(self.request.form.get("choose"))

    @cached_property
    def _adopted(self) -> list[AbstractCatalogBrain]:
        return adopted_rows(getSite(), self.store)

    @cached_property
    def paging(self) -> Paging:
        number, total = asked_page(self.request.form), len(self._adopted)
        return Paging(number, SIZE, total, self.list_url, (("choose", "1"),))

    def choices(self) -> list[dict[str, Any]]:
        """Return adopted pages that this person may edit, and how each takes revisions."""
        first = (self.paging.number - 1) * SIZE
        found = []
        for uid, item in editable(self._adopted[first : first + SIZE], SIZE):
            shared = self.store.items[uid]
            author = shared.issuer.get("name", "")
            row = {"uid": uid, "title": item.Title(), "author": author}
            found.append({**row, "alone": shared.automatic})
        return found

    def automatic(self) -> str:
        """Have the pages that the form ticks take by themselves what asks for nothing."""
        shown, ticked = self._uids("shown"), self._uids("alone")
        rows = [row for row in self._adopted if row.UID in shown]
        for uid, _item in editable(rows, SIZE):
            self.store.items[uid].automatic = uid in ticked
        return f"{self.list_url}?chosen=1"

    def _uids(self, name: str) -> set[str]:
        found = self.request.form.get(name, [])
        return {found} if isinstance(found, str) else set(found)
