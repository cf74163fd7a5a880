"""Another text for what holds a part of the site: the home of the commune, a mini-site.

Such a place cannot be copied beside itself, and locking it would lock all it holds. So a draft
page inside it holds its text alone: the introduction and the sections. Published, it gives that
text to the place and takes the former one, which can be put back in the same way.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core import _
from communesplone.editing.publishing import content
from communesplone.editing.words import date_of
from communesplone.editing.words import say
from copy import deepcopy
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContainer
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.interface import alsoProvides
from zope.interface import Interface
from zope.lifecycleevent import ObjectModifiedEvent


KEY = "communesplone.editing.text_of"
#: What a place and the draft of its text share; names, colours and what it holds stay its own.
FIELDS = ("description", "sections")
#: Former texts that stay at hand.
MOST_FORMER = 5


class IPreparedText(Interface):
    """A draft page that holds a text of the place where it stands."""


def has_one(place: DexterityContent) -> bool:
    """Tell whether `place` holds others and has a text of its own, made of sections."""
    return IDexterityContainer.providedBy(place) and hasattr(aq_base(place), "sections")


def place_of(draft: DexterityContent) -> DexterityContent | None:
    """Return the place whose text `draft` holds; None for any other page, or once it was moved."""
    if not IPreparedText.providedBy(draft):
        return None
    place = aq_parent(aq_inner(draft))
    return place if _kept(draft).get("place") == _name(place) else None


def draft_of(place: DexterityContent) -> DexterityContent | None:
    """Return the text that is being prepared for `place`."""
    return next((one for one in _drafts(place) if former_since(one) is None), None)


def former_of(place: DexterityContent) -> list[DexterityContent]:
    """Return the former texts of `place` that this user may see, the last first."""
    found = [one for one in _drafts(place) if former_since(one) is not None]
    seen = [one for one in found if api.user.has_permission("View", obj=one)]
    return sorted(seen, key=former_since, reverse=True)


def former_since(draft: DexterityContent) -> datetime | None:
    """Return since when (aware) another text stands in the place of this one; None for a new."""
    return _kept(draft).get("former")


def overtaken(draft: DexterityContent) -> bool:
    """Tell whether the text of the place has changed since this one was begun."""
    place, begun = place_of(draft), _kept(draft).get("from")
    return place is not None and bool(begun) and begun != fingerprint(place)


def fingerprint(item: DexterityContent) -> str:
    """Return what tells the text of a place, or of its draft, from any other."""
    return content.fingerprint(item, only=FIELDS)


def make(place: DexterityContent) -> DexterityContent:
    """Return a new draft with the text of `place`. Whether the user may is for the caller."""
    title = say(_("New text of “${title}”", mapping={"title": place.Title()}))
    draft = createContent("Document", title=title, exclude_from_nav=True)
    draft.creators = (api.user.get_current().getId(),)
    _give(draft, _text(place))
    alsoProvides(draft, IPreparedText)
    IAnnotations(draft)[KEY] = {
        "place": _name(place),
        "from": fingerprint(place),
        "former": None,
    }
    # A technical place: what people may add there is another matter
    return addContentToContainer(place, draft, checkConstraints=False)


def exchange(draft: DexterityContent) -> DexterityContent:
    """Give the place the text of `draft`, and the draft the former one; return the place."""
    place = place_of(draft)
    former = _text(place)
    _give(place, _text(draft))
    _give(draft, former)
    now = datetime.now(UTC)
    name = {"title": place.Title(), "day": date_of(now)}
    draft.title = say(_("Text of “${title}” until ${day}", mapping=name))
    IAnnotations(draft)[KEY] = {**_kept(draft), "former": now, "from": ""}
    _be_a_draft(draft)
    for changed in (draft, place):
        notify(ObjectModifiedEvent(changed))
        changed.reindexObject()
    for old in former_of(place)[MOST_FORMER:]:
        api.content.delete(old, check_linkintegrity=False)
    return place


def _text(item: DexterityContent) -> dict[str, Any]:
    return {name: deepcopy(getattr(aq_base(item), name, None)) for name in FIELDS}


def _give(item: DexterityContent, text: dict[str, Any]) -> None:
    for name, value in text.items():
        setattr(item, name, value)


def _kept(draft: DexterityContent) -> dict[str, Any]:
    """Return what is kept with a draft: its place, the text it was begun from, since when former.

    Nothing came along where a draft was imported from another site: it is a page as any other.
    """
    return IAnnotations(draft).get(KEY) or {}


def _name(place: DexterityContent) -> str:
    return "site" if IPloneSiteRoot.providedBy(place) else IUUID(place, "")


def _drafts(place: DexterityContent) -> list[DexterityContent]:
    """Return the drafts in `place`, the last changed first."""
    if not has_one(place):
        return []
    catalog = api.portal.get_tool("portal_catalog")
    # Unrestricted: that a text is in preparation is told to whoever works here, not what it says
    brains = catalog.unrestrictedSearchResults(
        object_provides=IPreparedText.__identifier__,
        path={"query": "/".join(place.getPhysicalPath()), "depth": 1},
        sort_on="modified",
        sort_order="descending",
    )
    # As above
    found = (brain._unrestrictedGetObject() for brain in brains)
    return [one for one in found if place_of(one) is not None]


def _be_a_draft(draft: DexterityContent) -> None:
    """Have it be private again, without a step of the workflow: nobody sent it back."""
    tool = api.portal.get_tool("portal_workflow")
    for workflow in tool.getWorkflowsFor(draft):
        status = {
            "action": None,
            "actor": api.user.get_current().getId(),
            "comments": "",
            "review_state": workflow.initial_state,
            "time": DateTime(),
        }
        tool.setStatusOf(workflow.getId(), draft, status)
        workflow.updateRoleMappingsFor(draft)
    draft.reindexObjectSecurity()
