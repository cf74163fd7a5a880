"""@@review: the text of a colleague, read word by word, and what to answer."""

from communesplone.core import _
from communesplone.editing.publishing import acts
from communesplone.editing.publishing.browser.publish import MOVED
from communesplone.editing.publishing.browser.publish import PublishPage
from communesplone.editing.publishing.online import state
from communesplone.editing.publishing.schedule import Choice
from communesplone.editing.versions.history import Version
from communesplone.editing.versions.history import versions
from functools import cached_property
from zExceptions import Unauthorized


MOST_VERSIONS = 4


class ReviewPage(PublishPage):
    """What changed, remarks at its words, and two ways on: back to the author, or online."""

    doing = {
        "add_remark": "add_remark",
        "drop_remark": "drop_remark",
        "send_back": "send_back",
        "publish": "publish_now",
    }
    may_remark = True
    page_title = _("Review")

    def check(self) -> None:
        super().check()
        if "reject" not in acts.transitions(self.context) or state(self.context) != "pending":
            self._nothing_to_review()

    def _nothing_to_review(self) -> None:
        if self.request.method == "POST" or not acts.works_on(self.context):
            raise Unauthorized(self.url)
        self.may_remark = False

    def publish_now(self) -> str:
        """Put it online at once, with its pictures, unless the text is another by now."""
        if self.has_moved():
            return self.refuse(MOVED, 409)
        return self._put_online(Choice(end=acts.end_of(self.context)), "published")

    def send_back(self) -> str:
        """Give it back; somebody who gets a page back must know why."""
        if not self.own_remarks() and not self.text("note"):
            return self.refuse(_("Say why: with a remark at its words, or in a sentence below."))
        acts.send_back(self.context, self.text("note", 2_000))
        return self.go(f"{self.url}/@@publish", done="sent")

    @cached_property
    def versions(self) -> list[Version]:
        return versions(self.context)[:MOST_VERSIONS]
