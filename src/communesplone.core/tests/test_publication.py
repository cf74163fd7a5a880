from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.coming import next_effective_change
from communesplone.core.publication import is_visible
from communesplone.core.publication import TAKE_EFFECT
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from zope.component import getMultiAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import time


MINUTE = 1 / 1440


@pytest.fixture(autouse=True)
def workflow(portal):
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")


@pytest.fixture
def page(portal):
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(portal, "Document", "page", title="Page")
        api.content.transition(made, "publish")
    return made


def plan(content, effective=None, expires=None):
    if effective is not None:
        content.effective_date = effective
    if expires is not None:
        content.expiration_date = expires
    notify(ObjectModifiedEvent(content))
    content.reindexObject()


def listed(portal):
    logout()
    return "page" in [brain.getId for brain in portal.portal_catalog(portal_type="Document")]


def seen(content):
    logout()
    return is_visible(content)


def test_published_page_is_seen_at_once(portal, page):
    assert seen(page)
    assert listed(portal)


@pytest.mark.parametrize("seconds", [20, 59, 3600])
def test_page_is_seen_neither_before_its_time(portal, page, seconds):
    plan(page, effective=DateTime(time.time() + seconds))
    assert not seen(page)
    assert not listed(portal)


@pytest.mark.parametrize("seconds", [1, 59, 3600])
def test_nor_after_it(portal, page, seconds):
    plan(page, expires=DateTime(time.time() - seconds))
    assert not seen(page)
    assert not listed(portal)


def test_expiry_at_a_full_minute_is_felt_in_that_minute(portal, page):
    full = DateTime(time.time() // 60 * 60 + 600)
    plan(page, expires=full)
    found = portal.portal_catalog.unrestrictedSearchResults
    at = {"portal_type": "Document"}
    assert found(effectiveRange=full - MINUTE, **at)
    assert not found(effectiveRange=full, **at)


def test_job_makes_the_moment_felt_to_the_second(portal, page):
    soon = DateTime(time.time() + 1)
    plan(page, effective=soon)
    (job,) = jobs.pending(portal)
    assert job.name == TAKE_EFFECT
    assert abs(job.due.timestamp() - soon.timeTime()) < 0.01
    time.sleep(max(0, job.due.timestamp() - time.time()) + 0.01)
    before = changes.counter(portal)
    jobs.run_due(portal)
    assert seen(page)
    assert listed(portal)
    assert changes.counter(portal) > before - 1


def test_same_moment_is_planned_once(portal, page):
    for _again in range(3):
        plan(page, effective=DateTime() + 1, expires=DateTime() + 2)
        plan(page, effective=page.effective_date, expires=page.expiration_date)
    names = [job.name for job in jobs.pending(portal)]
    page_moments = {int(job.due.timestamp()) for job in jobs.pending(portal)}
    assert len(names) == len(page_moments)


def test_page_that_is_gone_when_its_moment_comes_is_no_error(portal, page):
    plan(page, effective=DateTime() + 1)
    with api.env.adopt_roles(["Manager"]):
        portal.manage_delObjects(["page"])
    jobs.run_due(portal, datetime.now(UTC) + timedelta(days=2))
    assert jobs.pending(portal) == ()


def test_editor_sees_it_at_any_time(portal, page):
    plan(page, effective=DateTime() + 1)
    setRoles(portal, TEST_USER_ID, ["Manager"])
    assert is_visible(page)


def test_picture_shares_the_time_of_its_folder(portal):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(portal, "Folder", "folder")
        picture = api.content.create(folder, "Image", "picture")
        api.content.transition(folder, "publish")
    assert seen(picture)
    plan(folder, effective=DateTime() + 1)
    assert not seen(picture)


def test_next_change_is_the_earliest_moment_to_come(portal, page):
    assert next_effective_change(portal) is None
    plan(page, effective=DateTime() - 1, expires=DateTime() + 3)
    changes.touch(portal)
    expires = next_effective_change(portal)
    assert abs(expires.timestamp() - page.expiration_date.timeTime()) < 1
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(portal, "Document", "other")
    plan(other, effective=DateTime() + 2)
    portal.__annotations__[changes.KEY].change(1)
    assert next_effective_change(portal) < expires


def test_way_to_a_page_names_no_folder_that_the_reader_may_not_see(portal, http_request):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(portal, "Folder", "folder", title="Secret plan")
        page = api.content.create(folder, "Document", "inner", title="Inner")
        api.content.transition(page, "publish")
    logout()
    crumbs = getMultiAdapter((page, http_request), name="breadcrumbs_view").breadcrumbs()
    assert [crumb["Title"] for crumb in crumbs] == ["Inner"]
