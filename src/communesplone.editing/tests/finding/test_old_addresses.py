from communesplone.editing.finding import addresses
from communesplone.editing.finding.addresses import NotAnAddress
from io import BytesIO
import pytest


@pytest.fixture
def pool(add):
    return add("Document", "Pool", None, "publish")


def test_an_old_address_leads_where_it_is_told(site, pool, browse):
    addresses.add(site, "/sport/piscine", "/pool")
    assert [(one.old, one.new, one.by_hand) for one in addresses.known(site)] == [
        ("/sport/piscine", "/pool", True)
    ]
    assert addresses.remove(site, "/sport/piscine")
    assert addresses.known(site) == []


def test_a_pasted_address_of_the_site_is_taken_as_its_path(site, pool):
    made = addresses.add(
        site, "http://nohost/piscine", f"{pool.absolute_url_path()}".removeprefix("/plone")
    )
    assert (made.old, made.new) == ("/piscine", "/pool")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("", "/pool", "old"),
        ("piscine", "/pool", "old"),
        ("/a/../b", "/pool", "old"),
        ("/@@search", "/pool", "old"),
        ("/pool", "/pool", "new"),
        ("/piscine", "/nowhere", "new"),
        ("/piscine", "javascript:alert(1)", "new"),
        ("/piscine", "ftp://elsewhere.example/", "new"),
    ],
)
def test_an_address_that_cannot_be_kept_is_told_with_its_field(site, pool, old, new, field):
    with pytest.raises(NotAnAddress) as caught:
        addresses.add(site, old, new)
    assert caught.value.field == field


def test_a_page_is_never_hidden_by_an_old_address(site, pool, add):
    add("Document", "Tennis")
    with pytest.raises(NotAnAddress) as caught:
        addresses.add(site, "/tennis", "/pool")
    assert caught.value.field == "old"


@pytest.mark.parametrize("text", ["old,new\n/a,/b\n", "/a;/b\r\n", "\ufeff/a,/b"])
def test_files_are_read_with_comma_or_semicolon_and_heading(text):
    assert [line[1:] for line in addresses.read_file(text.encode())] == [("/a", "/b")]


def test_a_file_too_long_is_refused():
    with pytest.raises(NotAnAddress):
        list(addresses.read_file(b"x" * 1_000_001))


def test_a_webmaster_adds_and_removes_in_the_page(site, pool, person, browse):
    person("bea", "Site Administrator")
    browser = browse("bea")
    browser.open(f"{site.absolute_url()}/@@old-addresses")
    browser.getControl(name="old", index=0).value = "/piscine"
    browser.getControl(name="new").value = "/nowhere"
    browser.getControl("Ajouter").click()
    assert browser.getControl(name="old", index=0).value == "/piscine"
    assert "Aucune page" in browser.contents
    browser.getControl(name="new").value = "/pool"
    browser.getControl("Ajouter").click()
    assert "/piscine mène maintenant à /pool" in browser.contents
    browser.getControl("Retirer").click()
    assert "ne mène plus nulle part" in browser.contents


def test_a_file_takes_what_it_can_and_names_the_other_lines(site, pool, person, browse):
    person("bea", "Site Administrator")
    browser = browse("bea")
    browser.open(f"{site.absolute_url()}/@@old-addresses")
    data = BytesIO(b"/piscine,/pool\n/tennis,/nowhere\n")
    browser.getControl(name="csv").add_file(data, "text/csv", "addresses.csv")
    browser.getControl("Reprendre").click()
    assert "Ligne" in browser.contents
    assert [one.old for one in addresses.known(site)] == ["/piscine"]
    browser.open(f"{site.absolute_url()}/@@old-addresses?file=csv")
    assert "/piscine,/pool" in browser.contents


def test_an_editor_does_not_change_addresses(site, person, browse):
    person("anne", "Editor")
    browser = browse("anne")
    browser.open(f"{site.absolute_url()}/@@old-addresses")
    assert 'name="csv"' not in browser.contents
