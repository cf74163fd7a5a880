"""Documents, answers about pages, lost visitors: with no barrier, without script, by keyboard."""

from .barriers import barriers
from .barriers import walk
import gzip
import json
import pytest


pytestmark = pytest.mark.needs("chromium")

LIBRARY = "/commune/documents"
PAGES = (
    LIBRARY,
    f"{LIBRARY}?kind=tax",
    f"{LIBRARY}?year=1999",
    f"{LIBRARY}/reglement-taxe-sur-la-gestion-des-dechets",
    "/primes/chauffe-eau-solaire",
)
BUDGET = 40 * 1024


def test_no_page_has_a_barrier(tab, address):
    page = tab()
    assert not walk(page, [address(path) for path in PAGES])
    page.goto(address(PAGES[3]))
    page.get_by_role("button", name="Non", exact=True).click()
    assert not barriers(page)


def test_one_finds_a_form_without_script_and_by_keyboard_alone(tab, address, picture):
    page = tab(390, java_script_enabled=False)
    page.goto(address(LIBRARY))
    picture(page, "documents")
    page.get_by_label("Type de document").select_option("form")
    page.get_by_role("button", name="Afficher").press("Enter")
    assert "kind=form" in page.url
    page.get_by_role("link", name="Inscription aux repas scolaires", exact=True).press("Enter")
    link = page.get_by_role("link", name="Ouvrir le fichier")
    assert "PDF" in link.inner_text()
    assert link.get_attribute("href").endswith("/latest")


def test_an_answer_needs_no_script_and_leaves_no_cookie(tab, address):
    page = tab(390, java_script_enabled=False)
    page.goto(address(PAGES[3]))
    page.get_by_role("button", name="Non", exact=True).press("Enter")
    assert "Merci" in page.locator("h1").inner_text()
    page.get_by_label("Que manquait-il").fill("Le tarif de cette année.")
    page.get_by_role("button", name="Envoyer").press("Enter")
    assert "Merci" in page.locator("h1").inner_text()
    assert page.get_by_label("Que manquait-il").count() == 0
    assert not page.context.cookies()


def test_text_may_be_spaced_and_the_page_narrow(tab, address):
    page = tab(320, bypass_csp=True)
    page.goto(address(LIBRARY))
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; "
        "word-spacing: .16em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_german_library_is_german(tab, address):
    page = tab()
    page.goto(address("/de", "st-vith"))
    for path in ("/de/gemeinde/dokumente", "/de/gemeinde/dokumente/sortierhilfe"):
        answer = page.goto(address(path, "st-vith"))
        assert answer.ok, path
        text = page.locator("main").inner_text()
        for french in ("Ouvrir", "Type", "Langue", "Règlement", "utile", "Mis à jour"):
            assert french not in text, (path, french)


def test_a_page_in_two_languages_names_both(tab, address):
    page = tab()
    page.goto(address("/de/gemeinde/dokumente", "st-vith"))
    links = page.locator("link[rel=alternate][hreflang]")
    codes = {link.get_attribute("hreflang") for link in links.all()}
    assert codes == {"de", "fr", "x-default"}


@pytest.mark.parametrize("path", [*PAGES[:1], PAGES[3], "/agenda", "/services"])
def test_every_page_tells_machines_what_it_is(tab, address, path):
    page = tab()
    page.goto(address(path))
    assert page.title()
    for selector in (
        "link[rel=canonical]",
        "meta[property='og:title']",
        "meta[property='og:url']",
    ):
        assert page.locator(selector).count() == 1, selector
    scripts = page.locator("script[type='application/ld+json']").all_text_contents()
    graphs = [json.loads(text) for text in scripts]
    kinds = {one["@type"] for graph in graphs for one in graph.get("@graph", [graph])}
    assert "BreadcrumbList" in kinds
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"


def test_every_page_says_once_when_it_was_changed(tab, address, kinds):
    page = tab(390)
    for host, path in kinds("namur"):
        page.goto(address(path, host))
        assert page.locator(".page-end", has_text="Mis à jour le").count() == 1, path


@pytest.mark.parametrize("path", [LIBRARY, PAGES[3]])
def test_a_page_weighs_40_kilobytes(tab, address, path):
    page, answers = tab(390), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address(path), wait_until="networkidle")
    text = [one for one in answers if one.headers["content-type"].startswith("text/")]
    assert sum(len(gzip.compress(one.body())) for one in text) <= BUDGET
