"""The day of those who publish: a webmaster, a reviewer, an editor of one part of the site."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from communesplone.core import jobs
from communesplone.core import memory
from communesplone.core.changes import touch
from communesplone.core.interfaces import IJob
from contextlib import contextmanager
from datetime import date
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from plone.testing.zope import zopeApp
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import base64
import pytest
import socket
import transaction


pytestmark = pytest.mark.needs("chromium")

#: Milliseconds that a page may take to come on a busy machine.
PATIENCE = 90_000
PASSWORD = "correct horse battery"
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TEXT = "<p>La plaine est ouverte de 9 h à {hour}.</p><p>Les enfants viennent avec un adulte.</p>"
#: Account, its group, and whether it keeps the folder of the playground.
PEOPLE = (("victor", "Webmasters", False), ("rita", "Reviewers", False), ("enzo", "", True))


#: A picture of one dot.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def said(words: str, key: str) -> dict[str, object]:
    """Return a section of text."""
    return {"id": key, "type": "text", "heading": "", "text": f"<p>{words}</p>"}


def written(hour: str) -> RichTextValue:
    return RichTextValue(TEXT.format(hour=hour), "text/html", "text/x-html-safe")


@contextmanager
def inside():
    """The site of Durbuy, as the system sees it; what is changed in the block is kept."""
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        setSite(app["durbuy"])
        memory.forget()
        try:
            yield app["durbuy"]
            transaction.commit()
        finally:
            noSecurityManager()
            setSite(None)


def work(*names: str) -> None:
    """Do the jobs that wait and are due, and those of these names whatever their hour."""
    with inside() as site:
        for job in jobs.pending(site):
            if job.name in names:
                getUtility(IJob, job.name)(site, *job.args)
        for _round in range(5):
            if not jobs.run_due(site):
                break
        touch(site)


@pytest.fixture
def playground(served):
    """A folder with a published page and a draft, and three people."""
    with inside() as site:
        folder = api.content.create(site, "Folder", "plaines", title="Plaines de jeux")
        page = api.content.create(folder, "Document", "barvaux", title="Plaine de Barvaux")
        page.text = written("18 h")
        api.content.create(
            folder, "Document", "bomal", title="Plaine de Bomal", text=written("17 h")
        )
        for item in (folder, page):
            api.content.transition(item, "publish")
        for name, group, keeps in PEOPLE:
            api.user.create(email=f"{name}@commune.example", username=name, password=PASSWORD)
            if group:
                api.group.add_user(groupname=group, username=name)
            if keeps:
                roles = ["Contributor", "Editor"]
                api.user.grant_roles(username=name, roles=roles, obj=folder)
                folder.reindexObjectSecurity()
    yield "/plaines"
    with inside() as site:
        api.content.delete(site["plaines"], check_linkintegrity=False)
        for name, _group, _keeps in PEOPLE:
            api.user.delete(username=name)


class Mailbox:
    """Takes mail by SMTP: who it is for, and what it says."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=default)
        self.letters.append((message["To"], f"{message['Subject']}\n{message.get_content()}"))
        return "250 2.0.0 OK"

    def told(self, name):
        """Return what somebody was written."""
        return "\n".join(text for to, text in self.letters if name in to)


