from communesplone.core.security_contact import CONTACT
from communesplone.core.security_contact import EXPIRES
from communesplone.core.security_contact import InvalidContact
from communesplone.core.security_contact import is_contact
from communesplone.core.security_contact import ISecurityContact
from communesplone.core.security_contact import text_for
from communesplone.core.settings import settings
from datetime import date
from datetime import timedelta
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
import pytest
import transaction


TODAY = date(2026, 11, 24)
MAIL = "mailto:security@example.be"


@pytest.fixture
def browser(functional):
    found = Browser(functional["app"])
    found.handleErrors = True
    found.raiseHttpErrors = False
    return found


def test_the_file_has_what_the_standard_asks_for():
    text = text_for([MAIL], date(2027, 6, 1), "", "fr, de", "https://namur.be", TODAY)
    assert text.splitlines() == [
        f"Contact: {MAIL}",
        "Expires: 2027-06-01T00:00:00Z",
        "Preferred-Languages: fr, de",
        "Canonical: https://namur.be/.well-known/security.txt",
    ]


@pytest.mark.parametrize("expires", [None, TODAY, TODAY + timedelta(days=400)])
def test_a_file_that_nobody_keeps_up_is_not_shown(expires):
    assert text_for([MAIL], expires, "", "fr", "https://x", TODAY) is None
    assert text_for([], date(2027, 6, 1), "", "fr", "https://x", TODAY) is None


@pytest.mark.parametrize("text", ["security@example.be", "http://x.be", "mailto:a", "x\ny"])
def test_what_is_no_address_is_refused_with_an_example(text):
    with pytest.raises(InvalidContact):
        is_contact(text)


def test_a_site_shows_its_own_contact_or_that_of_the_operator(functional, browser, monkeypatch):
    portal = functional["portal"]
    address = f"{portal.absolute_url()}/.well-known/security.txt"
    browser.open(address)
    assert browser.headers["status"].startswith("404")
    soon = date.today() + timedelta(days=90)
    monkeypatch.setenv(CONTACT, "https://hosting.example/security not-an-address")
    monkeypatch.setenv(EXPIRES, soon.isoformat())
    browser.open(address)
    assert "Contact: https://hosting.example/security\n" in browser.contents
    assert browser.headers["content-type"].startswith("text/plain")
    chosen = settings(ISecurityContact, portal)
    chosen.contacts, chosen.expires = [MAIL], soon
    transaction.commit()
    browser.open(address)
    assert f"Contact: {MAIL}\n" in browser.contents
    assert "hosting" not in browser.contents


def test_nothing_else_stands_there(functional, browser):
    for path in ("", "/other.txt", "/security.txt/more"):
        browser.open(f"{functional['portal'].absolute_url()}/.well-known{path}")
        assert browser.headers["status"].startswith("404")


def test_the_control_panel_shows_its_fields(functional, browser):
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{functional['portal'].absolute_url()}/@@security-contact-settings")
    assert "form.widgets.contacts" in browser.contents
