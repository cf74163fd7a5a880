"""Who comes by a preview link reads what it opens, and nothing else."""

from AccessControl.SecurityManagement import getSecurityManager
from communesplone.core.guards import is_anonymous
from communesplone.core.memory import remember
from communesplone.core.previewing import guest
from communesplone.core.previewing import opened
from communesplone.core.previewing import seen
from communesplone.core.previewing import Unsaved
from plone import api
from plone.uuid.interfaces import IUUID
import pytest


@pytest.fixture
def drafts(portal):
    """Two drafts that only their author sees, one of them a folder with a draft."""
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(portal, "Document", "shown", title="Shown")
        folder = api.content.create(portal, "Folder", "box", title="Box")
        api.content.create(folder, "Document", "inner", title="Inner")
    return page, folder


def may_view(item):
    return bool(getSecurityManager().checkPermission("View", item))


def test_a_guest_reads_what_was_opened_and_nothing_in_it(portal, drafts):
    page, folder = drafts
    with guest(portal, portal.REQUEST, {IUUID(page), IUUID(folder)}):
        assert is_anonymous()
        assert may_view(page)
        assert may_view(folder)
        assert not may_view(folder["inner"])
        assert not getSecurityManager().checkPermission("Modify portal content", page)
    assert not opened()


def test_a_query_finds_what_was_opened_if_it_asks_for_it(portal, drafts):
    page, folder = drafts
    catalog = portal.portal_catalog
    with guest(portal, portal.REQUEST, {IUUID(page)}):
        assert [brain.getId for brain in seen(catalog, portal_type="Document")] == ["shown"]
        assert not seen(catalog, portal_type="Folder")
        assert not seen(catalog, UID=[IUUID(folder)])


def test_a_query_finds_what_is_only_shown_by_its_uid_or_path_alone(portal, drafts):
    page, _folder = drafts
    catalog = portal.portal_catalog
    shown = Unsaved("f" * 32, "/plone/preview", "http://nohost/pictures", "Image", "Un bac")
    with guest(portal, portal.REQUEST, {shown.UID}, [shown]):
        assert seen(catalog, UID=[shown.UID]) == [shown]
        assert seen(catalog, path={"query": shown.getPath(), "depth": 0}) == [shown]
        assert not seen(catalog, path={"query": "/plone", "depth": 1})
        assert not seen(catalog, portal_type=["Image", "Document"])
        # What is asked for beside it is not opened by it
        assert seen(catalog, UID=[shown.UID, IUUID(page)]) == [shown]
        assert shown.exclude_from_nav is None
    assert not seen(catalog, UID=[shown.UID])


def test_nothing_made_for_a_guest_is_kept(portal, drafts):
    page, _folder = drafts
    made = iter(range(9))
    with guest(portal, portal.REQUEST, {IUUID(page)}):
        assert remember(portal, ("kept",), lambda: next(made)) == 0
        assert remember(portal, ("kept",), lambda: next(made)) == 1
