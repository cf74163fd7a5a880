"""A site with a workflow, its pages, and the people who tend them."""

from communesplone.core import jobs
from communesplone.editing.quality.store import store
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import Browser
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import json
import pytest
import re
import transaction


PASSWORD = "correct horse battery"


@pytest.fixture
def functional(editing_functional):
    portal = editing_functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    portal.portal_registry["plone.default_language"] = "fr"
    portal.portal_registry["plone.available_languages"] = ["fr"]
    transaction.commit()
    run(portal)
    return editing_functional


def run(portal):
    """Run the jobs that are due, and those that they ask for."""
    for _round in range(5):
        transaction.commit()
        if not jobs.run_due(portal):
            break
    transaction.commit()


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def work(portal):
    """`work()`: have the worker's jobs done."""
    return lambda: run(portal)


@pytest.fixture
def kept(portal):
    return store(portal)


@pytest.fixture
def make(portal):
    """`make("page", "<p>…</p>")`: a page with a text, seen by the worker."""

    def make_page(name="page", html="<p>Bonjour.</p>", container=None, **values):
        values.setdefault("title", name.capitalize())
        text = RichTextValue(html, "text/html", "text/x-html-safe")
        page = api.content.create(container or portal, "Document", name, text=text, **values)
        run(portal)
        return page

    return make_page


@pytest.fixture
def write(portal):
    """`write(page, "<p>…</p>")`: another text, as a form writes it."""

    def write_page(page, html):
        page.text = RichTextValue(html, "text/html", "text/x-html-safe")
        notify(ObjectModifiedEvent(page))
        run(portal)

    return write_page


@pytest.fixture
def person(functional, portal):
    """`person("sports", ["Editor"], folder)`: a browser of somebody with roles there."""

    def log_in(name, roles=(), folder=None):
        if api.user.get(name) is None:
            api.user.create(username=name, email=f"{name}@example.be", password=PASSWORD)
        if folder is not None:
            api.user.grant_roles(username=name, roles=list(roles), obj=folder)
            folder.reindexObjectSecurity()
        elif roles:
            api.user.grant_roles(username=name, roles=list(roles))
        transaction.commit()
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.addHeader("Authorization", f"Basic {name}:{PASSWORD}")
        return browser

    return log_in


@pytest.fixture
def token():
    """`token(browser, page)`: what the forms of this person carry."""

    def of(browser, page):
        browser.open(f"{page.absolute_url()}/@@quality-panel")
        return re.search('data-token="([0-9a-f]+)"', browser.contents)[1]

    return of


@pytest.fixture
def ask(token):
    """`ask(browser, page, values, …)`: what @@quality-check answers."""

    def post(browser, page, values, view="@@quality-check", mend=None, secret=None, **more):
        if secret is None:
            secret = token(browser, page)
        browser.addHeader("X-CSRF-TOKEN", secret)
        body = json.dumps({"values": values, "mend": mend, **more})
        browser.post(f"{page.absolute_url()}/{view}", body, "application/json")
        return json.loads(browser.contents) if browser.contents[:1] == "{" else None

    return post
