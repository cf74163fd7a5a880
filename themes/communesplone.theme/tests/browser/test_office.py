from communesplone.core.interfaces import IOfficePlace
from communesplone.theme.interfaces import IThemeLayer
from communesplone.theme.office_person import function
from lxml import html
from plone.base.interfaces import IPloneSiteRoot
from zope.component import getGlobalSiteManager
from zope.interface import implementer
import pytest


@implementer(IOfficePlace)
class Place:
    order, title, count = 10, "Contents", 3

    def __init__(self, site, request):
        self.url = f"{site.absolute_url()}/@@office-components"

    def available(self):
        return True


class Library(Place):
    order, title, count = 5, "Library", 0


class Foreign(Place):
    title = "Not theirs"

    def available(self):
        return False


@pytest.fixture
def places(commune):
    """Three sections of work, of which one is not for whoever looks."""
    manager = getGlobalSiteManager()
    made = [(Place, "contents"), (Library, "library"), (Foreign, "foreign")]
    for factory, name in made:
        manager.registerAdapter(factory, (IPloneSiteRoot, IThemeLayer), IOfficePlace, name)
    yield
    for factory, name in made:
        manager.unregisterAdapter(factory, (IPloneSiteRoot, IThemeLayer), IOfficePlace, name)


@pytest.fixture
def work(browse, commune):
    """`work("/edit")`: a page as a webmaster gets it, parsed."""

    def go(path):
        browser = browse(editor=True)
        browser.open(commune.absolute_url() + path)
        return html.fromstring(browser.contents)

    return go


def test_the_guide_of_the_office_shows_every_component_and_state(work):
    tree = work("/@@office-components")
    for component in (
        ".office-button.primary",
        ".office-button.danger",
        ".office-button.text",
        ".office-button[aria-busy]",
        ".office-button[aria-disabled]",
        ".office-consequence",
        ".office-state.draft",
        ".office-state.pending",
        ".office-state.scheduled",
        ".office-state.online",
        ".office-state.late",
        ".office-saving.saved",
        ".office-saving.kept",
        ".office-field .hint",
        ".office-field .error",
        ".office-message.ok",
        ".office-message.warn",
        ".office-message.info",
        ".office-message.error",
        ".office-empty",
        ".office-ask",
        ".office-difference ins",
        ".office-difference del",
        ".office-difference mark",
        ".office-ledger .office-row.late",
        ".office-table",
        ".office-switch",
    ):
        assert tree.cssselect(component), component
    assert not tree.cssselect("[style], style")


def test_the_office_is_not_for_citizens(visit):
    page = visit("/@@office-components")
    assert "office-part" not in page.contents
    assert "login" in page.url


@pytest.mark.parametrize("name", ["office", "communes_office"])
def test_the_parts_of_the_office_answer_nothing_by_themselves(visit, name):
    assert not visit(f"/@@{name}").contents


def test_the_bar_has_the_places_of_this_person_in_order_and_marks_where_they_are(work, places):
    links = work("/@@office-components").cssselect(".office-places a")
    assert [link.text_content().split()[0] for link in links] == ["Library", "Contents"]
    assert links[1].cssselect(".office-count")[0].text == "3"
    assert not links[0].cssselect(".office-count")
    assert sum(link.get("aria-current") == "page" for link in links) == 1


def test_plones_own_forms_stand_under_the_same_bar(work, places):
    tree = work("/@@overview-controlpanel")
    assert tree.cssselect("#portal-top .office-bar .office-places")
    assert tree.cssselect("main#portal-column-content")
    assert any("communes-office.css" in link.get("href") for link in tree.cssselect("link[href]"))


def test_pages_of_citizens_have_no_bar_for_editors_either(work, add):
    add("Document", "Swimming pool")
    assert not work("/swimming-pool").cssselect(".office-bar")


def test_the_toolbar_is_narrow_until_somebody_widens_it(browse, commune):
    browser = browse(editor=True)
    browser.open(commune.absolute_url() + "/@@office-components")
    body = html.fromstring(browser.contents).cssselect("body")[0]
    assert "plone-toolbar-left" in body.get("class").split()
    assert "plone-toolbar-left-expanded" not in body.get("class").split()
    browser.cookies["plone-toolbar"] = '"{\\"expanded\\":true}"'
    browser.open(commune.absolute_url() + "/@@office-components")
    body = html.fromstring(browser.contents).cssselect("body")[0]
    assert "plone-toolbar-left" in body.get("class").split()


def test_the_layout_of_a_page_is_still_plones(commune):
    layout = commune.restrictedTraverse("@@plone_layout")
    assert layout.icons_visible() in (True, False)


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ({"Manager", "Reviewer"}, "Administrator"),
        ({"Site Administrator"}, "Webmaster"),
        ({"Reviewer", "Editor"}, "Reviewer"),
        ({"Member"}, "Member of staff"),
    ],
)
def test_the_bar_tells_the_widest_function(roles, told):
    assert function(roles) == told
