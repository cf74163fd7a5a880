"""The answers of a site as plain data, for export and import."""

from communesplone.core.interfaces import ISiteData
from communesplone.feedback.box import Box
from communesplone.feedback.box import box
from communesplone.feedback.box import Comment
from communesplone.feedback.box import KEY
from datetime import datetime
from persistent.list import PersistentList
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
class FeedbackData:
    """Counts and comments by page; nothing of the visitors of today."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any]:
        """Return {UID: {"yes": …, "no": …, "comments": […]}}."""
        found = box(self.site)
        return {
            uid: {
                "yes": answers.yes(),
                "no": answers.no(),
                "comments": [
                    {"text": one.text, "useful": one.useful, "moment": one.moment.isoformat()}
                    for one in answers.comments
                ],
            }
            for uid, answers in (found.pages.items() if found else ())
        }

    def load(self, data: Any, same_site: bool) -> None:
        """Make the answers those of `data`: they are about pages, in a copy too."""
        made = Box()
        for uid, kept in data.items():
            answers = made.answers(uid)
            answers.yes.set(int(kept["yes"]))
            answers.no.set(int(kept["no"]))
            answers.comments = PersistentList(
                Comment(one["text"], bool(one["useful"]), datetime.fromisoformat(one["moment"]))
                for one in kept["comments"]
            )
        made.latest = made.newest()
        IAnnotations(self.site)[KEY] = made
