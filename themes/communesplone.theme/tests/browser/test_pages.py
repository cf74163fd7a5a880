from datetime import datetime
from datetime import timedelta
from lxml import html
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from pytz import timezone
import json
import pytest
import transaction


BRUSSELS = timezone("Europe/Brussels")


def text_of(browser, path):
    return [
        " ".join(found.text_content().split())
        for found in html.fromstring(browser.contents).cssselect(path)
    ]


@pytest.fixture
def soon():
    return datetime.now(BRUSSELS).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)


def test_home_view_of_a_new_commune_says_who_it_is(visit):
    page = visit()
    assert text_of(page, "h1") == ["Que cherchez-vous\u00a0?".replace("\u00a0", " ")]
    assert "5000, 5020" in text_of(page, ".brief dd")
    assert "Namen" in text_of(page, ".brief dd")
    assert not text_of(page, "main .section")
    assert page.contents.count('<svg viewBox="0 0 1200 124"') == 1


def test_home_view_of_a_commune_with_folders_only_says_what_they_are_for(add, visit):
    add("Folder", "Agenda", description="Les fêtes, les réunions.")
    assert "Agenda Les fêtes, les réunions." in text_of(visit(), "main .rows li")


def test_document_view_sets_type_and_names_its_way(add, visit):
    folder = add("Folder", "Commune")
    add("Document", "L'histoire", folder, text="<p>Vous dites : oui ?</p>")
    page = visit("/commune/lhistoire")
    assert text_of(page, "h1") == ["L’histoire"]
    assert "Vous dites\u00a0: oui\u00a0?" in page.contents
    assert text_of(page, ".crumbs li") == ["Accueil", "Commune", "L’histoire"]
    assert html.fromstring(page.contents).cssselect(".menu [aria-current]")[0].text == "Commune"
    assert 'lang="fr"' in page.contents


def test_a_private_folder_is_not_named_above_its_published_page(add, visit):
    folder = add("Folder", "Projet secret", publish=False)
    add("Document", "Public", folder)
    assert "secret" not in visit("/projet-secret/public").contents.replace("projet-secret", "")


def test_listing_view_in_pages(add, visit):
    folder = add("Folder", "Règlements")
    for number in range(23):
        add("Document", f"Règlement {number:02}", folder)
    first, second = visit("/reglements"), visit("/reglements?page=2")
    assert len(text_of(first, ".rows li")) == 20
    assert text_of(second, ".rows a") == ["Règlement 20", "Règlement 21", "Règlement 22"]
    assert text_of(first, ".pages li") == ["1", "2", "Suivant"]
    assert visit("/reglements?page=%ff&page:int=3").headers["status"].startswith("400")


def test_listing_view_of_a_folder_for_events_is_an_agenda(add, visit, soon):
    agenda = add("Folder", "Agenda")
    agenda.immediately_addable_types = ["Event"]
    add("Event", "Fête", agenda, start=soon, end=soon + timedelta(hours=2), location="Parc")
    page = visit("/agenda")
    assert "Fête" in text_of(page, ".events a")
    assert str(soon.day) in text_of(page, ".date b")
    assert any("Parc" in line for line in text_of(page, ".events p"))


def test_listing_view_of_a_recurring_event_gives_its_next_date(add, visit, soon):
    agenda = add("Folder", "Agenda")
    agenda.immediately_addable_types = ["Event"]
    start = soon - timedelta(days=14)
    add(
        "Event",
        "Permanence",
        agenda,
        start=start,
        end=start + timedelta(hours=1),
        recurrence="RRULE:FREQ=WEEKLY;COUNT=10",
    )
    assert text_of(visit("/agenda"), ".date b") == [str(soon.day)]
    assert text_of(visit("/agenda/permanence"), ".date.big b") == [str(soon.day)]


