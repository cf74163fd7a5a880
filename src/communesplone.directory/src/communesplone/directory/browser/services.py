"""The list of the services that a folder or a service holds."""

from dataclasses import dataclass
from Products.Five.browser import BrowserView


LIMIT = 200


@dataclass(frozen=True)
class Row:
    """A service in a list."""

    title: str
    description: str
    url: str


class ServicesView(BrowserView):
    """Services directly in the context, in its order."""

    def rows(self) -> list[Row]:
        """Return the services that the visitor may see, from the catalog alone."""
        found = self.context.portal_catalog(
            portal_type="Service",
            path={"query": "/".join(self.context.getPhysicalPath()), "depth": 1},
            sort_on="getObjPositionInParent",
            sort_limit=LIMIT,
        )
        return [Row(brain.Title, brain.Description, brain.getURL()) for brain in found[:LIMIT]]
