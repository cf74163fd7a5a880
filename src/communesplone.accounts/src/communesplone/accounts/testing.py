"""What tests of accounts do as people do it: logging in by the form."""

from plone.testing.zope import Browser
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import urlencode


#: Strong enough for the policy of every site.
PASSWORD = "marronnier velours tabouret girafe"  # noqa: S105 of test accounts only


def sign_in(
    browser: Browser, site: PloneSite, who: str, password: str = PASSWORD, came_from: str = ""
) -> Browser:
    """Send the login form, and return the browser."""
    form = {
        "__ac_name": who,
        "__ac_password": password,
        "came_from": came_from,
        "buttons.login": "Log in",
    }
    browser.post(f"{site.absolute_url()}/login", urlencode(form))
    return browser


def is_in(browser: Browser, site: PloneSite) -> bool:
    """Tell whether somebody is logged in."""
    browser.open(f"{site.absolute_url()}/@@my-account")
    return browser.url.endswith("@@my-account") and browser.headers["status"].startswith("200")
