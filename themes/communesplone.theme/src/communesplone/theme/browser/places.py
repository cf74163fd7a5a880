"""The places of every page where add-ons put something of theirs: banner, end of the page."""

from Products.Five.viewlet.manager import ViewletManagerBase
from zope.viewlet.interfaces import IViewlet
from zope.viewlet.manager import getWeight


class Place(ViewletManagerBase):
    """Viewlets that the user may see, in the order of their weights."""

    def sort(self, viewlets: list[tuple[str, IViewlet]]) -> list[tuple[str, IViewlet]]:
        return sorted(viewlets, key=lambda named: (getWeight(named), named[0]))
