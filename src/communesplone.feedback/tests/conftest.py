"""The layers of this add-on's tests, declared in the root conftest.py, and what they share."""

from communesplone.core import memory
from communesplone.feedback.box import box
from plone import api
from urllib.parse import urlencode
import pytest
import transaction


@pytest.fixture
def integration(feedback_integration):
    return feedback_integration


@pytest.fixture
def functional(feedback_functional):
    """The site, with a workflow in which what is not published is not seen."""
    portal = feedback_functional["portal"]
    memory.forget()
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    portal.portal_registry["plone.default_language"] = "fr"
    portal.portal_registry["plone.available_languages"] = ["fr"]
    transaction.commit()
    return feedback_functional


@pytest.fixture
def page(functional):
    """A published page."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(functional["portal"], "Document", "page", title="Déchets")
        api.content.transition(made, "publish")
    transaction.commit()
    return made


@pytest.fixture
def answer(visitor, page):
    """`answer(useful="no")`: post an answer about the page; the browser shows what comes."""

    def post(item=page, **form):
        visitor.post(f"{item.absolute_url()}/@@useful", urlencode(form))
        return visitor

    return post


@pytest.fixture
def answers(functional, page):
    """`answers()`: what the site keeps about the page: yes, no, comments."""

    def read(item=page):
        transaction.begin()
        found = box(functional["portal"]).pages.get(item.UID())
        if found is None:
            return 0, 0, []
        return found.yes(), found.no(), [one.text for one in found.comments]

    return read
