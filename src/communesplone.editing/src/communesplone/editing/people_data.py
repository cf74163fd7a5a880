"""What each person chose, as plain data, for export and import."""

from BTrees.OOBTree import OOBTree
from communesplone.core.interfaces import ISiteData
from communesplone.editing.people import KEY
from persistent.mapping import PersistentMapping
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
class PeopleData:
    """Choices by user id."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, dict[str, Any]]:
        return {person: dict(kept) for person, kept in self._kept().items()}

    def load(self, data: Any, same_site: bool) -> None:
        """Make the choices those of `data`; accounts are the same in a copy."""
        made = OOBTree()
        for person, kept in data.items():
            made[person] = PersistentMapping(kept)
        IAnnotations(self.site)[KEY] = made

    def _kept(self) -> Any:
        return IAnnotations(self.site).get(KEY, {})