@pytest.fixture
def mailbox(monkeypatch):
    """A mail server on loopback, to which the site hands its mail."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("COMMUNES_SMTP", f"127.0.0.1:{port}")
    yield box
    controller.stop()


@pytest.fixture
def desk(tab, playground):
    """`desk("rita")`: the browser of somebody who is logged in."""

    def open_desk(name: str, width: int = 1280) -> Page:
        token = base64.b64encode(f"{name}:{PASSWORD}".encode()).decode()
        page = tab(width, extra_http_headers={"Authorization": f"Basic {token}"})
        page.set_default_timeout(PATIENCE)
        return page

    return open_desk


@pytest.fixture
def at(address, playground):
    """`at("/barvaux")`: the address of a page of the playground."""
    return lambda path: address(f"{playground}{path}", "durbuy")


def barriers(page: Page) -> dict[str, list[str]]:
    found = Axe().run(page, options=OPTIONS).response
    return {
        one["id"]: [node["html"][:160] for node in one["nodes"]] for one in found["violations"]
    }


def test_a_webmaster_chooses_an_hour_by_keyboard_and_the_button_says_it(desk, tab, at):
    page = desk("victor")
    page.goto(at("/bomal/@@publish"))
    assert barriers(page) == {}
    page.get_by_role("radio", name="Maintenant").focus()
    page.keyboard.press("ArrowDown")
    day = date.today() + timedelta(days=3)
    page.get_by_label("Jour", exact=True).fill(day.isoformat())
    button = page.get_by_role("button", name="Programmer pour")
    expect(button).to_contain_text("8 h")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("En ligne", exact=False).first).to_be_visible()
    assert tab().goto(at("/bomal")).status == 404


def test_a_remark_goes_from_the_reviewer_to_its_words_at_the_author(desk, at, mailbox):
    author, reviewer = desk("enzo"), desk("rita")
    author.goto(at("/bomal/@@publish"))
    expect(author.get_by_role("radio", name="Maintenant")).to_have_count(0)
    author.get_by_label("Un mot pour l’historique").fill("Vu avec le service")
    author.get_by_role("button", name="Donner à relire").click()
    expect(author.get_by_role("status")).to_contain_text("attend sa relecture")
    work()
    assert at("/bomal/@@review").split("/", 3)[3] in mailbox.told("rita")
    assert "Vu avec le service" in mailbox.told("rita")
    assert not mailbox.told("enzo")

    reviewer.goto(at("/bomal/@@review"))
    assert barriers(reviewer) == {}
    expect(reviewer.get_by_text("Vu avec le service")).to_be_visible()
    line = reviewer.locator("p[data-paragraph]", has_text="Les enfants viennent")
    line.evaluate(
        """(line) => {
          const words = line.querySelector("ins").lastChild;
          const start = words.data.indexOf("un adulte");
          document.getSelection().setBaseAndExtent(words, start, words, start + 9);
          line.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    reviewer.get_by_label("Votre remarque sur « un adulte »").fill("De plus de 16 ans ?")
    reviewer.get_by_role("button", name="Garder cette remarque").locator("visible=true").click()
    expect(reviewer.locator("mark")).to_have_text("un adulte")
    expect(reviewer.locator("#then-back")).to_contain_text("par courriel")
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="Renvoyer avec 1 remarque").click()
    work()
    letter = mailbox.told("enzo").replace("\n", " ")
    assert "un adulte" in letter
    assert "De plus de 16 ans ?" in letter
    assert at("/bomal/@@publish").split("/", 3)[3] in letter

    author.goto(at("/bomal/@@publish"))
    expect(author.get_by_text("De plus de 16 ans ?")).to_be_visible()
    expect(author.locator("mark")).to_have_text("un adulte")
    assert barriers(author) == {}
    author.get_by_role("button", name="C’est fait").click()
    expect(author.locator(".publish-remark.done")).to_have_count(1)


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
    assert barriers(guest) == {}
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
    assert citizen.request.get(at("/plan/@@images/image"), max_redirects=0).status != 200
    page.goto(at("/copy_of_barvaux/@@publish"))
    expect(page.locator(".changes ins").first).to_contain_text("été")
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux")
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("status")).to_contain_text("nouveau texte est en ligne")
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux, été")
    assert citizen.request.get(at("/plan/@@images/image"), max_redirects=0).status == 200
    page.goto(at("/barvaux/@@versions"))
    assert barriers(page) == {}
    page.get_by_role("button", name="Revenir à ce texte").click()
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    citizen.goto(at("/barvaux"))
    expect(citizen.locator("h1")).to_have_text("Plaine de Barvaux")


@pytest.mark.parametrize("width", [390, 1280])
def test_what_an_editor_throws_away_they_take_back(desk, tab, address, at, width):
    page = desk("enzo", width)
    page.goto(at("/bomal/delete_confirmation"))
    assert barriers(page) == {}
    with page.expect_navigation():
        page.get_by_role("button", name="Mettre à la corbeille").click()
    page.goto(address("/@@trash", "durbuy"))
    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("button", name="Effacer")).to_have_count(0)
    row = page.locator(".office-row", has_text="Plaine de Bomal").first
    with page.expect_navigation():
        row.get_by_role("button", name="Récupérer").click()
    assert page.goto(at("/bomal")).status == 200


