"""@@trash: what can be had back; and the question before something goes there."""

from communesplone.core import _
from communesplone.editing.publishing.browser.base import TextPage
from communesplone.editing.trash import restoring
from communesplone.editing.trash import store
from communesplone.editing.trash.catching import referrers
from communesplone.editing.words import date_of
from communesplone.editing.words import moment
from communesplone.editing.words import person
from communesplone.editing.words import say
from functools import cached_property
from plone import api
from plone.locking.interfaces import ILockable
from Products.CMFCore.permissions import DeleteObjects
from typing import Any
from zExceptions import Unauthorized
from zope.component.hooks import getSite
from zope.i18n import translate


ERASE = "communesplone.editing: Erase what is in the trash"
#: No longer list: what was thrown longest ago comes once something is taken out.
MOST = 100


class TrashPage(TextPage):
    """The items that this person may have back."""

    doing = {"restore": "restore", "erase": "erase"}
    page_title = _("Trash")

    def rows(self) -> list[dict[str, Any]]:
        site = getSite()
        found = []
        for key, thrown in store.entries(site):
            if len(found) == MOST:
                break
            if restoring.may_see(site, thrown):
                found.append(self._row(site, key, thrown))
        return found

    def _row(self, site: Any, key: str, thrown: store.Thrown) -> dict[str, Any]:
        where = restoring.folder_of(site, thrown)
        return {
            "key": key,
            "title": thrown.title,
            "type": self._type(thrown.type),
            "where": where.Title() if where is not None else "",
            "count": thrown.count,
            "by": person(thrown.by),
            "when": moment(thrown.moment),
            "until": date_of(thrown.until),
            "was_online": thrown.state == "published",
            "may_restore": restoring.may_restore(site, thrown, where),
        }

    def _type(self, name: str) -> str:
        fti = api.portal.get_tool("portal_types").get(name)
        title = fti.Title() if fti is not None else name
        return translate(title, context=self.request)

    @cached_property
    def may_erase(self) -> bool:
        return api.user.has_permission(ERASE, obj=getSite())

    def restore(self) -> str:
        """Put an item back, and send on to it."""
        try:
            item = restoring.restore(getSite(), self.text("key", 40))
        except store.NotInTrash:
            return self.refuse(_("It is no longer in the trash."), 404)
        except restoring.CannotRestore as error:
            return self.refuse(error.message, 409)
        message = _("“${title}” is back in its place.", mapping={"title": item.Title()})
        api.portal.show_message(message, self.request)
        return self.go(f"{item.absolute_url()}/view")

    def erase(self) -> str:
        """Erase for good; asked once more, since nothing takes it back."""
        if not self.may_erase:
            raise Unauthorized(self.here)
        key = self.text("key", 40)
        if self.text("sure") == "yes":
            store.erase(getSite(), key)
            api.portal.show_message(_("It is erased for good."), self.request)
            return self.go(self.here)
        try:
            thrown = store.get(getSite(), key)
        except store.NotInTrash:
            return self.refuse(_("It is no longer in the trash."), 404)
        self.asked = {"key": key, "title": thrown.title}
        return self.index()

    asked: dict[str, str] | None = None


class ThrowAway(TextPage):
    """@@delete_confirmation: the question, with the pages that lead here."""

    doing = {"throw": "throw", "keep": "keep"}
    page_title = _("Move to the trash")
    #: The question names no more pages; the figure counts all.
    most = 5

    def check(self) -> None:
        if not api.user.has_permission(DeleteObjects, obj=self.context):
            raise Unauthorized(self.url)

    @cached_property
    def referrers(self) -> list[Any]:
        return referrers(self.context)

    def inside(self) -> int:
        """Return how many items it holds, that go along."""
        path = {"query": "/".join(self.context.getPhysicalPath())}
        catalog = api.portal.get_tool("portal_catalog")
        # Unrestricted: a number only, so that nobody throws away unknowingly
        return max(0, len(catalog.unrestrictedSearchResults(path=path)) - 1)

    def locked(self) -> bool:
        lockable = ILockable(self.context, None)
        return lockable is not None and not lockable.can_safely_unlock()

    def throw(self) -> str:
        """Put it into the trash and send to the folder where it stood."""
        if self.locked():
            return self.refuse(_("A colleague is writing in this page at this moment."), 409)
        folder, title = self.context.aq_inner.aq_parent, self.context.Title()
        api.content.delete(self.context, check_linkintegrity=False)
        message = _(
            "“${title}” is in the trash, for 30 days.",
            mapping={"title": title or say(_("A page"))},
        )
        api.portal.show_message(message, self.request)
        return self.go(f"{folder.absolute_url()}/view")

    def keep(self) -> str:
        return self.go(f"{self.url}/view")
