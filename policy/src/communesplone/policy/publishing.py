"""Publishing a page publishes its pictures and files with it.

They have the workflow of pages, so that nobody publishes a file without review by putting it
into a public folder. Who publishes a page means it to be read whole: its attachments go along if
that person may publish them.
"""

from collections.abc import Iterator
from communesplone.core.attachments import attachments
from communesplone.core.attachments import TYPES
from communesplone.core.publication import TextReplaced
from plone import api
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.interfaces import IActionSucceededEvent
from zope.component import adapter


def publish_attachments(page: IDexterityContent, event: IActionSucceededEvent) -> None:
    """Publish the pictures and files of a page that has just been published."""
    if event.action == "publish" and page.portal_type not in TYPES:
        _publish_with(page)


@adapter(TextReplaced)
def publish_new_attachments(event: TextReplaced) -> None:
    """Publish the pictures and files that came with the new text of a page that is online."""
    if api.content.get_state(event.page, default="published") == "published":
        _publish_with(event.page)


def _publish_with(page: DexterityContent) -> None:
    for attachment in list(_unpublished(page)):
        api.content.transition(attachment, "publish")


def _unpublished(page: DexterityContent) -> Iterator[DexterityContent]:
    """Yield what belongs to the page and waits for the same decision."""
    checked = api.user.has_permission
    for target in attachments(page):
        if api.content.get_state(target, default="published") != "published" and checked(
            "Review portal content", obj=target
        ):
            yield target
