from plone import api
from plone.testing.zope import Browser
import pytest
import transaction


@pytest.fixture
def browser(functional):
    found = Browser(functional["app"])
    found.handleErrors = True
    found.raiseHttpErrors = False
    found.followRedirects = False
    found.addHeader("Accept", "application/json")
    return found


@pytest.mark.parametrize(("state", "status"), [("published", "302"), ("private", "404")])
def test_the_rest_interface_tells_a_new_address_only_to_whom_may_see_it(
    functional, browser, state, status
):
    portal = functional["portal"]
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(portal, "Document", "before", title="Page")
        transaction.savepoint()
        api.content.rename(page, "afterwards")
        if state == "published":
            api.content.transition(page, "publish")
    transaction.commit()
    browser.open(f"{portal.absolute_url()}/before")
    assert browser.headers["status"].startswith(status), browser.contents
    told = "afterwards" in browser.headers.get("location", "")
    assert told == (state == "published")
