"""Durbuy follows the agenda of Namur: a webmaster subscribes, people decide by keyboard."""

from .barriers import violations
from .playground import inside
from .playground import PASSWORD
from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.sharing.syndicating import giving
from communesplone.sharing.syndicating.store import drop
from communesplone.sharing.syndicating.store import taken_of
from datetime import datetime
from datetime import UTC
from playwright.sync_api import expect
from plone import api
from zope.component import getUtility
import pytest


pytestmark = pytest.mark.needs("chromium")

FOLDER = "voisins"


def work() -> None:
    """Do the jobs of syndication that are due, as the worker does."""
    done = True
    while done:
        done = False
        for host in ("namur", "durbuy"):
            with inside(host) as site:
                waiting = jobs.outbox(site).waiting
                for key, entry in list(waiting.items(None, jobs._key(datetime.now(UTC), "~"))):
                    if entry.name.startswith("communesplone.sharing."):
                        getUtility(IJob, entry.name)(site, *entry.args)
                        waiting.pop(key, None)
                        done = True


@pytest.fixture
def neighbours(served) -> Iterator[str]:
    """Namur gives its agenda; Durbuy has a folder for it that Enzo keeps: the path of the page."""
    with inside("namur") as site:
        giving.give(site, ["event"], "CC-BY-4.0")
    with inside("durbuy") as site:
        folder = api.content.create(site, "Folder", FOLDER, title="Chez les voisins")
        api.content.transition(folder, "publish")
        for name, group in (("victor", "Webmasters"), ("enzo", ""), ("rita", "Reviewers")):
            api.user.create(email="a@example.org", username=name, password=PASSWORD)
            if group:
                api.group.add_user(groupname=group, username=name)
        api.user.grant_roles(username="enzo", roles=["Contributor", "Editor"], obj=folder)
        folder.reindexObjectSecurity()
    work()
    yield "/@@sources"
    with inside("durbuy") as site:
        drop(site)
        jobs.cancel(site, "communesplone.sharing.")
        api.content.delete(site[FOLDER], check_linkintegrity=False)
        for name in ("victor", "enzo", "rita"):
            api.user.delete(username=name)
    with inside("namur") as site:
        drop(site)


def test_a_webmaster_follows_a_neighbour_and_decides_by_keyboard(
    office_tab, tab, address, neighbours, picture
):
    page = office_tab(("victor", PASSWORD))
    page.goto(address("/@@library", "durbuy"))
    page.get_by_role("link", name="Abonnements à d’autres sources").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Abonnements à d’autres sources")
    page.get_by_role("link", name="Suivre une autre source").click()
    assert not violations(page)
    # What is wrong is said, and what was typed stays
    page.get_by_label("Un autre site").check()
    page.get_by_label("Adresse de la source").fill("http://www.example.be")
    page.get_by_label("Agenda", exact=True).check()
    page.get_by_role("button", name="Suivre cette source").click()
    expect(page.get_by_role("alert")).to_contain_text("https://")
    expect(page.get_by_label("Adresse de la source")).to_have_value("http://www.example.be")
    page.get_by_label("Namur", exact=True).check()
    page.get_by_label("Dossier pour Agenda").select_option(label="Chez les voisins")
    picture(page, "suivre-une-source")
    page.get_by_role("button", name="Suivre cette source").click()
    expect(page.get_by_role("status")).to_contain_text("Cette source est suivie")
    assert not violations(page)
    work()

    page.goto(address(neighbours, "durbuy"))
    expect(page.locator(".sources-list")).to_contain_text("À jour")
    assert not violations(page)
    picture(page, "autres-sources")
    page.get_by_role("link", name="Décider de ce qui attend").click()
    rows = page.locator(".sources-queue .office-row")
    expect(rows.nth(1)).to_be_visible()
    assert not violations(page)
    picture(page, "decider-des-sources")
    first, second = (rows.nth(at).locator("h2").inner_text() for at in (0, 1))
    # The script has come once its keys are in the list of keys
    expect(page.locator("#office-keys")).to_contain_text("Accepter, refuser")
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.nth(0).locator("details")).to_have_attribute("open", "")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text(first)
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_role("status")).to_contain_text(f"{second} » est refusé")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status")).to_contain_text("attend à nouveau")
    for at in (0, 1):
        rows.nth(at).get_by_role("checkbox").check()
    page.get_by_role("button", name="Accepter ce qui est coché").click()
    expect(page.get_by_role("status")).to_contain_text("2 contenus sont repris")

    # Citizens see it with its source; who edits is told where it is kept up
    with inside("durbuy") as site:
        path = "/".join(next(iter(site[FOLDER].objectValues())).getPhysicalPath()[2:])
    citizen = tab(390)
    citizen.goto(address(f"/{path}", "durbuy"))
    expect(citizen.locator(".credit")).to_contain_text("Source : Namur")
    page.goto(address(f"/{path}/edit", "durbuy"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("tenu à jour ailleurs")
    assert not violations(page)

    page.goto(address(neighbours, "durbuy"))
    page.get_by_role("button", name="Suspendre Namur").click()
    expect(page.locator(".sources-list")).to_contain_text("Suspendue")
    page.get_by_text("Terminer cet abonnement").click()
    page.get_by_label("Cela va à la corbeille").check()
    page.get_by_role("button", name="Terminer", exact=True).click()
    expect(page.locator(".sources-list")).to_contain_text("En cours de fin")
    work()
    with inside("durbuy") as site:
        assert not site[FOLDER].objectIds()
        assert not taken_of(site).subscriptions


def test_an_editor_of_a_section_follows_into_it_and_publishes_nothing(
    office_tab, address, neighbours
):
    page = office_tab(("enzo", PASSWORD), 390)
    page.goto(address("/@@source", "durbuy"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("Namur", exact=True).check()
    page.get_by_label("Agenda", exact=True).check()
    expect(page.get_by_label("Dossier pour Agenda").locator("option")).to_have_count(1)
    page.get_by_role("button", name="Suivre cette source").click()
    expect(page.get_by_role("alert")).to_contain_text("un dossier que vous tenez")
    page.get_by_label("En brouillon").check()
    page.get_by_role("button", name="Suivre cette source").click()
    expect(page.get_by_role("status")).to_contain_text("Cette source est suivie")
    expect(page.get_by_text("Ce que d’autres peuvent montrer de nous")).to_have_count(0)
    work()
    page.goto(address("/@@sources-queue", "durbuy"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Accepter", exact=False).first.click()
    expect(page.get_by_role("status")).to_contain_text("est repris")
    with inside("durbuy") as site:
        (made,) = site[FOLDER].objectValues()
        assert api.content.get_state(made) == "private"
    # A reviewer adds nothing: they see the sources and decide on none
    other = office_tab(("rita", PASSWORD))
    other.goto(address("/@@sources", "durbuy"))
    expect(other.locator(".sources-list")).to_contain_text("Namur")
    expect(other.get_by_role("button", name="Suspendre")).to_have_count(0)
    other.goto(address("/@@sources-queue", "durbuy"))
    expect(other.locator(".sources-queue")).to_have_count(0)
