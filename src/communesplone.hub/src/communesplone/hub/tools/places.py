"""Tools in the hub's navigation, in its search and on its home."""

from communesplone.core import _
from communesplone.core.tool import tools
from communesplone.hub.places import Place
from communesplone.hub.places import REVIEW
from communesplone.hub.places import Section
from communesplone.hub.records import Row
from communesplone.hub.tools.requests import requests
from communesplone.hub.tools.requests import waiting
from plone import api
from plone.api.portal import get_current_language
from Products.CMFPlone.Portal import PloneSite
from zope.i18n import translate


class ToolsPlace(Place):
    """The list of tools; who keeps the hub sees how many requests wait."""

    title = _("Tools")
    order = 20
    view = "tools"

    @property
    def count(self) -> int:
        return waiting(self.site) if keeps_hub(self.site) else 0

    def find(self, text: str, most: int) -> list[Row]:
        """Return tools whose title, purpose or name has the words."""
        words, language = text.lower().split(), get_current_language(self.site)
        found = []
        for tool in tools():
            title, purpose = (
                translate(one, target_language=language) for one in (tool.title, tool.purpose)
            )
            if words and all(word in f"{title} {purpose} {tool.name}".lower() for word in words):
                url = self.address("tool", name=tool.name)
                found.append(Row(title=title, url=url, text=purpose, kind=_("Tool")))
        return found[:most]


class AskedTools(Section):
    """What communes ask for, for those who answer."""

    title = _("Requests for tools")
    text = _("A commune asks, an operator grants")
    order = 30

    def rows(self, most: int) -> list[Row]:
        """See IHubSection."""
        kept = requests(self.site)
        if not kept or not keeps_hub(self.site):
            return []
        titles = {tool.name: tool.title for tool in tools()}
        return [
            Row(
                title=f"{translate(titles.get(one.tool, one.tool), context=self.request)}, "
                f"{one.commune}",
                url=self.address("tool-requests"),
                text=one.word,
                act=_("Read and answer"),
                act_url=self.address("tool-requests"),
            )
            for one in kept.values()
            if one.state == "waiting"
        ][:most]


def keeps_hub(site: PloneSite) -> bool:
    """Tell whether whoever reads answers requests."""
    return bool(api.user.has_permission(REVIEW, obj=site))
