"""A hub that answers over HTTP, and Durbuy on another cluster, whom it knows."""

from communesplone.core import jobs
from communesplone.core.sharing.calling import ALLOWED
from communesplone.core.sharing.calling import Line
from communesplone.core.sharing.calling import REST
from communesplone.core.sharing.signing import digest
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from communesplone.hub.reviewing import accept
from dataclasses import replace
import pytest
import transaction


FAR = "https://durbuy.example"


@pytest.fixture
def integration(hub_server):
    return hub_server


@pytest.fixture
def base(integration, portal, monkeypatch):
    """Address of the library, which this machine may ask."""
    place = f"{integration['host']}:{integration['port']}"
    monkeypatch.setenv(ALLOWED, place)
    portal.portal_setup.runAllImportStepsFromProfile("profile-plone.restapi:default")
    transaction.commit()
    yield f"http://{place}/{portal.getId()}/@library/v1"
    REST._silent.clear()


@pytest.fixture
def durbuy(portal, author):
    """Durbuy, whom an operator made known."""
    told = Commune(author.ring, FAR, "Durbuy", "Luxembourg")
    catalogue(portal).communes["nis:83012"] = told
    transaction.commit()
    return author


@pytest.fixture
def line(base, durbuy):
    """The way from Durbuy to the hub."""
    return Line(base, "nis:83012", durbuy.key)


@pytest.fixture
def stranger(line):
    """`stranger(key)`: a way on which somebody signs as Durbuy."""
    return lambda key: replace(line, private=key)


@pytest.fixture
def shared(line, durbuy, portal):
    """`shared(number=2, title="…")`: an envelope that came by this way and was accepted."""

    def share(files=(), **options):
        made = durbuy.written(files=files, **options)
        line.call("receive", envelope=made, files={digest(data): data for data in files})
        transaction.begin()
        accept(portal, made["urn"], made["revision"], "", "relectrice")
        # What the hub would tell Durbuy, who is not there
        jobs.cancel(portal, "communesplone.hub.")
        transaction.commit()
        return made

    return share
