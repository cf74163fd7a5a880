from communesplone.theme.browser.metadata import head
from DateTime import DateTime
from lxml import etree
from lxml import html
from plone import api
from plone.app.redirector.interfaces import IRedirectionStorage
from zope.component import getUtility
import gzip
import json
import pytest
import transaction


def data(page):
    root = html.fromstring(page)
    return [json.loads(one.text) for one in root.findall(".//script[@type='application/ld+json']")]


def meta(page, name):
    root = html.fromstring(page)
    found = root.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    return found[0] if found else None


def test_a_page_tells_machines_its_address_its_way_and_when_it_changed(add, visit):
    folder = add("Folder", "Vivre")
    add("Document", "Les <déchets>", folder, description="Tri & collecte")
    page = visit("/vivre/les-dechets").contents
    assert (
        html.fromstring(page).xpath("//link[@rel='canonical']/@href")[0].endswith("/les-dechets")
    )
    assert meta(page, "og:title") == "Les <déchets>"
    assert meta(page, "og:description") == "Tri & collecte"
    assert meta(page, "og:locale") == "fr_BE"
    (graph,) = [one["@graph"] for one in data(page) if "@graph" in one]
    way, described = graph
    assert [step["name"] for step in way["itemListElement"]] == ["Namur", "Vivre", "Les <déchets>"]
    assert described["@type"] == "WebPage"
    assert described["dateModified"]


def test_a_page_in_several_languages_names_them_and_one_for_the_others():
    page = {
        "located": True,
        "canonical": "http://x/fr/a",
        "first_language": "de",
        "heading": "A",
        "description": "",
        "name": "Sankt Vith",
        "language": "fr",
        "crumbs": [],
        "home_url": "http://x/fr",
    }
    both = {"fr": "http://x/fr/a", "de": "http://x/de/a"}
    image = {"src": "http://x/i.webp", "width": 800, "height": 600, "alt": 'Un "pont"'}
    made = head(page, own={"@type": "NewsArticle"}, image=image, translations=both, modified="d")
    assert 'hreflang="x-default" href="http://x/de/a"' in made
    assert made.count("hreflang=") == 3
    assert 'content="Un &quot;pont&quot;"' in made
    assert 'content="article"' in made
    assert "hreflang" not in head(
        page, own=None, image=None, translations={"fr": "http://x"}, modified=""
    )


def test_no_text_ends_the_script_it_stands_in(add, visit):
    add("Document", "</script><script>alert(1)</script>")
    page = visit("/script-script-alert-1-script").contents
    assert "<script>alert" not in page


def test_what_is_not_a_page_of_its_own_has_no_address_of_its_own(visit, commune):
    page = visit("/nothing-here").contents
    assert "canonical" not in page
    assert "og:url" not in page


def test_the_second_page_of_a_list_says_so(add, visit):
    folder = add("Folder", "Liste")
    for number in range(21):
        add("Document", f"Page {number}", folder)
    page = visit("/liste?page=2").contents
    assert "<title>Liste – page 2 – Namur</title>" in page
    assert "/liste?page=2" in html.fromstring(page).xpath("//link[@rel='canonical']/@href")[0]


@pytest.mark.parametrize("page", ["-1", "0", "abc", "1e9", "%00", "99999999"])
def test_a_page_that_no_link_asks_for_is_refused(add, visit, page):
    add("Folder", "Liste")
    assert visit(f"/liste?page={page}").headers["status"].startswith("400")


def test_what_cannot_be_shown_is_said_in_words_and_leads_to_what_can(add, visit):
    folder = add("Folder", "Liste")
    page = visit("/liste?page=-1").contents
    assert "Ceci ne peut pas être montré" in page
    assert f'href="{folder.absolute_url()}"' in page
    assert "Mis à jour" not in page
    assert "canonical" not in page


def test_a_page_beyond_the_last_is_not_there(add, visit):
    add("Folder", "Liste")
    assert visit("/liste?page=2").headers["status"].startswith("404")


