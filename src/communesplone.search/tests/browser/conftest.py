"""A site with a page for everybody, a draft and an expired page, all of the same words."""

from DateTime import DateTime
from plone import api
import pytest
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return portal


@pytest.fixture
def add(site):
    def make(title, kind="Document", *, publish=True, container=None, **fields):
        with api.env.adopt_roles(["Manager"]):
            item = api.content.create(
                container or site, kind, title=title, language="en", **fields
            )
            if publish:
                api.content.transition(item, "publish")
        transaction.commit()
        return item

    return make


@pytest.fixture
def pages(add):
    """One page of each standing."""
    add("Lantern parade")
    add("Lantern secrets", publish=False)
    add("Lantern of long ago", expiration_date=DateTime() - 1)
    add("Lantern of tomorrow", effective_date=DateTime() + 1)


@pytest.fixture
def found(site):
    """`found(browser, "…")`: what the page of results says, without menus, for a query string."""

    def of(browser, query):
        browser.open(f"{site.absolute_url()}/@@search?{query}")
        return " ".join(
            browser.contents.partition('id="what"')[2].partition("Not found?")[0].split()
        )

    return of
