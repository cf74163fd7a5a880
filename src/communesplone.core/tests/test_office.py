from communesplone.core.interfaces import ICommunesLayer
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import alsoProvides
import pytest


PAGE = """<html metal:use-macro="context/@@office/macros/page"><body>
<metal:title fill-slot="title">Trash</metal:title>
<metal:lead fill-slot="lead">Two pages wait.</metal:lead>
<metal:work fill-slot="work"><ul><li>One</li></ul></metal:work>
<metal:context fill-slot="context"><p>Beside</p></metal:context>
</body></html>"""


@pytest.fixture
def page(portal, tmp_path):
    """A page of the back office in a site without theme."""
    (tmp_path / "trash.pt").write_text(PAGE)

    class Trash(BrowserView):
        index = ViewPageTemplateFile(str(tmp_path / "trash.pt"))

    alsoProvides(portal.REQUEST, ICommunesLayer)
    return Trash(portal, portal.REQUEST).index()


def test_a_page_of_the_office_needs_no_theme(page):
    for part in ("Trash", "Two pages wait.", "<li>One</li>", "<p>Beside</p>"):
        assert part in page
    assert page.count("<h1") == 1
