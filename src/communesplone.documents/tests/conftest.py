"""The layers of this add-on's tests, declared in the root conftest.py, and what they share."""

from communesplone.core import jobs
from communesplone.core import memory
from communesplone.documents.demonstration.pdf import pdf
from datetime import date
from plone import api
from plone.namedfile.file import NamedBlobFile
import pytest
import transaction


@pytest.fixture
def integration(documents_integration):
    return documents_integration


@pytest.fixture
def functional(documents_functional):
    """The site, with a workflow in which what is not published is not seen."""
    portal = documents_functional["portal"]
    memory.forget()
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    portal.portal_registry["plone.default_language"] = "fr"
    portal.portal_registry["plone.available_languages"] = ["fr"]
    transaction.commit()
    return documents_functional


@pytest.fixture
def folder(functional):
    """`documents`, shown as what it is."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(functional["portal"], "Folder", "documents", title="Documents")
        made.setLayout("library_view")
        api.content.transition(made, "publish")
    transaction.commit()
    return made


@pytest.fixture
def a_file():
    """`a_file("Taxe", name="taxe.pdf")`: a PDF with words, as it is stored."""

    def make(words="Règlement", name="reglement.pdf"):
        return NamedBlobFile(pdf("Titre", [words]), filename=name)

    return make


@pytest.fixture
def add(folder, a_file):
    """`add("Taxe", words=…, **fields)`: a document, published unless told otherwise."""

    def make(title="Règlement", *, words="Article premier", publish=True, **fields):
        fields.setdefault("file", a_file(words))
        fields.setdefault("document_date", date(2026, 1, 26))
        with api.env.adopt_roles(["Manager"]):
            made = api.content.create(folder, "Library Document", title=title, **fields)
            if publish:
                api.content.transition(made, "publish")
        transaction.commit()
        memory.forget()
        return made

    return make


@pytest.fixture
def work(functional):
    """`work()`: run the jobs that wait, as the worker does."""

    def run():
        with api.env.adopt_roles(["Manager"]):
            jobs.run_due(functional["portal"])
        transaction.commit()

    return run
