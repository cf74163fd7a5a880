"""The layers of this add-on's tests, declared in the root conftest.py, and what they share."""

from communesplone.core import memory
from plone import api
import pytest
import transaction


@pytest.fixture
def integration(pages_integration):
    return pages_integration


@pytest.fixture
def functional(pages_functional):
    """The site, with a workflow in which what is not published is not seen."""
    memory.forget()
    pages_functional["portal"].portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return pages_functional


@pytest.fixture
def add(functional):
    """`add("Page", **fields)`: a page, published unless told otherwise."""

    def make(title="Page", kind="Document", *, publish=True, container=None, **fields):
        with api.env.adopt_roles(["Manager"]):
            where = container if container is not None else functional["portal"]
            made = api.content.create(where, kind, title=title, **fields)
            if publish:
                api.content.transition(made, "publish")
        transaction.commit()
        memory.forget()
        return made

    return make
