"""Durbuy catches up: what law asks for, what its neighbours use, what is not for it."""

from .barriers import violations
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Iterator
from communesplone.core import memory
from communesplone.core.sharing import ICommuneInbox
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.sharing.catching_up import KEY
from communesplone.sharing.catching_up.refreshing import refresh
from communesplone.sharing.catching_up.store import made
from communesplone.sharing.catching_up.store import Step
from communesplone.sharing.delivering import deliver
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.reporting import report
from communesplone.sharing.store import store
from contextlib import contextmanager
from datetime import date
from datetime import timedelta
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.testing.zope import zopeApp
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import setSite
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

PASSWORD = "correct horse battery"
TITLE = "Louer une grimpante pour la fête de quartier"
LATE = "Horaire d’hiver de la plaine"
BOARD = "/@@catching-up"


@contextmanager
def as_machine() -> Iterator[object]:
    """The root of the database, and a commit after the block."""
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        memory.forget()
        yield app
        transaction.commit()
        noSecurityManager()
        setSite(None)


@pytest.fixture
def behind(served) -> Iterator[str]:
    """Namur has shared a procedure; in Durbuy a page waits, and three people work."""
    with as_machine() as app:
        namur, durbuy, hub = app["namur"], app["durbuy"], app["hub"]
        setSite(namur)
        shared = _shared(namur, hub)
        setSite(durbuy)
        folder = api.content.create(durbuy, "Folder", "plaine", title="La plaine")
        page = api.content.create(folder, "Document", "hiver", title=LATE)
        api.content.transition(page, "publish")
        page.review_date = date.today() - timedelta(days=215)
        page.reindexObject()
        for name, group in (("wanda", "Webmasters"), ("rita", "Reviewers"), ("enzo", "")):
            api.user.create(email="a@example.org", username=name, password=PASSWORD)
            if group:
                api.group.add_user(groupname=group, username=name)
        api.user.grant_roles(username="enzo", roles=["Contributor", "Editor"], obj=folder)
        folder.reindexObjectSecurity()
        kept = made(durbuy)
        kept.months.update({"2026-01": Step(1, 9, 0), "2026-02": Step(2, 9, 1)})
        transaction.commit()
        for name in ("namur", "st-vith"):
            setSite(app[name])
            report(app[name])
        setSite(durbuy)
        refresh(durbuy)
    yield BOARD
    with as_machine() as app:
        setSite(app["durbuy"])
        for name in ("wanda", "rita", "enzo"):
            api.user.delete(username=name)
        api.content.delete(app["durbuy"]["plaine"], check_linkintegrity=False)
        IAnnotations(app["durbuy"]).pop(KEY, None)
        setSite(app["hub"])
        kept = catalogue(app["hub"])
        kept.index.drop(kept.offers.pop(shared).number)
        setSite(app["namur"])
        uid, _record = store(app["namur"]).at_urn(shared)
        store(app["namur"]).drop(uid)
        api.content.delete(app["namur"]["demarches"]["grimpante"], check_linkintegrity=False)


def _shared(namur: object, hub: object) -> str:
    """Have Namur write, offer and the hub accept a procedure; return its urn."""
    made = api.content.create(
        namur["demarches"],
        "Procedure",
        "grimpante",
        title=TITLE,
        description="Une structure à grimper, livrée le vendredi.",
        language="fr",
    )
    api.content.transition(made, "publish")
    # What waits to be indexed needs its own site
    transaction.commit()
    shared = offer(made, store(namur), Terms("CC0-1.0"))
    deliver(namur, shared.urn, shared.revision)
    setSite(hub)
    accept(hub, shared.urn, shared.revision, "", "test")
    setSite(namur)
    moment = "2026-11-29T10:00:00+00:00"
    ICommuneInbox(namur).decided(shared.urn, shared.revision, "accepted", "", moment)
    return shared.urn


@pytest.fixture
def desk(office_tab, behind):
    """`desk("enzo")`: the browser of somebody who is logged in."""
    return lambda name, width=1280: office_tab((name, PASSWORD), width)


def row(page: Page, name: str):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))


def test_a_webmaster_begins_with_the_law_adopts_and_sets_aside_by_keyboard(
    desk, address, behind, picture
):
    page = desk("wanda")
    page.goto(address(behind, "durbuy"))
    place = page.get_by_role("link", name="Rattrapage")
    expect(place).to_have_attribute("aria-current", "page")
    expect(page.locator(".office-lead")).to_contain_text("Comparée à 2 communes, Durbuy a")
    expect(page.locator(".office-lead b")).to_contain_text("que la loi demande")
    groups = page.get_by_role("table").first.get_by_role("heading", level=2)
    expect(groups).to_have_text(
        [
            "La loi le demande",
            "Presque toutes l’ont",
            "Cela existe aussi",
            "À rafraîchir",
        ]
    )
    expect(row(page, "Déclaration de vie privée")).to_contain_text("À vérifier")
    expect(row(page, "Déclaration d’accessibilité")).to_contain_text("Décret du 2 mai 2019")
    expect(row(page, TITLE)).to_contain_text("1 sur 2")
    expect(row(page, LATE)).to_contain_text("depuis 7 mois")
    expect(page.get_by_role("img", name="Choses utiles")).to_be_visible()
    page.get_by_text("Les chiffres en tableau").click()
    expect(page.get_by_role("row", name="février 2026")).to_contain_text("2 / 9")
    assert not violations(page)
    picture(page, "rattrapage")

    # One click from adopted
    row(page, TITLE).get_by_role("link", name="Adopter").press("Enter")
    expect(page.locator("#adopt-save")).to_be_visible()
    page.go_back()

    # Not for us: a reason is wanted, and the line comes back
    row(page, TITLE).get_by_role("link", name="Pas pour nous").press("Enter")
    page.get_by_role("button", name="Écarter cette ligne").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Dites pourquoi")
    assert not violations(page)
    page.get_by_label("Pourquoi n’est-ce pas").fill("Nos quartiers ont la leur.")
    page.get_by_role("button", name="Écarter cette ligne").press("Enter")
    expect(row(page, TITLE)).to_have_count(0)
    page.get_by_role("link", name="Revoir").press("Enter")
    expect(page.get_by_role("row", name=TITLE)).to_contain_text("Nos quartiers ont la leur.")
    page.get_by_role("button", name="Remettre au tableau").press("Enter")
    expect(row(page, TITLE)).to_be_visible()

    # With whom: changed by ticking
    page.get_by_role("link", name="Changer", exact=True).press("Enter")
    assert not violations(page)
    page.get_by_label("allemand").press("Space")
    page.get_by_role("button", name="Comparer ainsi").press("Enter")
    expect(page.get_by_text("Choix gardé").first).to_be_visible()


def test_an_editor_of_a_section_sees_what_is_theirs_and_a_reviewer_reads(desk, address, behind):
    page = desk("enzo")
    page.goto(address(behind, "durbuy"))
    expect(row(page, LATE).get_by_role("link", name="Relire")).to_be_visible()
    expect(page.get_by_role("link", name="Pas pour nous")).to_have_count(0)
    expect(
        row(page, "Déclaration d’accessibilité").get_by_role("link", name="Compl")
    ).to_have_count(0)

    page = desk("rita", 390)
    page.goto(address(behind, "durbuy"))
    expect(row(page, TITLE)).to_be_visible()
    expect(row(page, TITLE).get_by_role("link", name="Adopter")).to_have_count(0)
    expect(page.get_by_role("link", name="Changer", exact=True)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not violations(page)
