"""The story that sharing is for, in the browser, from the first offer to what comes back of it."""

from .barriers import violations
from .library import work
from .playground import inside
from collections.abc import Callable
from collections.abc import Iterator
from communesplone.sharing.offering import GONE
from communesplone.sharing.offering import withdraw
from communesplone.sharing.store import store
from dataclasses import dataclass
from playwright.sync_api import expect
from playwright.sync_api import Locator
from playwright.sync_api import Page
from plone import api
from urllib.parse import urlsplit
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

TITLE = "Commander une poubelle à puce"
HOUSEHOLD = "Chaque ménage reçoit une poubelle à puce."
DELAY = "Elle est livrée sous quinze jours ouvrables."
PRICE = "La première poubelle coûte 5 euros."
EXCHANGE = "Un échange se demande au guichet."
#: How the page says it after the revision of Durbuy, and after what Namur makes of it.
FASTER, DEARER = DELAY.replace("quinze", "dix"), PRICE.replace("5", "6")
ONLINE = "Un échange se demande au guichet ou en ligne."
GERMAN_TITLE = "Eine Tonne mit Chip bestellen"
GERMAN = "Jeder Haushalt erhält eine Tonne mit Chip."
REASON = "Le prix demandé n’est plus permis."


@dataclass
class Desk:
    """Somebody at work in a site."""

    page: Page
    address: Callable[..., str]
    site: str

    def open(self, path: str) -> None:
        self.page.goto(self.address(path, self.site))

    def path(self) -> str:
        """Return the path of the page that is open."""
        return urlsplit(self.page.url).path.removesuffix("/view")

    def text(self) -> Locator:
        """Return the text as the form shows it, once its editor is there and takes no focus."""
        counted = self.page.locator(".tox-statusbar__wordcount:not(:empty)").first
        expect(counted).to_be_visible()
        return self.page.frame_locator(".tox-edit-area iframe").first.locator("body")

    def save(self) -> None:
        self.page.locator("#form-buttons-save").click()
        self.page.wait_for_url(lambda url: "/edit" not in url and "++add" not in url)

    def replace(self, path: str, changes: dict[str, str]) -> None:
        """Change paragraphs of a page in its form."""
        self.open(f"{path}/edit")
        for former, latter in changes.items():
            self.text().get_by_text(former).click(click_count=3)
            self.page.keyboard.type(latter)
        self.save()


@pytest.fixture
def afterwards_as_before(served) -> Iterator[None]:
    """Takes out of the sites what the story brings into them."""
    yield
    forget("durbuy")
    for site in ("durbuy", "hub"):
        work(site)
    for site in ("namur", "st-vith"):
        forget(site)


def forget(site_id: str) -> None:
    """Delete the pages of the story in a site; what it offers it withdraws."""
    with inside(site_id) as site:
        kept = store(site)
        for brain in site.portal_catalog.unrestrictedSearchResults(portal_type="Procedure"):
            if brain.Title in (TITLE, GERMAN_TITLE):
                shared = kept.items.get(brain.UID)
                is_ours = shared is not None and shared.role == "original"
                if is_ours and shared.state not in GONE:
                    withdraw(brain._unrestrictedGetObject(), kept)
                kept.drop(brain.UID)
                api.content.delete(brain._unrestrictedGetObject(), check_linkintegrity=False)
        # The catalog is told while the site is known
        transaction.commit()


def test_what_one_commune_makes_becomes_everyones_and_comes_back_better(
    office_tab, address, afterwards_as_before
):
    durbuy, hub, namur, st_vith = (
        Desk(office_tab(locale="fr-BE"), address, site)
        for site in ("durbuy", "hub", "namur", "st-vith")
    )
    written = writes_a_procedure(durbuy)
    offers(durbuy, written)
    accepts(hub, TITLE)
    at_namur = adopts(namur)
    at_st_vith = adopts(st_vith)
    translates(st_vith, at_st_vith)
    changes_another_paragraph(namur, at_namur)
    changes_the_price_and_a_paragraph(durbuy, written)
    offers(durbuy, written, "Le prix et le délai changent.")
    accepts(hub, TITLE)
    gets_both(namur, at_namur)
    sees_that_its_translation_is_behind(st_vith)
    proposes_its_improvement(namur, at_namur)
    takes_it(durbuy, written)
    takes_it_out(hub)
    reads_why(durbuy, written)
    keeps_its_copy(namur, at_namur)


def writes_a_procedure(desk: Desk) -> str:
    """Write it in Plone's form, and publish it; return its path."""
    desk.open("/demarches/++add++Procedure")
    desk.page.locator("#form-widgets-IDublinCore-title").fill(TITLE)
    desk.page.locator("#form-widgets-IDublinCore-description").fill("Une par ménage.")
    desk.text().click()
    for number, paragraph in enumerate((HOUSEHOLD, DELAY, PRICE, EXCHANGE)):
        if number:
            desk.page.keyboard.press("Enter")
        desk.page.keyboard.type(paragraph)
    desk.save()
    path = desk.path()
    desk.open(f"{path}/@@publish")
    desk.page.get_by_role("button", name="Publier maintenant").click()
    expect(desk.page.get_by_role("status").filter(has_text="en ligne")).to_be_visible()
    return path


