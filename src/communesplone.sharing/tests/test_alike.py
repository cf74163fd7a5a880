"""How many communes like ours use a content: those with whom the board compares us."""

from .shelf import PACK_URN
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.sharing.alike import alike
from communesplone.sharing.catching_up.refreshing import refresh
import pytest
import transaction


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def urn(commune, shelf):
    """A content that two neighbours of Durbuy's size use, and a city."""
    settings(ICommuneIdentity, commune).population = 9_500
    for name in ("Hotton", "Rendeux", "Vielsalm"):
        shelf.says(name)
    shelf.says("Namur", 115_000)
    found = shelf.holds(title="Commander une poubelle")
    for one in (found, PACK_URN):
        shelf.is_used(one, "Rendeux", "Hotton", "Namur")
    return found


def test_before_the_first_board_nobody_is_said_to_be_alike(webmaster, commune, urn):
    transaction.commit()
    assert alike(commune).among(["nis:Hotton"]) == []
    webmaster.open(f"{commune.absolute_url()}/@@library")
    assert "sharing-alike" not in webmaster.contents


def test_those_are_alike_with_whom_the_board_compares(webmaster, commune, urn):
    refresh(commune)
    transaction.commit()
    webmaster.open(f"{commune.absolute_url()}/@@library")
    assert "2 like you" in " ".join(webmaster.contents.split())
    webmaster.getLink("Commander une poubelle").click()
    words = " ".join(webmaster.contents.split())
    assert "2 like you</span> (5 000 to 10 000 inhabitants, French)" in words
    assert "<p>Hotton, Rendeux</p>" in words
    webmaster.open(f"{commune.absolute_url()}/@@library-pack?urn={PACK_URN}")
    assert "<p>Hotton, Rendeux</p>" in webmaster.contents


def test_where_all_communes_have_to_be_compared_none_is_said_to_be_alike(
    webmaster, commune, shelf, urn
):
    shelf.reports = [one for one in shelf.reports if one.name in ("Namur", "Hotton")]
    refresh(commune)
    transaction.commit()
    assert alike(commune).among(["nis:Hotton"]) == []


def test_names_are_not_said_twice(webmaster, commune, shelf, urn):
    shelf.is_used(urn, "Rendeux", "Hotton")
    refresh(commune)
    transaction.commit()
    webmaster.open(f"{commune.absolute_url()}/@@library-item?urn={urn}")
    assert webmaster.contents.count("Hotton, Rendeux") == 1
