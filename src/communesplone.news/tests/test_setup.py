from communesplone.news.event import IEventDetails
from communesplone.news.interfaces import INewsLayer
from plone import api
from plone.browserlayer.utils import registered_layers
import pytest
import transaction


def test_the_layer_is_there(integration):
    assert INewsLayer in registered_layers()


@pytest.mark.parametrize("portal_type", ["Event", "News Item"])
def test_the_types_are_enriched(portal, portal_type):
    behaviors = portal.portal_types[portal_type].behaviors
    assert "communesplone.topics" in behaviors
    assert behaviors.count("communesplone.topics") == 1


def test_events_have_this_page_whatever_layer_came_first(add, functional):
    event = add()
    assert IEventDetails.providedBy(event)
    view = api.content.get_view("event_view", event, functional["request"])
    assert type(view).__mro__[1].__module__ == "communesplone.news.browser.event"


def test_a_site_without_it_keeps_its_events_and_its_folders(add, folder, functional, visitor):
    event = add("Concert")
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        portal.portal_setup.runAllImportStepsFromProfile("profile-communesplone.news:uninstall")
    transaction.commit()
    assert "event_facts" not in portal.portal_catalog.schema()
    for content in (folder, event):
        visitor.open(content.absolute_url())
        assert visitor.headers["status"].startswith("200")
