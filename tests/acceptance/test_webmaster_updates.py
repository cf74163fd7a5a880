"""Pages that Durbuy adopted have news: what unites is taken, what both changed is chosen."""

from .barriers import violations
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.core import memory
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.sharing.adopting import adopt
from communesplone.sharing.identities import identify
from communesplone.sharing.store import store
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.pending import Proposal
from io import BytesIO
from PIL import Image
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

PATIENCE = 20_000
PASSWORD = "correct horse battery"
TEXT = (
    "<p>Chaque ménage reçoit une poubelle à puce.</p>"
    "<p>Elle est livrée sous quinze jours ouvrables.</p>"
    "<p>Un échange se demande au guichet. L’ancienne poubelle est reprise vide et propre.</p>"
    "<p>Les personnes en chaise roulante peuvent appeler.</p>"
)
#: What Namur changed in each page, and what Durbuy had changed in it.
PAGES = {
    "poubelle": (
        "Commander une poubelle à puce",
        [
            ("quinze", "dix"),
            ("demande au guichet", "demande en ligne ou au guichet"),
            ("appeler.</p>", "appeler.</p><p>Un courriel vous prévient la veille.</p>"),
        ],
        [
            ("au guichet.", "au guichet de Barvaux, sur rendez-vous."),
            ("peuvent appeler", "peuvent demander un modèle bas"),
        ],
    ),
    "compost": ("Composter chez soi", [("quinze", "dix")], [("Chaque ménage", "Chaque jardin")]),
    "verre": ("Où vont les verres", [("à puce", "verte")], []),
}


def drawn(colour: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (160, 100), colour).save(made, "PNG")
    return made.getvalue()


#: The picture of “verre” as it was, as Namur has it now, and the key under which a text names it.
FORMER, NEWER, KEY = drawn("green"), drawn("blue"), "ref-0123456789abcdef"
SHOWN = f'<p>La bulle : <img alt="Une bulle à verre" src="resolveuid/{KEY}"></p>'


def revision(
    private: bytes,
    number: int,
    title: str,
    text: str,
    at: int,
    urn: str = "",
    shown: bytes | None = None,
) -> dict:
    files = [shown] if shown else []
    named = {"key": KEY, "type": "Image", "title": "Bulle", "urn": "", "name": "bulle.png"}
    words = {"alt": "Une bulle à verre"}
    made = {
        "format": FORMAT,
        "urn": urn or f"urn:uuid:00000000-0000-4000-8000-{at:012}",
        "seed": "",
        "group": f"urn:uuid:00000000-0000-4000-8001-{at:012}",
        "origin": None,
        "revision": number,
        "type": "Document",
        "language": "fr",
        "issuer": {"id": "nis:92094", "name": "Namur", "key": public_key(private)},
        "licence": "CC-BY-4.0",
        "audience": {},
        "note": "",
        "change": "",
        "issued": "2026-11-29T10:00:00+00:00",
        "fields": {"title": title, "text": {"html": text + (SHOWN if shown else "")}},
        "references": [{**named, **words, "file": digest(one)} for one in files],
        "files": {digest(one): {"size": len(one)} for one in files},
    }
    made["digest"] = digest_of(made)
    return signed(made, private)


def changed(text: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def adopted(served) -> Iterator[str]:
    """Three pages with a revision each; Enzo may edit the folder of one of them."""
    private = new_key()
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        site = app["durbuy"]
        setSite(site)
        memory.forget()
        kept = store(site)
        folder = api.content.create(site, "Folder", "adoptions", title="Adoptions")
        for at, (name, (title, theirs, mine)) in enumerate(PAGES.items()):
            place = api.content.create(folder, "Folder", name, title=name)
            former, newer = (FORMER, NEWER) if name == "verre" else (None, None)
            first = revision(private, 1, title, TEXT, at, shown=former)
            item = adopt(place, first, {digest(FORMER): FORMER}, {}, {}, kept)
            item.creators = ("victor",)
            item.text = RichTextValue(
                changed(item.text.raw, mine), "text/html", "text/x-html-safe"
            )
            second = revision(private, 2, title, changed(TEXT, theirs), at, shown=newer)
            kept.pending[item.UID()] = Pending(second, {digest(NEWER): NEWER} if newer else {})
        own = api.content.create(folder, "Document", "bulles", title="Bulles à verre")
        own.creators = ("victor",)
        own.text = RichTextValue(TEXT, "text/html", "text/x-html-safe")
        urn = identify(own, kept).urn
        better = revision(private, 1, "Bulles à verre", TEXT.replace("quinze", "huit"), 9, urn)
        kept.proposals[own.UID()] = OOBTree({"nis:92094": Proposal(better, {}, None)})
        for name, group in (("victor", "Webmasters"), ("enzo", "")):
            api.user.create(email="a@example.org", username=name, password=PASSWORD)
            if group:
                api.group.add_user(groupname=group, username=name)
        roles = ["Contributor", "Editor"]
        api.user.grant_roles(username="enzo", roles=roles, obj=folder["poubelle"])
        folder["poubelle"].reindexObjectSecurity()
        transaction.commit()
        noSecurityManager()
        setSite(None)
    yield "/@@updates"
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        site = app["durbuy"]
        setSite(site)
        api.content.delete(site["adoptions"], check_linkintegrity=False)
        kept = store(site)
        for uid in [*kept.bases, *kept.proposals]:
            kept.drop(uid)
        for name in ("victor", "enzo"):
            api.user.delete(username=name)
        transaction.commit()
        noSecurityManager()
        setSite(None)


@pytest.fixture
def desk(office_tab, adopted):
    """`desk("enzo")`: the browser of somebody who is logged in."""

    def open_desk(name: str, width: int = 1280) -> Page:
        page = office_tab((name, PASSWORD), width)
        page.set_default_timeout(PATIENCE)
        return page

    return open_desk


def test_a_webmaster_takes_what_unites_and_takes_it_back(desk, address, adopted, picture):
    page = desk("victor")
    page.goto(address(adopted, "durbuy"))
    expect(page.get_by_role("heading", level=1)).to_have_text("3 pages adoptées ont du neuf")
    assert not violations(page)
    picture(page, "mises-a-jour")
    row = page.get_by_role("row", name="Composter chez soi")
    expect(row).to_contain_text("Ce que vous avez changé reste")
    row.get_by_role("button", name="Reprendre").click()
    done = page.get_by_role("status").filter(has_text="est à jour")
    expect(done).to_contain_text("Composter chez soi")
    done.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("row", name="Composter chez soi")).to_be_visible()

    page.get_by_role("link", name="Reprendre les 2").click()
    expect(page.get_by_role("row", name="Où vont les verres")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="Reprendre toutes ces pages").click()
    expect(page.get_by_role("status").filter(has_text="2 pages sont à jour")).to_be_visible()
    page.goto(address("/adoptions/compost/composter-chez-soi", "durbuy"))
    expect(page.get_by_text("Chaque jardin reçoit")).to_be_visible()
    expect(page.get_by_text("sous dix jours")).to_be_visible()


