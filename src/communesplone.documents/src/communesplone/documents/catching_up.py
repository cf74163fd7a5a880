"""What the catch-up board says of documents: regulations have to be on the commune's site."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.catching_up import adding
from communesplone.core.catching_up import ICatchingUp
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import Others
from communesplone.core.identity import identity
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


TYPE = "Library Document"
REGULATIONS = ["regulation", "tax"]
WALLONIA = "Région wallonne"


@implementer(ICatchingUp)
@adapter(IPloneSiteRoot)
class RegulationLines:
    """Regulations and ordinances in force, on the commune's own site, since 1 July 2025.

    CDLD, article L1133-1. It does not hold in the German-speaking Community, which has a decree of
    its own. What is published here is no proof of the moment.
    """

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def lines(self, others: Others) -> Iterator[Line]:
        """See ICatchingUp."""
        who = identity(self.site)
        walloon = who.kind == "commune" and who.region == WALLONIA and who.language != "de"
        if walloon and TYPE in self.site.portal_types:
            # Unrestricted, since a job asks: nothing but whether there is one comes out of it
            online = self.site.portal_catalog.unrestrictedSearchResults(
                portal_type=TYPE,
                document_kind=REGULATIONS,
                review_state="published",
                sort_limit=1,
            )
            yield Line(
                name="page:regulations",
                title=_("Regulations in force"),
                sentence=_("In full on your own site, as long as they hold."),
                weight="law",
                present=bool(online),
                label=_("Add a regulation"),
                url=adding(self.site, TYPE),
                basis=_("CDLD, article L1133-1."),
                minutes=15,
            )
