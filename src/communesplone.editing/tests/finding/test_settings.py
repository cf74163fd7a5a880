from communesplone.editing import people
from plone import api
import pytest
import transaction


def test_a_webmaster_orders_and_hides_entries_of_the_menu(site, add, person, browse):
    for title in ("Living", "Visiting"):
        add("Folder", title, None, "publish")
    person("bea", "Site Administrator")
    browser = browse("bea")
    browser.open(f"{site.absolute_url()}/@@menu-order")
    browser.getControl("Monter", index=1).click()
    transaction.begin()
    assert site.getOrdering().idsInOrder()[-2:] == ["visiting", "living"]
    assert "place 1 sur 2" in browser.contents.replace("\xa0", " ")
    browser.getControl("Masquer", index=0).click()
    transaction.begin()
    assert site["visiting"].exclude_from_nav is True
    browser.getControl("Afficher").click()
    transaction.begin()
    assert site["visiting"].exclude_from_nav is False


def test_an_editor_does_not_order_the_menu(site, person, browse):
    person("anne", "Reviewer")
    browser = browse("anne")
    browser.open(f"{site.absolute_url()}/@@menu-order")
    assert "office-rows" not in browser.contents


def test_settings_are_gathered_for_those_who_may_use_them(site, person, work):
    person("bea", "Site Administrator")
    person("anne", "Editor")
    page = work("/@@office-settings", "bea")
    links = [one.get("href") for one in page.cssselect(".what a")]
    why = [one.text_content() for one in page.cssselect(".why")]
    assert "La taille des images que les rédacteurs peuvent envoyer." in why
    assert any(link.endswith("/@@menu-order") for link in links)
    assert any(link.endswith("/@@topics-settings") for link in links)
    assert not work("/@@office-settings", "anne").cssselect(".what a")


@pytest.mark.parametrize("name", ["bea", "anne"])
def test_keys_offer_what_a_person_may_create(site, add, person, browse, name):
    person("bea", "Site Administrator")
    person("anne")
    add("News Item", "First", None, "publish")
    browser = browse(name)
    browser.open(f"{site.absolute_url()}/@@create-keys")
    assert ("++add++News Item" in browser.contents) == (name == "bea")


def test_keys_are_kept_off_for_who_does_not_want_them(site, person):
    person("anne")
    with api.env.adopt_user(username="anne"):
        people.choose(site, "keys", False)
        assert people.chosen(site, "keys", True) is False
