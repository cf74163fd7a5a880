"""Neighbours of Durbuy, and a library that says what they have."""

from communesplone.core import _
from communesplone.core.catching_up import ICatchingUp
from communesplone.core.catching_up import Line
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.records import Summary
from dataclasses import replace
from plone.base.interfaces import IPloneSiteRoot
from zope.component import getGlobalSiteManager
from zope.interface import implementer
import pytest


STATEMENT = "page:statement"
MOVE, MARINA = "urn:uuid:move", "urn:uuid:marina"


@implementer(ILibrary)
class Library:
    """What the hub answers; `silent` makes it answer nothing."""

    def __init__(self):
        self.silent = False
        self.reports = []
        self.shared = {}
        self.packs = {}

    def says(self, name, *has, size=9_000, languages=("fr",)):
        told = Report(f"nis:{name}", name, name, "Luxembourg", languages, size, has=has)
        self.reports.append(told)

    def holds(self, urn, title, language="fr", translations=()):
        row = Summary(
            urn, 1, title, "", "Document", "page", language, "CC0-1.0", "nis:Huy", "Huy", "", 3
        )
        self.shared[urn] = Standing(row, False, (("nis:Huy", "Huy"),) * 3, (), translations)

    def members(self):
        if self.silent:
            raise SharingError(_("The library does not answer."))
        return tuple(self.reports)

    def puts_together(self, urn, title, *urns):
        rows = tuple(self.shared[one].summary for one in urns)
        row = replace(rows[0], urn=urn, title=title, kind=PACK, contents=len(rows))
        self.packs[urn] = Pack(row, {}, rows, (("nis:Huy", "Huy"),), ())

    def standing(self, urn):
        return self.shared.get(urn)

    def pack(self, urn):
        return self.packs.get(urn)


@implementer(ICatchingUp)
class Statement:
    """An add-on with one line, as a test registers it."""

    present = False

    def __init__(self, site):
        self.site = site

    def lines(self, others):
        title, sentence = "Déclaration", "À compléter."
        return [
            Line(
                STATEMENT,
                title,
                sentence,
                "law",
                self.present,
                "Make",
                "@@make",
                minutes=20,
                basis="Decree of 2 May 2019",
                posts=True,
            )
        ]


@pytest.fixture
def registered():
    """`registered(factory, interface, name)`: an adapter of a site, for the length of a test."""
    manager, made = getGlobalSiteManager(), []

    def register(factory, interface, name=""):
        manager.registerAdapter(factory, (IPloneSiteRoot,), interface, name)
        made.append((factory, interface, name))

    yield register
    for factory, interface, name in made:
        manager.unregisterAdapter(factory, (IPloneSiteRoot,), interface, name)


@pytest.fixture
def statement(registered):
    registered(Statement, ICatchingUp, "test")
    yield Statement
    Statement.present = False


@pytest.fixture
def library(registered):
    """Three neighbours of Durbuy's size: all moved house, one has a marina."""
    found = Library()
    found.says("Hotton", MOVE, STATEMENT)
    found.says("Rendeux", MOVE, MARINA, STATEMENT)
    found.says("Vielsalm", MOVE)
    found.says("Namur", MARINA, size=115_000)
    found.holds(MOVE, "Changer d’adresse")
    found.holds(MARINA, "Port de plaisance")
    registered(lambda site: found, ILibrary)
    return found


@pytest.fixture
def commune(commune):
    settings(ICommuneIdentity, commune).population = 9_500
    return commune
