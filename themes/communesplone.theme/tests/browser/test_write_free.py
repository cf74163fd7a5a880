from communesplone.core.changes import has_writes
import pytest


PAGES = (
    "",
    "/page",
    "/dossier",
    "/sitemap",
    "/nulle-part",
    "/nouvelle",
)


@pytest.fixture
def content(add):
    add("Document", "Page", text="<p>Texte</p>")
    add("Folder", "Dossier")
    add("News Item", "Nouvelle")


@pytest.mark.parametrize("path", PAGES)
def test_an_anonymous_get_writes_nothing(content, visit, commune, path):
    database = commune._p_jar.db()
    before = database.lastTransaction()
    visit(path)
    visit(path)
    assert database.lastTransaction() == before
    assert not has_writes(commune._p_jar)