def test_listing_view_of_a_collection_follows_its_query(add, visit):
    add("Document", "Trouvé")
    add(
        "Collection",
        "Liste",
        query=[
            {
                "i": "portal_type",
                "o": "plone.app.querystring.operation.selection.any",
                "v": ["Document"],
            }
        ],
    )
    assert text_of(visit("/liste"), ".rows a") == ["Trouvé"]


def test_newsitem_view_has_its_date_and_linked_data(add, visit):
    add("News Item", "Budget 2027", text="<p>Texte</p>")
    page = visit("/budget-2027")
    data = html.fromstring(page.contents).cssselect("script[type='application/ld+json']")[0].text
    assert json.loads(data)["headline"] == "Budget 2027"
    assert str(datetime.now().year) in text_of(page, ".kicker")[0]


def test_event_view_gives_the_facts(add, visit, soon):
    add(
        "Event",
        "Balade",
        start=soon.replace(hour=17),
        end=soon.replace(hour=19),
        location="Wéris",
        contact_phone="086 00 00 00",
    )
    page = visit("/balade")
    facts = text_of(page, ".facts dd")
    assert "17\u00a0h – 19\u00a0h".replace("\u00a0", " ") in facts
    assert "Wéris" in facts
    assert "/balade/ics_view" in page.contents


def test_file_view_offers_the_file_with_its_kind_and_size(add, visit):
    add("File", "Règlement", file=NamedBlobFile(b"x" * 3000, filename="reglement.pdf"))
    page = visit("/reglement/view")
    assert "PDF" in page.contents
    assert "3\u00a0Ko" in page.contents
    assert "@@download/file/reglement.pdf" in page.contents


def test_image_view_answers(add, visit):
    add("Image", "Photo")
    assert text_of(visit("/photo/view"), "h1") == ["Photo"]


def test_link_redirect_view_sends_visitors_on_and_shows_editors_where(add, visit, browse, commune):
    add("Document", "Cible")
    add("Link", "Lien", remoteUrl=f"{commune.absolute_url()}/cible")
    assert visit("/lien").url.endswith("/cible")
    editor = browse(editor=True)
    editor.open(f"{commune.absolute_url()}/lien")
    assert editor.url.endswith("/lien")


def test_sitemap_lists_two_levels(add, visit):
    folder = add("Folder", "Commune")
    add("Document", "Histoire", folder)
    page = visit("/sitemap")
    assert text_of(page, "h2")[0] == "Commune"
    assert "Histoire" in text_of(page, ".index a")


def test_an_address_that_leads_nowhere_searches_for_what_was_asked(add, visit):
    add("Document", "La piscine rouvre")
    page = visit("/loisirs/piscine-communale.html")
    assert page.headers["status"].startswith("404")
    assert "La piscine rouvre" in text_of(page, ".results a")
    field = html.fromstring(page.contents).cssselect("main input[type=search]")[0]
    assert field.get("value") == "loisirs piscine communale"


def test_a_moved_page_redirects_before_it_is_not_found(add, visit, commune):
    add("Document", "Ancienne", id="ancienne")
    api.content.rename(commune["ancienne"], "nouvelle")
    transaction.commit()
    assert visit("/ancienne").url.endswith("/nouvelle")


def test_the_mandatory_pages_stand_in_the_footer_once_published(add, visit):
    folder = add("Folder", "Commune")
    page = add("Document", "Accessibilité", folder, id="accessibilite", publish=False)
    assert "Accessibilité" not in text_of(visit(), ".legal a")
    api.content.transition(page, "publish")
    transaction.commit()
    from communesplone.core import memory

    memory.forget()
    assert "Accessibilité" in text_of(visit(), ".legal a")


def test_a_text_cannot_bring_a_script(add, visit):
    add("Document", "Piège", text="<p>Bon</p><script>alert(1)</script>")
    assert "alert(1)" not in visit("/piege").contents


def test_an_unfinished_rich_text_is_no_error(add, visit, commune):
    page = add("Document", "Vide")
    page.text = RichTextValue("", "text/html", "text/x-html-safe")
    transaction.commit()
    assert visit("/vide").headers["status"].startswith("200")
