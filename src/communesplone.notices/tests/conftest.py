"""The layers of this add-on's tests, declared in the root conftest.py, and what they share."""

from communesplone.core import memory
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.namedfile.file import NamedBlobFile
import pytest
import transaction


@pytest.fixture
def integration(notices_integration):
    return notices_integration


@pytest.fixture
def functional(notices_functional):
    """The site, with a workflow in which what is not published is not seen."""
    portal = notices_functional["portal"]
    memory.forget()
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return notices_functional


@pytest.fixture
def server(notices_server):
    return notices_server


@pytest.fixture
def today():
    return datetime.now(BRUSSELS).date()


@pytest.fixture
def folder(functional):
    """`avis`, shown as notices."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(functional["portal"], "Folder", "avis", title="Avis")
        made.setLayout("notices_view")
        api.content.transition(made, "publish")
    transaction.commit()
    return made


@pytest.fixture
def add(folder):
    """`add("Vacancy", title="Clerk", …)`: content, published unless told otherwise."""

    def make(kind, *, publish=True, container=folder, **fields):
        with api.env.adopt_roles(["Manager"]):
            item = api.content.create(container, kind, **fields)
            if publish:
                api.content.transition(item, "publish")
        transaction.commit()
        memory.forget()
        return item

    return make


@pytest.fixture
def inquiry(add, today):
    """`inquiry("Flats", begins=-5, lasts=None, …)`: days from today; by law when not told."""

    def make(title="Fourteen flats", *, begins=-5, ends=None, **fields):
        start = today + timedelta(days=begins)
        end = None
        if ends is not None:
            end = today + timedelta(days=ends)
            fields.setdefault("period_reason", "test")
        fields = {"basis": "codt_permit", "applicant_kind": "person", **fields}
        return add("PublicInquiry", title=title, start=start, end=end, **fields)

    return make


@pytest.fixture
def attach(functional):
    """`attach(inquiry, "plan.txt")`: a document in a notice."""

    def make(container, name="plan.txt", data=b"plan", mime="text/plain"):
        with api.env.adopt_roles(["Manager"]):
            file = NamedBlobFile(data, mime, name)
            made = api.content.create(container, "File", title=name, file=file)
        transaction.commit()
        memory.forget()
        return made

    return make


@pytest.fixture
def calendar(add, today):
    """A waste calendar of two sectors: PMC tomorrow in A, paper in three days in both."""
    soon, later = today + timedelta(days=1), today + timedelta(days=3)
    return add(
        "WasteCalendar",
        id="dechets",
        title="Collecte des déchets",
        evening_note="la veille dès 18 h",
        sectors="A | Centre\nB | Plateau",
        streets="Rue de l'Église | | A\nRue Haute | odd | A\nRue Haute | even | B",
        rounds=f"PMC | A | {soon:%d/%m/%Y}\npapier | | {later:%d/%m/%Y}",
        moves="",
    )
