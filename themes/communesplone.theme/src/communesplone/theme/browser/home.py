"""The home page of a commune."""

from communesplone.core.interfaces import ICrisisPage
from communesplone.core.memory import remember
from communesplone.core.sections import Rendered
from communesplone.theme.browser.base import CitizenView
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import queryMultiAdapter


class Home(CitizenView):
    """The hero, then the sections of the home."""

    index = ViewPageTemplateFile("templates/home.pt")
    is_home = True

    def __call__(self) -> str:
        crisis = queryMultiAdapter((self.frame.site, self.request), ICrisisPage)
        if crisis is not None and crisis.active:
            self.lighten()
            return crisis()
        return super().__call__()

    @property
    def page_title(self) -> str:
        return self.frame.structure.title

    @cached_property
    def sections(self) -> Rendered:
        """What the editors put below the hero."""
        view = queryMultiAdapter((self.context, self.request), name="communes_sections")
        return Rendered() if view is None else view.rendered

    def on_this_site(self) -> list[dict[str, Any]]:
        """Return what the parts of a site are for: shown while the home has no content yet."""
        if self.sections.html:
            return []
        key = ("home", self.frame.root.getPhysicalPath(), self.language)
        return remember(self.frame.site, key, self._parts)

    def _parts(self) -> list[dict[str, Any]]:
        urls = {entry.url for entry in self.frame.structure.entries}
        brains = self.search(path={"depth": 1}, sort_on="getObjPositionInParent", sort_limit=40)
        return [self.row(brain) for brain in brains if brain.getURL() in urls]

    def json_ld(self) -> dict[str, Any]:
        """Return the commune, and what the sections tell, in the words of schema.org."""
        graphs = [self._organization(), *self.sections.json_ld]
        return graphs[0] if len(graphs) == 1 else {"@graph": graphs}

    def _organization(self) -> dict[str, Any]:
        known = self.frame.structure
        return {
            "@type": "GovernmentOrganization",
            "name": known.title,
            "url": known.home_url,
            "logo": self.frame.logo,
            "areaServed": {
                "@type": "DefinedRegion",
                "addressCountry": "BE",
                "postalCode": list(known.identity.postal_codes),
            },
        }
