from communesplone.core import memory
from communesplone.theme.browser.file_links import with_sizes
from plone.namedfile.file import NamedBlobFile
import pytest


@pytest.fixture
def report(add):
    return add(
        "File", "Rapport", id="rapport.pdf", file=NamedBlobFile(b"%PDF" * 600, filename="r.pdf")
    )


def test_a_link_to_a_file_says_what_one_gets(add, report, visit):
    add(
        "Document",
        "Texte",
        text=f'<p>Lire <a href="resolveuid/{report.UID()}">le rapport</a>.</p>',
    )
    memory.forget()
    page = visit("/texte").contents.replace("\xa0", " ").replace("&nbsp;", " ")
    assert "le rapport (PDF, 2,3 Ko)</a>" in page


@pytest.mark.parametrize("words", ["le rapport (PDF, 2 Ko)", "<b>PDF</b> du rapport"])
def test_what_is_said_already_is_not_said_twice(commune, report, words):
    html = f'<a href="{report.absolute_url()}/view">{words}</a>'
    assert with_sizes(html, commune, "fr") == html


def test_other_links_stay_as_they_are(commune, add):
    page = add("Document", "Page")
    html = f'<a href="{page.absolute_url()}">page</a> <a href="https://elsewhere.be/a.pdf">a</a>'
    assert with_sizes(html, commune, "fr") == html
