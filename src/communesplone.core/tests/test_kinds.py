"""What shows one kind of content is kept in RAM while another is edited, and no longer."""

from communesplone.core import kinds
from communesplone.core.memory import forget
from communesplone.core.memory import remember
from plone import api
from plone.app.testing import logout
import pytest
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    forget()
    with api.env.adopt_roles(["Manager"]):
        api.content.create(portal, "News Item", "news", title="News")
        api.content.create(portal, "Document", "page", title="Page")
        api.content.create(portal, "Folder", "folder", title="Folder")
        api.content.create(portal["folder"], "News Item", "inner", title="Inner")
    transaction.commit()
    return portal


@pytest.fixture
def made(site):
    """`made()`: how often the list of news has been made, after asking for it once more."""
    times = []

    def ask():
        logout()
        remember(site, ("list",), lambda: times.append(1), kinds=("News Item",))
        return len(times)

    return ask


def change(item, **values):
    with api.env.adopt_roles(["Manager"]):
        for name, value in values.items():
            setattr(item, name, value)
        item.reindexObject()
    transaction.commit()


def test_edit_of_another_kind_leaves_it(site, made):
    assert made() == 1
    change(site["page"], title="Other")
    assert made() == 1


def test_edit_of_its_kind_ends_it(site, made):
    made()
    change(site["news"], title="Other")
    assert made() == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda site: api.content.delete(site["news"]),
        lambda site: api.content.create(site, "News Item", "more", title="More"),
        lambda site: api.content.rename(site["folder"], "elsewhere"),
        lambda site: api.content.delete(site["folder"]),
        lambda site: (
            site["folder"].manage_permission("View", ["Manager"], 0)
            or site["folder"].reindexObjectSecurity()
        ),
    ],
    ids=["deleted", "added", "folder moved", "folder deleted", "folder hidden"],
)
def test_whatever_a_list_would_show_otherwise_ends_it(site, made, act):
    made()
    with api.env.adopt_roles(["Manager"]):
        act(site)
    transaction.commit()
    assert made() == 2


def test_setting_ends_it(site, made):
    made()
    site.portal_registry["plone.site_title"] = "Other"
    transaction.commit()
    assert made() == 2


def test_change_that_a_savepoint_takes_back_is_counted_when_it_comes_again(site, made):
    made()
    with api.env.adopt_roles(["Manager"]):
        point = transaction.savepoint()
        site["news"].reindexObject()
        site.portal_catalog()
        point.rollback()
    change(site["news"], title="Other")
    assert made() == 2


def test_site_that_does_not_count_yet_keeps_it_until_any_change(site, made):
    kinds.drop(site)
    transaction.commit()
    assert kinds.versions(site, ("News Item",)) is None