def test_a_list_says_when_the_latest_of_what_is_public_in_it_was_changed(add, visit):
    folder = add("Folder", "Liste")
    shown = add("Document", "Ancienne", folder)
    hidden = add("Document", "Secrète", folder, publish=False)
    for item, day in ((folder, 1), (shown, 3), (hidden, 5)):
        item.setModificationDate(DateTime(f"2020/03/0{day} 12:00:00 GMT+1"))
        item.reindexObject(idxs=["modified"])
    transaction.commit()
    assert "Mis à jour le 3 mars 2020" in " ".join(visit("/liste").contents.split())
    assert "Mis à jour" not in visit("/").contents


def test_a_page_names_the_service_that_answers_for_it_or_for_its_folder(add, visit, commune):
    folder = add("Folder", "Vivre")
    add("Document", "Tri", folder)
    service = add("Document", "Environnement")
    service.portal_type = "Service"
    service.reindexObject()
    folder.responsible_service = service.UID()
    folder.reindexObject()
    transaction.commit()
    page = visit("/vivre/tri").contents
    assert "responsable" in page
    assert service.absolute_url() in page


def test_an_old_address_leads_to_the_new_one_for_good(add, browse, commune):
    folder = add("Folder", "Ancien")
    add("Document", "Page", folder)
    api.content.rename(folder, "nouveau")
    transaction.commit()
    browser = browse()
    browser.followRedirects = False
    for path, target in (("", "/nouveau"), ("/page", "/nouveau/page"), ("/page?a=1", "/page?a=1")):
        browser.open(f"{commune.absolute_url()}/ancien{path}")
        assert browser.headers["status"].startswith("301")
        assert browser.headers["location"].endswith(target)


def test_an_old_address_does_not_tell_where_a_private_page_is(add, browse, commune):
    page = add("Document", "Ancien")
    api.content.rename(page, "secret")
    api.content.transition(page, "reject")
    transaction.commit()
    browser = browse()
    browser.open(f"{commune.absolute_url()}/ancien")
    assert browser.headers["status"].startswith("404")
    assert "secret" not in browser.contents


def test_a_deleted_page_may_lead_elsewhere(browse, commune, add):
    add("Document", "Autre")
    site = "/".join(commune.getPhysicalPath())
    getUtility(IRedirectionStorage).add(f"{site}/supprime", f"{site}/autre", manual=True)
    transaction.commit()
    browser = browse()
    browser.open(f"{commune.absolute_url()}/supprime")
    assert browser.url.endswith("/autre")


def test_the_page_for_lost_visitors_names_nothing_private(add, visit):
    add("Document", "Prime secrète", publish=False)
    add("Document", "Prime publique")
    page = visit("/primes/prime").contents
    assert "Prime publique" in page
    assert "secrète" not in page


def test_the_sitemap_has_what_everybody_may_read(add, visit, browse, commune):
    add("Document", "Publique")
    add("Document", "Secrète", publish=False)
    root = etree.fromstring(visit("/sitemap.xml").contents.encode())
    places = [one.text for one in root.iter("{*}loc")]
    assert f"{commune.absolute_url()}/publique" in places
    assert not [one for one in places if "secrete" in one]
    assert root.find(".//{*}lastmod") is not None
    packed = browse()
    packed.open(f"{commune.absolute_url()}/sitemap.xml.gz")
    assert gzip.decompress(packed._response.body) == etree.tostring(
        root, xml_declaration=True, encoding="UTF-8"
    )


def test_robots_are_told_of_the_sitemap_and_what_the_commune_says(visit, commune):
    assert f"Sitemap: {commune.absolute_url()}/sitemap.xml" in visit("/robots.txt").contents
    commune.portal_registry["plone.robots_txt"] = "User-agent: x\nDisallow: /{odd}"
    transaction.commit()
    text = visit("/robots.txt").contents
    assert "Disallow: /{odd}" in text
    assert "Sitemap:" in text


def test_the_plone_redirector_view_is_ours(commune, functional):
    view = api.content.get_view("plone_redirector_view", commune, functional["request"])
    assert "theme" in type(view).__mro__[1].__module__