def offers(desk: Desk, path: str, change: str = "") -> None:
    """Offer it to the hub, or a revision of it in words of its own."""
    desk.open(f"{path}/@@offer")
    if change:
        desk.page.locator("[name=change]").fill(change)
    desk.page.locator("#offer-send").click()
    expect(desk.page.locator("#offer-state")).to_contain_text("En route")
    work(desk.site)


def accepts(desk: Desk, title: str) -> None:
    """Read what was offered, and put it into the library."""
    desk.open("/@@offers")
    desk.page.locator(".hub-waiting a").filter(has_text=title).click()
    expect(desk.page.locator(".hub-title")).to_have_text(title)
    desk.page.get_by_label("Accepter").check()
    desk.page.locator("#decide").click()
    expect(desk.page.get_by_text("dans la bibliothèque").first).to_be_visible()
    work(desk.site)


def adopts(desk: Desk) -> str:
    """Find it in the library, and make a draft of it where such pages are; return its path."""
    desk.open("/@@library")
    desk.page.locator("#library-text").fill("poubelle puce")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("link", name=TITLE, exact=True).click()
    desk.page.locator("#adopt").click()
    desk.page.locator("#adopt-save").click()
    expect(desk.page.locator("h1").first).to_have_text(TITLE)
    work(desk.site)
    return desk.path()


def translates(desk: Desk, path: str) -> None:
    """Write the same in German."""
    desk.open(f"{path}/@@create_translation?language=de")
    desk.page.locator("#form-widgets-IDublinCore-title").fill(GERMAN_TITLE)
    desk.text().fill(GERMAN)
    desk.save()


def changes_another_paragraph(desk: Desk, path: str) -> None:
    desk.replace(f"{path}", {EXCHANGE: ONLINE})


def changes_the_price_and_a_paragraph(desk: Desk, path: str) -> None:
    desk.replace(path, {PRICE: DEARER, DELAY: FASTER})


def waits(desk: Desk) -> Locator:
    """Return the line of the page in the list of updates."""
    return desk.page.get_by_role("row", name=TITLE)


def takes(desk: Desk) -> None:
    """Take what waits with one click."""
    waits(desk).locator("button[value=take]").click()
    expect(waits(desk)).to_have_count(0)


def gets_both(desk: Desk, path: str) -> None:
    """What Durbuy changed, and what was changed here, in one text."""
    work(desk.site)
    desk.open("/@@updates")
    expect(waits(desk)).to_contain_text("Le prix et le délai changent.")
    takes(desk)
    desk.open(f"{path}/view")
    for paragraph in (HOUSEHOLD, FASTER, DEARER, ONLINE):
        expect(desk.page.get_by_text(paragraph)).to_be_visible()


def sees_that_its_translation_is_behind(desk: Desk) -> None:
    work(desk.site)
    desk.open("/@@updates")
    takes(desk)
    behind = f"{GERMAN_TITLE}: diese Übersetzung ist im Rückstand"
    expect(desk.page.get_by_text(behind)).to_be_visible()


def proposes_its_improvement(desk: Desk, path: str) -> None:
    desk.open(f"{path}/@@propose")
    expect(desk.page.locator("ins")).to_have_text("ou en ligne")
    desk.page.get_by_label("Un mot à l’auteur").fill("Chez nous, cela va en ligne aussi.")
    desk.page.get_by_role("button", name="Envoyer cette proposition").click()
    expect(
        desk.page.get_by_role("status").filter(has_text="en route vers son auteur")
    ).to_be_visible()
    work(desk.site)


def takes_it(desk: Desk, path: str) -> None:
    # The hub hands it on, and whoever gets it looks whether it is to be believed
    for site in ("hub", desk.site):
        work(site)
    desk.open("/@@updates")
    desk.page.get_by_role("link", name=f"Voir {TITLE}").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("Ce que Namur propose")
    desk.page.get_by_role("button", name="Mettre ma page à jour").click()
    desk.open(f"{path}/view")
    expect(desk.page.get_by_text(ONLINE)).to_be_visible()


def takes_it_out(desk: Desk) -> None:
    """Find it among what everyone reads, and take it out with a reason."""
    page = desk.page
    desk.open("/@@shared")
    page.get_by_role("combobox", name="Type").select_option(label="Démarche")
    page.get_by_role("button", name="Rechercher", exact=True).click()
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("link", name="Retirer de la bibliothèque…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"Retirer « {TITLE} » de la bibliothèque ?"
    )
    expect(page.locator("#take-out-then")).to_contain_text("Namur, Sankt Vith")
    assert not violations(page)
    page.get_by_label("Pourquoi quitte-t-il la bibliothèque ?").fill(REASON)
    page.get_by_role("button", name="Retirer de la bibliothèque", exact=True).click()
    expect(page.get_by_text("Il n’est plus dans la bibliothèque.")).to_be_visible()
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_have_count(0)
    work(desk.site)


def reads_why(desk: Desk, path: str) -> None:
    desk.open(f"{path}/@@offer")
    state = desk.page.locator("#offer-state")
    expect(state).to_contain_text("Retiré de la bibliothèque par le hub")
    expect(state).to_contain_text(REASON)


def keeps_its_copy(desk: Desk, path: str) -> None:
    desk.open("/@@updates")
    gone = f"{TITLE} : l’original de Durbuy n’est plus dans la bibliothèque"
    expect(desk.page.get_by_text(gone)).to_be_visible()
    desk.open(f"{path}/view")
    expect(desk.page.get_by_text(ONLINE)).to_be_visible()
