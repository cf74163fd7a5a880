"""The control panel: numbers for webmasters, addresses for few."""

from communesplone.core.settings import settings
from communesplone.subscriptions.browser.settings import neutral
from communesplone.subscriptions.settings import ISubscriptionsSettings
from lxml import html
from plone import api
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from plone.testing.zope import Browser
import pytest
import transaction


@pytest.fixture
def member(functional):
    """A browser of somebody who is logged in, with roles given before it opens a page."""

    def with_roles(*roles):
        api.user.grant_roles(username="test_user_1_", roles=roles)
        transaction.commit()
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
        return browser

    return with_roles


def test_the_control_panel_saves_sender_hour_and_topics(functional, site, webmaster):
    webmaster.open(f"{site.absolute_url()}/@@subscriptions-settings")
    webmaster.getControl(name="form.widgets.sender_address").value = "news@example.be"
    webmaster.getControl(name="form.widgets.digest_hour").value = "6"
    webmaster.getControl(name="form.widgets.switched_off:list").displayValue = ["Urgent"]
    webmaster.getControl(name="form.buttons.save").click()
    chosen = settings(ISubscriptionsSettings, site)
    assert (chosen.sender_address, chosen.digest_hour) == ("news@example.be", 6)
    assert chosen.switched_off == frozenset({"urgent"})


def test_a_sender_that_is_no_address_is_refused(site, webmaster):
    webmaster.open(f"{site.absolute_url()}/@@subscriptions-settings")
    webmaster.getControl(name="form.widgets.sender_address").value = "nobody"
    webmaster.getControl(name="form.buttons.save").click()
    assert "Write a complete address" in webmaster.contents
    assert not settings(ISubscriptionsSettings, site).sender_address


def test_webmasters_see_numbers_and_no_address(functional, subscribe, webmaster, site):
    subscribe("one@example.be")
    subscribe("two@example.be", pages=(), urgent=())
    webmaster.open(f"{site.absolute_url()}/@@subscriptions-settings")
    rows = html.fromstring(webmaster.contents).cssselect("tbody tr")
    assert [row.text_content().split() for row in rows] == [["Pages", "2"], ["Urgent", "1"]]
    assert "@example.be" not in webmaster.contents


def test_the_addresses_need_a_permission_of_their_own(
    functional, site, subscribe, member, webmaster
):
    subscribe()
    url = f"{site.absolute_url()}/@@subscribers.csv"
    api.user.revoke_roles(username="test_user_1_", roles=["Manager"])
    browser = member("Site Administrator")
    browser.open(f"{site.absolute_url()}/@@subscriptions-settings")
    assert "Subscribers" in browser.contents
    assert "subscribers.csv" not in browser.contents
    browser.open(url)
    assert "name@example.be" not in browser.contents
    webmaster.open(url)
    assert "name@example.be,en,daily,pages" in webmaster.contents


@pytest.mark.parametrize("page", ["subscriptions-settings", "subscribers.csv"])
def test_nobody_else_gets_anything(functional, site, subscribe, visitor, member, page):
    subscribe()
    api.user.revoke_roles(username="test_user_1_", roles=["Manager"])
    for browser in (visitor, member("Editor", "Reviewer")):
        browser.open(f"{site.absolute_url()}/@@{page}")
        assert "name@example.be" not in browser.contents
        assert "How many subscribe" not in browser.contents


@pytest.mark.parametrize("sign", ["=", "+", "-"])
def test_an_address_is_no_formula_in_a_spreadsheet(sign):
    assert neutral(f"{sign}1@example.be") == f"'{sign}1@example.be"
    assert neutral("name@example.be") == "name@example.be"