@pytest.mark.parametrize("width", [390, 1280])
def test_many_pages_are_summed_up_before_anything_changes(desk, tab, address, at, width):
    page = desk("victor", width)
    page.goto(address("/@@contents?SearchableText=Plaine", "durbuy"))
    for name in ("Plaine de Barvaux", "Plaine de Bomal"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("button", name="Agir sur les pages cochées…").click()
    page.get_by_label("Publier", exact=True).check()
    assert barriers(page) == {}
    page.get_by_role("button", name="Voir ce qui va se passer…").click()
    expect(page.get_by_text("déjà en ligne").first).to_be_visible()
    expect(page.get_by_text("sur 2 pages")).to_be_visible()
    assert barriers(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab().goto(at("/bomal")).status == 404
    with page.expect_navigation():
        page.get_by_role("button", name="Les publier").click()
    assert tab().goto(at("/bomal")).status == 200
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status")).to_contain_text("Annulé")
    assert tab().goto(at("/bomal")).status == 404


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
    ask = guest.request

    def is_kept_by_nobody(answer):
        told = answer.headers
        assert "no-store" in told["cache-control"]
        assert "noindex" in told["x-robots-tag"]
        assert told["referrer-policy"] == "no-referrer"

    shown = guest.goto(link)
    is_kept_by_nobody(shown)
    image = guest.locator("main img").first
    assert image.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")
    answer = ask.get(image.evaluate("(image) => image.currentSrc"))
    assert answer.status == 200
    is_kept_by_nobody(answer)

    for path in (
        uids["secret"],
        f"{uids['secret']}/@@download/file",
        f"{uids['seule']}/@@images/image",
        f"{uids['bomal']}/@@publish",
        f"{uids['bomal']}/edit",
        f"{uids['plan']}/@@delete_confirmation",
        "secret",
        "../plaines/secret",
        "@@contents",
        "ouvert",
    ):
        answer = ask.get(f"{link}/{path}", max_redirects=0)
        assert answer.status in (301, 302, 401, 404), path
        assert "Secret" not in answer.text() or answer.status != 200, path
    key, signature = link.rsplit("/", 1)[1].split(".")
    for token in (f"{key}.{signature[:-1]}x", f"{key}.", key, f"{'0' * 16}.{signature}", "."):
        assert ask.get(f"{link.rsplit('/', 1)[0]}/{token}").status == 404, token
    for path in ("/bomal", "/plan", "/plan/@@images/image", "/secret"):
        assert ask.get(at(path), max_redirects=0).status in (302, 401, 404), path
    forged = ask.post(link, form={"do": "publish", "form.widgets.title": "Pris"})
    assert "Pris" not in forged.text()

    with page.expect_navigation():
        page.get_by_role("button", name="Couper ce lien").click()
    for address in (link, f"{link}/{uids['plan']}/@@images/image"):
        answer = ask.get(address)
        assert answer.status == 404
        is_kept_by_nobody(answer)


def test_what_moved_since_the_page_was_opened_is_shown_before_it_goes_online(desk, tab, at):
    page = desk("victor")
    page.goto(at("/bomal/@@publish"))
    page.get_by_label("Un mot pour l’historique").fill("Avant l’été")
    with inside() as site:
        site["plaines"]["bomal"].text = written("21 h")
        notify(ObjectModifiedEvent(site["plaines"]["bomal"]))
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("alert")).to_contain_text("a changé depuis que vous avez ouvert")
    expect(page.locator(".publish-part.moved")).to_have_count(1)
    expect(page.locator(".publish-part.moved")).to_contain_text("21 h")
    expect(page.get_by_label("Un mot pour l’historique")).to_have_value("Avant l’été")
    assert tab().goto(at("/bomal")).status == 404
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("status")).to_contain_text("en ligne")


