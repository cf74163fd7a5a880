"""On any page: what one can be written to about, and the way to the form."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Section
from communesplone.subscriptions.topics import offered
from plone import api
from typing import Any
from urllib.parse import urlencode
from zope import schema
from zope.component.hooks import getSite


class ISubscribeSection(ISection):
    """An invitation to subscribe."""

    topics = schema.List(
        title=_("Topics"),
        description=_("None chosen: all of them."),
        value_type=schema.Choice(vocabulary="communesplone.subscriptions.topics"),
        required=False,
    )


class SubscribeSection(Section):
    """Topics with a sentence each, and one button."""

    usual_heading = _("Receive news by mail")

    def update(self) -> None:
        """Find the topics."""
        chosen = self.data.get("topics") or ()
        self.rows: list[dict[str, Any]] = [
            {
                "name": name,
                "title": self.text(self.say(topic.title)),
                "description": self.text(self.say(topic.description)),
            }
            for name, topic in offered(getSite()).items()
            if not chosen or name in chosen
        ]

    def is_empty(self) -> bool:
        """Leave it out while there is nothing to subscribe to."""
        return not self.rows

    @property
    def url(self) -> str:
        root = api.portal.get_navigation_root(self.context).absolute_url()
        ticked = [("topics", row["name"]) for row in self.rows if self.data.get("topics")]
        return f"{root}/@@subscriptions" + (f"?{urlencode(ticked)}" if ticked else "")
