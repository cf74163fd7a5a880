from datetime import date
from plone import api
from plone.app.textfield import RichTextValue
from plone.testing.zope import Browser
import pytest
import transaction


@pytest.fixture
def item(functional):
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        item = api.content.create(portal, "Notices", title="Market moved")
        item.valid_until = date(2000, 1, 1)
        item.text = RichTextValue("<p>To the square.</p>", "text/html", "text/x-html-safe")
        api.content.transition(item, "publish")
    transaction.commit()
    return item


def test_a_citizen_reads_that_it_has_ended(functional, item):
    browser = Browser(functional["app"])
    browser.open(f"{item.absolute_url()}/@@notices-view")
    assert "Market moved" in browser.contents
    assert 'data-validity="ended"' in browser.contents
    assert "To the square." in browser.contents


def test_a_citizen_does_not_see_one_that_is_offline(functional, item):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(item, "retract")
    transaction.commit()
    browser = Browser(functional["app"])
    browser.open(item.absolute_url())
    assert "To the square." not in browser.contents
