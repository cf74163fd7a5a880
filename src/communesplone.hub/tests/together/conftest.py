"""Three communes of the hub, the people who carry their voices, and a proposal."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from communesplone.core.settings import settings
from communesplone.core.sharing.records import Report
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes import people
from communesplone.hub.together.members import member
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.writing import propose
from communesplone.hub.together.writing import Written
from contextlib import contextmanager
from dataclasses import replace
from plone import api
import pytest


DURBUY, NAMUR, VITH = "nis:83012", "nis:92094", "nis:63067"
NAMES = {DURBUY: "Durbuy", NAMUR: "Namur", VITH: "St. Vith"}


@pytest.fixture
def communes(library, portal):
    """Three communes; of each, `voice-NAME` carries the voice and `clerk-NAME` does not."""
    kept = catalogue(portal)
    known = kept.communes[DURBUY]
    for issuer, name in NAMES.items():
        kept.communes[issuer] = replace(known, ring=replace(known.ring, issuer=issuer), name=name)
        kept.reports[issuer] = Report(issuer, name, "plone", "Namur", ("fr",))
        with api.env.adopt_roles(["Manager"]):
            for kind in ("voice", "clerk"):
                person = f"{kind}-{issuer[-5:]}"
                api.user.create(
                    email=f"{person}@example.org",
                    username=person,
                    password="quatre mots sans rapport",
                    properties={"fullname": f"Madame {person}"},
                )
                people.add(portal, issuer, person)
            people.give_voice(portal, issuer, f"voice-{issuer[-5:]}")
    return NAMES


@pytest.fixture
def speaking(communes, portal):
    """`with speaking(NAMUR) as who`: whoever carries its voice (or its clerk) acts."""

    @contextmanager
    def speak(issuer, kind="voice"):
        with api.env.adopt_user(username=f"{kind}-{issuer[-5:]}"):
            yield member(portal)

    return speak


@pytest.fixture
def rules(portal):
    """The settings of the hub."""
    found = settings(ITogetherSettings, portal)
    found.questions = ("Qui ?",)
    return found


@pytest.fixture
def proposal(speaking, portal, rules):
    """A proposal of Durbuy, which alone shares it so far."""
    with speaking(DURBUY) as who:
        written = Written("Rendez-vous", "Quarante minutes.", "Une heure.", {"Qui ?": "Nous."})
        return propose(portal, who, written)


@pytest.fixture
def visiting(portal):
    """`with visiting():` nobody is logged in."""

    @contextmanager
    def visit():
        manager = getSecurityManager()
        noSecurityManager()
        try:
            yield
        finally:
            setSecurityManager(manager)

    return visit
