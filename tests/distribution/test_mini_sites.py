"""A mini-site has its own menu, colours, search and home; the way back leads to the commune."""

from communesplone.core import memory
from communesplone.pages.writing import save
from plone import api
import pytest
import transaction


@pytest.fixture
def library(namur, member):
    member(roles=("Manager",))
    made = api.content.create(namur, "MiniSite", "bibliotheque", title="Bibliothèque", hue=150.0)
    inside = api.content.create(made, "Folder", "catalogue", title="Le catalogue")
    page = api.content.create(inside, "Document", "romans", title="Romans")
    for item in (made, inside, page):
        api.content.transition(item, "publish")
    save(made, [{"id": "s1", "type": "quote", "text": "Lire est gratuit."}])
    transaction.commit()
    memory.forget()
    return made


def test_it_has_its_own_menu_home_and_search(library, visit):
    page = visit("namur").get("/bibliotheque")

    assert page.status_int == 200
    assert "Lire est gratuit." in page
    menu = page.html.select_one("#menu .entries")
    assert [link.text.strip() for link in menu.select("a")] == ["Le catalogue"]
    assert page.html.select_one(".brand .name")["href"].endswith("/bibliotheque")
    assert page.html.select_one("form.search")["action"].endswith("/bibliotheque/@@search")
    assert any(link["href"] == "http://namur.localhost" for link in page.html.select(".links a"))


def test_its_colours_are_its_own_and_lawful(library, visit):
    browser = visit("namur")
    page, home = browser.get("/bibliotheque"), browser.get("/")
    sheets = [
        next(link["href"] for link in found.html.select("link") if "tokens.css" in link["href"])
        for found in (page, home)
    ]

    assert "hue=150" in sheets[0]
    assert browser.get(sheets[0]).text != browser.get(sheets[1]).text


def test_pages_inside_lead_back_step_by_step(library, visit):
    page = visit("namur").get("/bibliotheque/catalogue/romans")
    crumbs = [link["href"] for link in page.html.select(".crumbs a")]

    assert [link.rpartition("namur.localhost")[2] for link in crumbs] == [
        "/bibliotheque",
        "/bibliotheque/catalogue",
    ]
    assert page.html.select_one("link[rel=canonical]")["href"].endswith("/catalogue/romans")


def test_the_search_of_the_mini_site_stays_within_it(library, visit):
    inside = visit("namur").get("/bibliotheque/@@search?SearchableText=romans")
    outside = visit("namur").get("/bibliotheque/@@search?SearchableText=contact")

    assert "/catalogue/romans" in inside
    assert "/commune/contact" not in outside


def test_a_mini_site_that_is_not_published_is_seen_by_nobody(library, visit, member):
    member(roles=("Manager",))
    api.content.transition(library, "retract")
    transaction.commit()

    assert visit("namur").get("/bibliotheque").status_int in (302, 401, 404)
