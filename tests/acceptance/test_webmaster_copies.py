"""Another text of what is online, prepared beside it, and shown to people without an account."""

from .barriers import violations
from .playground import ask
from .playground import inside
from .playground import PNG
from .playground import said
from .playground import TEXT
from .playground import work
from .playground import written
from datetime import date
from datetime import timedelta
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest


pytestmark = pytest.mark.needs("chromium")


def test_a_link_to_a_draft_counts_its_opening_and_is_cut(desk, tab, at):
    page = desk("victor")
    page.goto(at("/bomal/@@publish"))
    page.get_by_role("button", name="Créer un lien").click()
    link = page.get_by_label("Adresse de l’aperçu").input_value()
    guest = tab(390)
    with guest.expect_response("**/ouvert"):
        guest.goto(link)
    expect(guest.locator("h1")).to_have_text("Plaine de Bomal")
    expect(guest.locator("#edit-zone")).to_have_count(0)
    assert guest.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(guest) == {}
    page.reload()
    expect(page.locator("#preview")).to_contain_text("Ouvert 1 fois")
    with page.expect_navigation():
        page.get_by_role("button", name="Couper ce lien").click()
    assert guest.goto(link).status == 404


def test_another_text_replaces_the_page_online_and_the_former_comes_back(desk, tab, at):
    page, citizen = desk("victor"), tab()
    page.goto(at("/barvaux/@@publish"))
    page.get_by_role("button", name="Préparer un autre texte").click()
    page.wait_for_url("**/copy_of_barvaux")
    page.goto(at("/copy_of_barvaux/edit"))
    page.locator("#form-widgets-IDublinCore-title").fill("Plaine de Barvaux, été")
    with page.expect_navigation():
        page.locator("#form-buttons-save").click()
    with inside() as site:
        folder = site["plaines"]
        picture = api.content.create(folder, "Image", "plan", title="Plan")
        picture.image = NamedBlobImage(data=PNG, filename="plan.png")
        picture.picture_alt = "Le plan"
        source = f"resolveuid/{picture.UID()}/@@images/image/large"
        folder["copy_of_barvaux"].text = RichTextValue(
            f'{TEXT.format(hour="18 h")}<p><img src="{source}" alt="Le plan"/></p>',
            "text/html",
            "text/x-html-safe",
        )
        notify(ObjectModifiedEvent(folder["copy_of_barvaux"]))
    assert ask(at("/plan/@@images/image")).status != 200
    page.goto(at("/copy_of_barvaux/@@publish"))
    expect(page.locator(".changes ins").first).to_contain_text("été")
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux")
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("status")).to_contain_text("nouveau texte est en ligne")
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux, été")
    assert ask(at("/plan/@@images/image")).status == 200
    page.goto(at("/barvaux/@@versions"))
    assert violations(page) == {}
    page.get_by_role("button", name="Revenir à ce texte").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux")


def is_kept_by_nobody(headers: dict[str, str]) -> None:
    assert "no-store" in headers["cache-control"]
    assert "noindex" in headers["x-robots-tag"]
    assert headers["referrer-policy"] == "no-referrer"


