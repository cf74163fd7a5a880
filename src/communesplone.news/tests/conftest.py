"""The layers of this add-on's tests, declared in the root conftest.py, and what they share."""

from communesplone.core import memory
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from datetime import timedelta
from plone import api
from pytz import timezone
import pytest
import transaction


ZONE = timezone("Europe/Brussels")


@pytest.fixture
def integration(news_integration):
    return news_integration


@pytest.fixture
def functional(news_functional):
    """The site, with a workflow in which what is not published is not seen."""
    portal = news_functional["portal"]
    memory.forget()
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return news_functional


@pytest.fixture
def server(news_server):
    return news_server


@pytest.fixture
def tomorrow():
    """Ten in the morning of tomorrow, as Plone stores it."""
    day = datetime.now(BRUSSELS).date() + timedelta(days=1)
    return ZONE.localize(datetime(day.year, day.month, day.day, 10))


@pytest.fixture
def folder(functional):
    """`agenda` and `actualites`, shown as what they are."""
    with api.env.adopt_roles(["Manager"]):
        for name, layout in (("agenda", "agenda_view"), ("actualites", "news_view")):
            made = api.content.create(functional["portal"], "Folder", name, title=name.title())
            made.setLayout(layout)
            api.content.transition(made, "publish")
    transaction.commit()
    return functional["portal"]["agenda"]


@pytest.fixture
def add(folder, functional, tomorrow):
    """`add("Concert", days=2, hours=3, **fields)`: an event, published unless told otherwise."""

    def make(title="Concert", *, days=0, hours=2, publish=True, container=folder, **fields):
        start = ZONE.normalize(fields.pop("start", tomorrow + timedelta(days=days)))
        end = fields.pop("end", start + timedelta(hours=hours))
        with api.env.adopt_roles(["Manager"]):
            event = api.content.create(
                container, "Event", title=title, start=start, end=end, **fields
            )
            if publish:
                api.content.transition(event, "publish")
        transaction.commit()
        memory.forget()
        return event

    return make


@pytest.fixture
def tell(folder, functional):
    """`tell("Works", **fields)`: a news item, published unless told otherwise."""

    def make(title="Works", *, publish=True, **fields):
        with api.env.adopt_roles(["Manager"]):
            item = api.content.create(
                functional["portal"]["actualites"], "News Item", title=title, **fields
            )
            if publish:
                api.content.transition(item, "publish")
        transaction.commit()
        memory.forget()
        return item

    return make