def test_a_picture_that_the_author_replaced_is_seen_before_and_after(desk, address, adopted):
    page = desk("victor")
    page.goto(address(adopted, "durbuy"))
    row = page.get_by_role("row", name="Où vont les verres")
    expect(row).to_contain_text("une image remplacée")
    row.get_by_role("link", name="Voir").click()
    both = page.locator(".merging-picture")
    expect(both).to_have_count(2)
    assert both.evaluate_all("all => all.every((one) => one.naturalWidth === 160)")
    assert both.first.get_attribute("src") != both.last.get_attribute("src")
    assert not violations(page)
    page.get_by_role("button", name="Mettre ma page à jour").click()
    expect(page.get_by_role("status").filter(has_text="est à jour")).to_be_visible()
    colour = """one => {
        const canvas = document.createElement("canvas");
        canvas.getContext("2d").drawImage(one, 0, 0);
        return [...canvas.getContext("2d").getImageData(1, 1, 1, 1).data];
    }"""
    page.goto(address("/adoptions/verre/ou-vont-les-verres", "durbuy"))
    shown = page.get_by_role("img", name="Une bulle à verre")
    expect(shown).to_be_visible()
    assert shown.evaluate(colour)[2] > 200


def test_an_editor_of_one_section_chooses_by_keyboard_and_no_word_is_lost(
    desk, address, adopted, picture
):
    page = desk("enzo")
    page.goto(address(adopted, "durbuy"))
    expect(page.get_by_role("row", name="Commander une poubelle")).to_be_visible()
    expect(page.get_by_role("row", name="Composter")).to_have_count(0)
    page.get_by_role("link", name="Choisir… Commander").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Namur et vous avez changé les mêmes mots"
    )
    assert page.locator("input[type=radio]:checked").count() == 0
    assert not violations(page)
    button = page.get_by_role("button", name="Mettre ma page à jour")
    expect(button).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Alt+n")
    expect(page.get_by_role("radio", name="Le texte de Namur")).to_be_focused()
    page.get_by_role("radio", name="Les deux changements réunis").focus()
    page.keyboard.press("Space")
    box = page.get_by_role("textbox", name="Votre site dira")
    expect(box).to_contain_text("en ligne ou au guichet de Barvaux, sur rendez-vous.")
    box.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Merci.")
    assert not violations(page)
    picture(page, "mise-a-jour-choix")
    expect(button).to_have_attribute("aria-disabled", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="est à jour")).to_be_visible()

    page.get_by_role("link", name="proposer mon texte à son auteur").click()
    expect(page.get_by_text("demander un modèle bas")).to_be_visible()
    assert not violations(page)
    page.get_by_label("Un mot à l’auteur").fill("Pour les chaises roulantes.")
    page.get_by_role("button", name="Envoyer cette proposition").click()
    expect(page.get_by_role("status").filter(has_text="en route vers son auteur")).to_be_visible()

    page.goto(address("/adoptions/poubelle/commander-une-poubelle-a-puce", "durbuy"))
    for words in (
        "en ligne ou au guichet de Barvaux, sur rendez-vous. L’ancienne",
        "propre. Merci.",
        "sous dix jours",
        "demander un modèle bas",
        "prévient la veille",
    ):
        expect(page.get_by_text(words)).to_be_visible()


def test_an_author_reads_a_proposal_as_a_difference_and_takes_it(desk, address, adopted):
    page = desk("victor", 390)
    page.goto(address(adopted, "durbuy"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Voir Bulles à verre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que Namur propose")
    expect(page.locator("ins")).to_have_text("huit")
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Mettre ma page à jour").click()
    expect(page.get_by_role("status").filter(has_text="ce qui était proposé")).to_be_visible()


def test_nobody_else_sees_what_waits(desk, tab, address, adopted):
    page = desk("enzo")
    other = address("/adoptions/compost/composter-chez-soi/@@merge", "durbuy")
    page.goto(other)
    assert page.url.endswith("/insufficient-privileges")
    anonymous = tab()
    anonymous.goto(other)
    expect(anonymous.get_by_text("a changé")).to_have_count(0)
    assert "Mises à jour" not in anonymous.content()
