"""Which pages law asks for, by region, and what becomes of them on the board."""

from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.policy.catching_up import mandatory
from communesplone.policy.catching_up import MandatoryPages
from communesplone.policy.tree import add_missing
from DateTime import DateTime
from plone import api
from types import SimpleNamespace
import pytest
import re
import transaction


@pytest.mark.parametrize(
    ("region", "language", "certain"),
    [("Région wallonne", "fr", True), ("Région wallonne", "de", False), ("", "fr", False)],
)
def test_the_walloon_decree_holds_in_wallonia_but_for_its_german_part(region, language, certain):
    pages = mandatory(SimpleNamespace(region=region, language=language))
    assert pages["accessibility"].certain is certain
    assert not pages["privacy"].certain


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def commune(portal):
    """Namur, with the folder of its legal pages and nothing in it."""
    record = settings(ICommuneIdentity, portal)
    record.kind, record.name, record.region = "commune", "Namur", "Région wallonne"
    record.nis, record.names = "92094", {"fr": "Namur"}
    with api.env.adopt_roles(["Manager"]):
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        add_missing(portal, {"commune"})
    transaction.commit()
    return portal


def statement(commune):
    lines = {line.name: line for line in MandatoryPages(commune).lines({})}
    return lines["page:accessibility"], lines.get("fresh:page:accessibility")


def test_a_page_is_made_completed_published_and_kept_fresh(commune, webmaster):
    line, _fresh = statement(commune)
    assert (line.present, line.posts, line.url) == (
        False,
        True,
        "@@mandatory-page?key=accessibility",
    )
    webmaster.open(f"{commune.absolute_url()}/commune/edit")
    token = re.search(r'name="_authenticator"[^>]*value="(\w+)"', webmaster.contents)[1]
    webmaster.post(f"{commune.absolute_url()}/{line.url}", f"_authenticator={token}")
    transaction.begin()
    assert webmaster.url.endswith("/commune/accessibilite/edit")
    line, fresh = statement(commune)
    assert (line.present, line.posts, line.url) == (False, False, "commune/accessibilite/edit")
    page = commune["commune"]["accessibilite"]
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(page, "publish")
    line, fresh = statement(commune)
    assert line.present
    assert fresh is None
    page.setModificationDate(DateTime() - 400)
    page.reindexObject(idxs=["modified"])
    _line, fresh = statement(commune)
    assert fresh.about == page.UID()


def test_reading_the_address_makes_nothing(commune, webmaster):
    webmaster.open(f"{commune.absolute_url()}/@@mandatory-page?key=accessibility")
    assert webmaster.headers["status"].startswith("405")
    assert "accessibilite" not in commune["commune"].objectIds()
