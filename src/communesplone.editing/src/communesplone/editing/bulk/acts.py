"""The acts on many items. Each says why it cannot be done with one of them, and how to undo it."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core import _
from communesplone.core.behaviors.topical import ITopical
from communesplone.editing.publishing import acts as publishing
from communesplone.editing.publishing import former
from communesplone.editing.publishing import plan as plans
from communesplone.editing.publishing.online import is_scheduled
from communesplone.editing.publishing.online import is_withdrawn
from communesplone.editing.publishing.schedule import Choice
from communesplone.editing.trash.store import entries
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from OFS.CopySupport import CopyError
from plone import api
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from plone.locking.interfaces import ILockable
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFCore.permissions import DeleteObjects
from Products.CMFCore.permissions import ModifyPortalContent
from zope.component.hooks import getSite
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent


DELEGATE = "Sharing page: Delegate roles"


class Act:
    """An act on one item; `value` is what was chosen for all: a theme, a person, a folder."""

    name = ""
    title: Message
    #: Label of the button.
    verb: Message
    #: What follows, in one sentence.
    consequence: Message
    #: What the state of an item becomes, as (kind, word); None when it stays.
    becomes: tuple[str, Message] | None = None
    #: Which choice is asked for: "", "theme", "owner" or "folder".
    asks = ""
    #: Name of the act that takes it back; "" when there is none.
    undo = ""

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        """Return why it cannot be done with this item; None when it can."""
        raise NotImplementedError

    def do(self, item: DexterityContent, value: str) -> str:
        """Do it, and return what its undoing has to know, as "name of the item value"."""
        raise NotImplementedError


class Publish(Act):
    name = "publish"
    title = _("Publish")
    verb = _("Publish them")
    consequence = _("Everybody can read them within seconds, with their pictures.")
    becomes = ("online", _("Online"))
    undo = "before"

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        if is_scheduled(item):
            return _("waits for its hour already")
        if publishing.state(item) == publishing.PUBLISHED and not is_withdrawn(item):
            return _("online already")
        return former.against_publication(item)

    def do(self, item: DexterityContent, value: str) -> str:
        was = former.former_of(item)
        publishing.publish(item, Choice(end=_coming(publishing.end_of(item))), "")
        return f"{IUUID(item)} {was.written(item)}"


class Retract(Act):
    name = "retract"
    title = _("Take offline")
    verb = _("Take them offline")
    consequence = _("Their addresses answer nobody within seconds. They become drafts.")
    becomes = ("draft", _("Draft"))
    undo = "before"

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        if plans.of(item) is not None:
            return _("a working copy with an hour: cancel it by itself")
        if publishing.state(item) == "private":
            return _("a draft already")
        allowed = "retract" in publishing.transitions(item)
        return None if allowed else _("not yours to take offline")

    def do(self, item: DexterityContent, value: str) -> str:
        was = former.former_of(item)
        publishing.retract(item)
        return f"{IUUID(item)} {was.written(item)}"


class Before(Act):
    """Gives pages the state and the dates back that they had."""

    name = "before"
    title = _("Taken back")
    verb = _("Undo")
    consequence = _("They are again what they were: drafts, to review, or online at their hour.")

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        return former.obstacle(item, former.read(item, value))

    def do(self, item: DexterityContent, value: str) -> str:
        was = former.read(item, value)
        if was is not None:
            former.make_again(item, was)
        return IUUID(item)


class Throw(Act):
    name = "trash"
    title = _("Move to the trash")
    verb = _("Move them to the trash")
    consequence = _("They leave the site at once. They can be taken back for 30 days.")
    undo = "restore"

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        if not api.user.has_permission(DeleteObjects, obj=item):
            return _("not yours to delete")
        lockable = ILockable(item, None)
        if lockable is not None and not lockable.can_safely_unlock():
            return _("a colleague is writing in it")
        return None

    def do(self, item: DexterityContent, value: str) -> str:
        uid = IUUID(item)
        api.content.delete(item, check_linkintegrity=False)
        return next((key for key, thrown in entries(getSite()) if thrown.uid == uid), "")


class Theme(Act):
    name = "theme"
    title = _("Give a theme")
    verb = _("Give them this theme")
    consequence = _("Lists and filters by theme show them. Their other themes stay.")
    asks = "theme"
    undo = "no-theme"

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        if not ITopical.providedBy(item):
            return _("has no themes")
        if not api.user.has_permission(ModifyPortalContent, obj=item):
            return _("not yours to change")
        return _("has this theme already") if value in (item.themes or ()) else None

    def do(self, item: DexterityContent, value: str) -> str:
        item.themes = [*(item.themes or ()), value]
        notify(ObjectModifiedEvent(item))
        return f"{IUUID(item)} {value}"


class NoTheme(Theme):
    """Takes a theme away again."""

    name = "no-theme"
    title = _("Take a theme away")
    verb = _("Take it away")
    consequence = _("Lists and filters by this theme no longer show them.")
    undo = "theme"

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        if not ITopical.providedBy(item) or value not in (item.themes or ()):
            return _("does not have this theme")
        allowed = api.user.has_permission(ModifyPortalContent, obj=item)
        return None if allowed else _("not yours to change")

    def do(self, item: DexterityContent, value: str) -> str:
        item.themes = [one for one in item.themes if one != value]
        notify(ObjectModifiedEvent(item))
        return f"{IUUID(item)} {value}"


class Owner(Act):
    name = "owner"
    title = _("Give to somebody else")
    verb = _("Give them to this person")
    consequence = _("They find them among their pages, and get what is sent back.")
    asks = "owner"
    undo = "owner"

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        if not api.user.has_permission(DELEGATE, obj=item):
            return _("not yours to give")
        return _("theirs already") if item.getOwner().getId() == value else None

    def do(self, item: DexterityContent, value: str) -> str:
        former = item.getOwner().getId() or ""
        user = api.user.get(userid=value)
        item.changeOwnership(user.getUser(), recursive=False)
        for holder in item.users_with_local_role("Owner"):
            kept = [role for role in item.get_local_roles_for_userid(holder) if role != "Owner"]
            item.manage_delLocalRoles([holder])
            if kept:
                item.manage_setLocalRoles(holder, kept)
        roles = {*item.get_local_roles_for_userid(value), "Owner"}
        item.manage_setLocalRoles(value, sorted(roles))
        others = (one for one in item.creators if one not in (value, former))
        item.creators = (value, *others)
        item.reindexObjectSecurity()
        item.reindexObject()
        return f"{IUUID(item)} {former}"


class Move(Act):
    name = "move"
    title = _("Move")
    verb = _("Move them here")
    consequence = _("Their old addresses lead to the new ones, and links follow.")
    asks = "folder"
    undo = "move"

    def obstacle(self, item: DexterityContent, value: str) -> Message | None:
        folder = api.content.get(UID=value)
        if folder is None:
            return _("the folder is gone")
        if not api.user.has_permission(DeleteObjects, obj=item):
            return _("not yours to move")
        if aq_parent(aq_inner(item)) == folder:
            return _("there already")
        if not api.user.has_permission(AddPortalContent, obj=folder):
            return _("nothing may be added in that folder")
        if item.getId() in folder.objectIds():
            return _("a page of the same address is there")
        fti = folder.getTypeInfo()
        allowed = fti is None or fti.allowType(item.portal_type)
        return None if allowed else _("that folder takes no such pages")

    def do(self, item: DexterityContent, value: str) -> str:
        former = IUUID(aq_parent(aq_inner(item)), "")
        uid = IUUID(item)
        try:
            api.content.move(source=item, target=api.content.get(UID=value))
        except (CopyError, ValueError):
            # Plone's own word against it; the caller counts what was done
            return ""
        return f"{uid} {former}" if former else ""


def _coming(end: datetime | None) -> datetime | None:
    """Return an end that is still to come: a page that was withdrawn would stay so."""
    return end if end is not None and end > datetime.now(UTC) else None


@dataclass(frozen=True)
class Planned:
    """What will happen with an item: `obstacle` says why nothing will."""

    item: DexterityContent
    obstacle: Message | None


#: What a list offers, in this order; those after are only for taking back.
OFFERED: tuple[Act, ...] = (Publish(), Retract(), Theme(), Owner(), Move(), Throw())
ACTS: dict[str, Act] = {act.name: act for act in (*OFFERED, NoTheme(), Before())}


def plan(act: Act, items: list[DexterityContent], value: str) -> list[Planned]:
    """Return what the act will do with each item. What stands in another is done with it."""
    return [Planned(item, act.obstacle(item, value)) for item in items]


def found(uids: list[str]) -> list[DexterityContent]:
    """Return the items that this user may see, in the given order."""
    brains = {brain.UID: brain for brain in api.content.find(UID=uids)} if uids else {}
    items = [brains[uid].getObject() for uid in dict.fromkeys(uids) if uid in brains]
    return [item for item in items if IDexterityContent.providedBy(item)]