def test_a_preview_link_opens_its_draft_and_nothing_else(desk, tab, at):
    with inside() as site:
        folder = site["plaines"]
        other = api.content.create(
            folder, "Document", "secret", title="Secret", text=written("1 h")
        )
        picture = api.content.create(folder, "Image", "plan", title="Plan")
        picture.image = NamedBlobImage(data=PNG, filename="plan.png")
        lonely = api.content.create(folder, "Image", "seule", title="Seule")
        lonely.image = NamedBlobImage(data=PNG, filename="seule.png")
        folder["bomal"].text = RichTextValue(
            f'<p>Plan</p><img src="resolveuid/{picture.UID()}/@@images/image/large" alt="Plan"/>'
            f'<p><a href="resolveuid/{other.UID()}">Secret</a></p>',
            "text/html",
            "text/x-html-safe",
        )
        notify(ObjectModifiedEvent(folder["bomal"]))
        uids = {one.getId(): one.UID() for one in (folder["bomal"], other, picture, lonely)}
    page = desk("enzo")
    page.goto(at("/bomal/@@publish"))
    page.get_by_role("button", name="Créer un lien").click()
    link = page.get_by_label("Adresse de l’aperçu").input_value()
    guest = tab()
    is_kept_by_nobody(guest.goto(link).headers)
    image = guest.locator("main img").first
    assert image.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")
    answer = ask(image.evaluate("(image) => image.currentSrc"))
    assert answer.status == 200
    is_kept_by_nobody(answer.headers)

    for path in (
        uids["secret"],
        f"{uids['secret']}/@@download/file",
        f"{uids['seule']}/@@images/image",
        f"{uids['bomal']}/@@publish",
        f"{uids['bomal']}/@@images/text",
        f"{uids['bomal']}/@@download/text",
        f"{uids['bomal']}/edit",
        f"{uids['plan']}/@@delete_confirmation",
        "secret",
        "../plaines/secret",
        "@@contents",
        "ouvert",
    ):
        assert ask(f"{link}/{path}").status in (301, 302, 401, 404), path
    key, signature = link.rsplit("/", 1)[1].split(".")
    for token in (f"{key}.{signature[:-1]}-", f"{key}.", key, f"{'0' * 16}.{signature}", "."):
        assert ask(f"{link.rsplit('/', 1)[0]}/{token}").status == 404, token
    for path in ("/bomal", "/plan", "/plan/@@images/image", "/secret"):
        assert ask(at(path)).status in (302, 401, 404), path
    assert "Pris" not in ask(link, "POST", "do=publish&form.widgets.title=Pris").text

    with page.expect_navigation():
        page.get_by_role("button", name="Couper ce lien").click()
    for address in (link, f"{link}/{uids['plan']}/@@images/image"):
        answer = ask(address)
        assert answer.status == 404
        is_kept_by_nobody(answer.headers)


def choose_an_hour(page: Page) -> None:
    page.get_by_role("radio", name="Un jour, à une heure").check()
    page.get_by_label("Jour", exact=True).fill((date.today() + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Programmer pour").click()
    expect(page.get_by_role("button", name="Annuler l’heure")).to_be_visible()


def test_the_home_is_prepared_put_online_at_its_hour_and_had_back(desk, tab, address, mailbox):
    with inside() as site:
        former, site.sections = site.sections, [said("Bienvenue en automne.", "a")]
    page, citizen = desk("victor"), tab()
    page.goto(address("/@@publish", "durbuy"))
    assert violations(page) == {}
    expect(page.get_by_label("Retirer le")).to_have_count(0)
    page.get_by_role("button", name="Préparer un autre texte").click()
    page.wait_for_url(lambda url: "@@publish" not in url)
    draft = page.url.rstrip("/").rsplit("/", 1)[1]
    with inside() as site:
        site[draft].sections = [said("Bienvenue en hiver.", "a")]
        notify(ObjectModifiedEvent(site[draft]))
    page.goto(address(f"/{draft}/@@publish", "durbuy"))
    expect(page.locator(".publish-parts.changes ins")).to_contain_text("hiver")
    choose_an_hour(page)
    with inside() as site:
        site[draft].sections = [said("Bienvenue en hiver et au printemps.", "a")]
        notify(ObjectModifiedEvent(site[draft]))
    work("communesplone.editing.check_in")
    assert "a manqué son heure" in mailbox.told("victor")
    page.reload()
    expect(page.locator(".office-state.late")).to_contain_text("avait changé")
    page.get_by_role("button", name="Annuler l’heure").click()
    choose_an_hour(page)
    citizen.goto(address("/", "durbuy"))
    expect(citizen.get_by_text("Bienvenue en automne.")).to_be_visible()
    assert ask(address(f"/{draft}", "durbuy")).status in (302, 401, 404)
    work("communesplone.editing.check_in")
    citizen.goto(address("/", "durbuy"))
    expect(citizen.get_by_text("Bienvenue en hiver et au printemps.")).to_be_visible()
    page.goto(address("/@@publish", "durbuy"))
    page.get_by_role("link", name="Texte de").click()
    expect(page.locator(".publish-parts.changes ins")).to_contain_text("automne")
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("status")).to_contain_text("nouveau texte est en ligne")
    citizen.goto(address("/", "durbuy"))
    expect(citizen.get_by_text("Bienvenue en automne.")).to_be_visible()
    with inside() as site:
        site.sections = former
        api.content.delete(site[draft], check_linkintegrity=False)
