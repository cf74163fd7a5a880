from datetime import date
from lxml import etree
from plone import api
import pytest
import re


def titles(visitor, page):
    visitor.open(page)
    assert visitor.headers["status"].startswith("200"), visitor.contents
    return visitor.contents


def test_documents_stand_by_year_with_kind_and_size(add, folder, visitor):
    add("Taxe déchets", kind="tax", document_date=date(2026, 1, 26))
    add("Guide", kind="brochure", document_date=date(2024, 5, 1))
    page = titles(visitor, folder.absolute_url())
    assert page.index("2026</h2>") < page.index("Taxe déchets") < page.index("2024</h2>")
    assert "Règlement-taxe" in page
    assert re.search(r"\(PDF, \d+(\xa0|&nbsp;)(o|Ko)\)", page)
    assert f"{folder.absolute_url()}/taxe-dechets/latest" in page


@pytest.mark.parametrize("query", ["theme=waste", "year=2026", "kind=tax", "language=de"])
def test_each_filter_leaves_only_what_it_says(add, folder, visitor, query):
    add("Gesucht", kind="tax", themes=["waste"], document_language="de")
    add("Autre", kind="form", themes=["sport"], document_date=date(2020, 1, 1))
    page = titles(visitor, f"{folder.absolute_url()}?{query}")
    assert "/gesucht/latest" in page
    assert "/autre/latest" not in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", "400"),
        ("page=abc", "400"),
        ("page=9", "404"),
        ("kind=x", "400"),
        ("language=x", "400"),
        ("year=2026&year=2025", "400"),
        ("year:int=2026", "400"),
        ("theme=%3Cscript%3E", "400"),
    ],
)
def test_what_no_link_asks_is_refused_cleanly(folder, visitor, query, status):
    visitor.open(f"{folder.absolute_url()}?{query}")
    assert visitor.headers["status"].startswith(status)


def test_a_choice_without_documents_leads_back_to_all(folder, visitor):
    assert "Voir tous les documents" in titles(visitor, f"{folder.absolute_url()}?year=1999")


def test_a_private_document_is_in_no_list(add, folder, visitor):
    add("Secret", publish=False)
    for page in ("", "/@@library.rss"):
        assert "Secret" not in titles(visitor, folder.absolute_url() + page)


def test_the_feed_encloses_the_files(add, folder, visitor):
    document = add("Taxe")
    visitor.open(f"{folder.absolute_url()}/@@library.rss")
    root = etree.fromstring(visitor.contents.encode())
    (item,) = root.iter("item")
    assert item.findtext("title") == "Taxe"
    assert item.find("enclosure").get("url") == f"{document.absolute_url()}/latest"


def test_no_page_writes(add, folder, functional, visitor):
    document = add()
    visitor.open(functional["portal"].absolute_url())
    before = functional["app"]._p_jar.db().lastTransaction()
    for page in ("", "/@@library.rss", "/reglement", "/reglement/latest"):
        titles(visitor, folder.absolute_url() + page)
    assert functional["app"]._p_jar.db().lastTransaction() == before
    assert document.getId() == "reglement"


def test_a_list_has_pages_whose_number_stands_in_their_title_and_address(add, folder, functional):
    for number in range(22):
        add(f"Règlement {number:02}")
    request = functional["request"]
    request.form["page"] = "2"
    view = api.content.get_view("library_view", folder, request)
    assert sum(len(year["rows"]) for year in view.years()) == 2
    assert view.page_title == "Documents – page 2"
    assert view.canonical == f"{folder.absolute_url()}?page=2"
