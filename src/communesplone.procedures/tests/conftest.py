"""The layers of this add-on's tests, declared in the root conftest.py."""

from communesplone.procedures.shapes import CHANNELS
from communesplone.procedures.shapes import CONTACTS
from communesplone.procedures.shapes import FIRST
from communesplone.procedures.shapes import LAWS
from communesplone.procedures.shapes import STEPS
from communesplone.procedures.shapes import TARIFFS
from plone import api
from plone.app.textfield import RichTextValue
import pytest
import transaction


@pytest.fixture
def integration(procedures_integration):
    return procedures_integration


@pytest.fixture
def functional(procedures_functional):
    """The site, with a workflow in which what is not published is not seen."""
    portal = procedures_functional["portal"]
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return procedures_functional


@pytest.fixture
def server(procedures_server):
    return procedures_server


@pytest.fixture
def add(functional):
    """Return a function that adds a procedure, published unless told otherwise."""
    portal = functional["portal"]

    def make(title="Lost identity card", *, publish=True, container=portal, **fields):
        with api.env.adopt_roles(["Manager"]):
            item = api.content.create(container, "Procedure", title=title, **fields)
            if publish:
                api.content.transition(item, "publish")
        transaction.commit()
        return item

    return make


@pytest.fixture
def full(add):
    """A procedure with every field filled in."""
    return add(
        "Lost or stolen identity card",
        description="Block the card at once, then come to the desk.",
        language="en",
        text=RichTextValue("<p>The card that says who you are.</p>", "text/html", "text/html"),
        first=FIRST.parse("Block the card | Call DOC STOP. | https://www.checkdoc.be | Number"),
        steps=STEPS.parse("Declare the loss | At the desk or the police.\nCollect the card"),
        bring=["a recent photo", "27 €"],
        channels=CHANNELS.parse(
            "desk (easiest) | Population desk.\nonline (no) | The law wants to see you.\n"
            "federal | DOC STOP, day and night. | https://www.checkdoc.be"
        ),
        tariffs=TARIFFS.parse("Adult | 27 € | 3 weeks\nUrgent | 155,50 € | 2 days\nCodes | free"),
        price_note="155 € when urgent",
        delay="3 weeks",
        delay_note="2 days when urgent",
        where_note="in person",
        conditions=["to be registered here"],
        evidence=["the declaration of theft"],
        validity="Ten years.",
        legal_basis=LAWS.parse("Law of 19 July 1991 | https://www.ejustice.just.fgov.be/"),
        audiences=["newcomer"],
        life_events=["lost_papers"],
        themes=["identity"],
        keywords=["carte d’identité perdue"],
        contacts=CONTACTS.parse("Night desk | 081 00 00 00 | night@namur.example"),
    )