def test_a_reviewer_reads_before_and_after_and_sees_what_only_moved(desk, at):
    rows = "<tr><th>Sac</th><th>Prix</th></tr><tr><td>PMC</td><td>{price}</td></tr>"
    first = "<p>Le parc ouvre en avril.</p><p>Les chiens sont tenus en laisse.</p>"
    guard = "<p>Un gardien passe chaque soir.</p>"
    with inside() as site:
        page = site["plaines"]["barvaux"]
        page.text = RichTextValue(
            f"{first}{guard}<table>{rows.format(price='2,50')}</table>",
            "text/html",
            "text/x-html-safe",
        )
        notify(ObjectModifiedEvent(page))
    author = desk("enzo")
    author.goto(at("/barvaux/@@publish"))
    author.get_by_role("button", name="Préparer un autre texte").click()
    author.wait_for_url("**/copy_of_barvaux")
    with inside() as site:
        copy = site["plaines"]["copy_of_barvaux"]
        copy.text = RichTextValue(
            f"{guard}{first}<table>{rows.format(price='3,00')}</table>",
            "text/html",
            "text/x-html-safe",
        )
        notify(ObjectModifiedEvent(copy))
    author.goto(at("/copy_of_barvaux/@@publish"))
    with author.expect_navigation():
        author.get_by_role("button", name="Donner à relire").click()
    reviewer = desk("rita")
    reviewer.goto(at("/copy_of_barvaux/@@review"))
    changes = reviewer.locator(".publish-parts.changes")
    expect(changes).to_contain_text("déplacé depuis §\u00a03")
    expect(changes.locator("td del")).to_have_text(["retiré\u00a0: 2,50"])
    expect(changes.locator("td ins")).to_have_text(["ajouté\u00a0: 3,00"])
    expect(changes.locator("p ins, p del")).to_have_count(0)
    reviewer.get_by_role("radio", name="Ce qui change").focus()
    reviewer.keyboard.press("ArrowRight")
    before = reviewer.locator(".publish-parts.before")
    expect(before).to_be_visible()
    expect(changes).to_be_hidden()
    expect(before.locator("td")).to_have_text(["Sac", "Prix", "PMC", "2,50"])
    reviewer.keyboard.press("ArrowRight")
    expect(reviewer.locator(".publish-parts.after td").last).to_have_text("3,00")
    assert barriers(reviewer) == {}
    reviewer.keyboard.press("Home")
    reviewer.get_by_role("radio", name="Ce qui change").check()
    table = changes.locator(".publish-line", has=reviewer.locator("table"))
    table.get_by_text("Remarquer sur ce paragraphe").click()
    table.get_by_label("Votre remarque").fill("Depuis quand ?")
    table.get_by_label("Les mots dont il s’agit").fill("9,99")
    table.get_by_role("button", name="Garder cette remarque").click()
    expect(reviewer.get_by_role("alert")).to_contain_text("9,99")
    expect(table.get_by_label("Votre remarque")).to_have_value("Depuis quand ?")
    table.get_by_label("Les mots dont il s’agit").fill("3,00")
    table.get_by_role("button", name="Garder cette remarque").click()
    expect(changes.locator("td mark")).to_have_text("3,00")


def test_the_home_is_prepared_put_online_at_an_hour_and_had_back(desk, tab, address, at):
    with inside() as site:
        former, site.sections = site.sections, [said("Bienvenue en automne.", "a")]
    page, citizen = desk("victor"), tab()
    page.goto(address("/@@publish", "durbuy"))
    assert barriers(page) == {}
    expect(page.get_by_label("Retirer le")).to_have_count(0)
    page.get_by_role("button", name="Préparer un autre texte").click()
    page.wait_for_url(lambda url: "@@publish" not in url)
    draft = page.url.rstrip("/").rsplit("/", 1)[1]
    with inside() as site:
        site[draft].sections = [said("Bienvenue en hiver.", "a")]
        notify(ObjectModifiedEvent(site[draft]))
    page.goto(address(f"/{draft}/@@publish", "durbuy"))
    expect(page.locator(".publish-parts.changes ins")).to_contain_text("hiver")
    page.get_by_role("radio", name="Un jour, à une heure").check()
    page.get_by_label("Jour", exact=True).fill((date.today() + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Programmer pour").click()
    expect(page.get_by_role("heading", name="En ligne", exact=False)).to_be_visible()
    citizen.goto(address("/", "durbuy"))
    expect(citizen.get_by_text("Bienvenue en automne.")).to_be_visible()
    assert tab().goto(address(f"/{draft}", "durbuy")).status == 404
    work("communesplone.editing.check_in")
    citizen.goto(address("/", "durbuy"))
    expect(citizen.get_by_text("Bienvenue en hiver.")).to_be_visible()
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


def test_an_editor_of_another_part_reaches_no_draft_by_any_door(desk, at):
    with inside() as site:
        other = api.content.create(site, "Folder", "autre", title="Autre")
        api.content.create(other, "Document", "projet", title="Projet", text=written("8 h"))
    page = desk("enzo")
    for door in ("", "@@publish", "@@review", "@@versions", "@@working-copy", "@@preview-link"):
        answer = page.request.get(at(f"/../autre/projet/{door}"), max_redirects=0)
        assert answer.status in (302, 401, 403, 404), door
        assert "Projet" not in answer.text(), door
    with inside() as site:
        api.content.delete(site["autre"], check_linkintegrity=False)
