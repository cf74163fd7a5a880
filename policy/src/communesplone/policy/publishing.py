"""Publishing a page publishes its pictures and files with it.

They have the workflow of pages, so that nobody publishes a file without review by putting it
into a public folder. Who publishes a page means it to be read whole: what it embeds or links
to, in its own folder, goes along if that person may publish it.
"""

from Acquisition import aq_parent
from collections.abc import Iterator
from communesplone.core.publication import TextReplaced
from plone import api
from plone.app.linkintegrity.utils import getOutgoingLinks
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.interfaces import IActionSucceededEvent
from zope.component import adapter


ATTACHMENTS = ("File", "Image")


def publish_attachments(page: IDexterityContent, event: IActionSucceededEvent) -> None:
    """Publish the pictures and files of a page that has just been published."""
    if event.action == "publish" and page.portal_type not in ATTACHMENTS:
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
    """Yield what the page shows, stands beside it and waits for the same decision."""
    checked = api.user.has_permission
    for relation in getOutgoingLinks(page):
        target = relation.to_object
        if (
            target is not None
            and target.portal_type in ATTACHMENTS
            # Beside the page; those of a home or a mini-site stand in it
            and aq_parent(target) in (aq_parent(page), page)
            and api.content.get_state(target, default="published") != "published"
            and checked("Review portal content", obj=target)
        ):
            yield target
