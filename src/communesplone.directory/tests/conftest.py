"""The layers of this add-on's tests, declared in the root conftest.py, and what they share."""

from communesplone.core import memory
from plone import api
import pytest
import transaction


@pytest.fixture
def integration(directory_integration):
    return directory_integration


@pytest.fixture
def functional(directory_functional):
    """The site, with a workflow in which what is not published is not seen."""
    memory.forget()
    directory_functional["portal"].portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return directory_functional


@pytest.fixture
def server(directory_server):
    return directory_server


@pytest.fixture
def add(functional):
    """`add(container, "Place", "Library", kind="library")`: an entry, published."""

    def make(container, portal_type, title="x", *, publish=True, **fields):
        with api.env.adopt_roles(["Manager"]):
            made = api.content.create(container, portal_type, title=title, **fields)
            if publish and portal_type != "Mandate":
                api.content.transition(made, "publish")
        transaction.commit()
        memory.forget()
        return made

    return make


@pytest.fixture
def folder(functional, add):
    """`folder("places_view")`: a published folder with a layout."""

    def make(layout):
        made = add(functional["portal"], "Folder", layout.replace("_", " "))
        made.setLayout(layout)
        transaction.commit()
        return made

    return make
