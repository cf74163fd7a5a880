from communesplone.core.identity import ICommuneIdentity
from communesplone.core.memory import forget
from communesplone.core.settings import settings
from communesplone.theme.browser.look import FILES
from communesplone.theme.browser.look import VERSION
from communesplone.theme.interfaces import ITheme
from communesplone.theme.skins import SKINS
from lxml import html
from plone.app.testing import TEST_USER_NAME
import gzip
import pytest
import transaction


def size(text):
    return len(gzip.compress(text if isinstance(text, bytes) else text.encode()))


def test_main_template_is_ours_for_citizens(visit):
    page = visit("/login")
    assert 'class="pierre"' in page.contents
    assert "barceloneta" not in page.contents
    assert "__ac_password" in page.contents


def test_citizen_page_is_the_same_for_editors_with_the_toolbar_beside_it(browse, commune):
    editor = browse(editor=True)
    editor.open(commune.absolute_url())
    assert 'id="edit-zone"' in editor.contents
    assert "editor.css" in editor.contents
    assert 'class="skip"' in editor.contents


def test_forms_of_plone_keep_the_look_of_plone(add, browse):
    editor = browse(editor=True)
    editor.open(add("Document", "Page").absolute_url() + "/edit")
    assert "barceloneta.min.css" in editor.contents
    assert "communes-office.css" in editor.contents
    assert "theme.css" not in editor.contents
    assert 'class="office-bar"' in editor.contents


def test_communes_frame_and_communes_parts_publish_nothing_of_a_page(visit, add):
    add("Document", "Secretissime", id="page", publish=False)
    names = ("communes_frame", "communes_frame/data", "communes_parts", "communes_hero")
    for name in (*names, "citizen_page"):
        assert "Secretissime" not in visit(f"/page/@@{name}").contents


def test_look_serves_each_file_for_ever_at_its_version(visit):
    page = visit(f"/@@look/{VERSION}/theme.css")
    assert page.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert page.headers["content-type"].startswith("text/css")


def test_look_of_another_version_is_not_kept(visit):
    assert "immutable" not in visit("/@@look/0000/theme.css").headers["cache-control"]


@pytest.mark.parametrize("path", ["", "/", "/x/../configure.zcml", "/x/nothing.css", "/x"])
def test_look_serves_nothing_else(visit, path):
    assert visit(f"/@@look{path}").headers["status"].startswith("404")


def test_tokens_css_and_mark_svg_change_their_address_with_the_colours(visit, commune):
    before = visit().contents
    settings(ITheme, commune).hue = 10
    transaction.commit()
    forget()
    after = visit()
    links = [found.get("href") for found in html.fromstring(after.contents).cssselect("link")]
    tokens = next(link for link in links if "tokens.css" in link)
    assert tokens not in before
    after.open(tokens)
    assert "--acc:#" in after.contents
    assert "immutable" in after.headers["cache-control"]
    after.open(f"{commune.absolute_url()}/@@mark.svg")
    assert after.headers["content-type"].startswith("image/svg+xml")
    assert "immutable" not in after.headers["cache-control"]


@pytest.mark.parametrize("name", ["skin", "face", "header", "skyline", "scheme", "hue", "mark"])
@pytest.mark.parametrize("kind", ["{}:list=1", "{}.a:record=1", "{}:int=1"])
def test_a_look_that_nobody_can_ask_for_is_left(visit, commune, name, kind):
    query = kind.format(name)
    for path in (f"/@@tokens.css?{query}", f"/@@mark.svg?{query}"):
        assert visit(path).headers["status"].startswith("200")
    assert visit(f"/@@hero.webp?cut:list=desk&{query}").headers["status"].startswith("404")


def test_a_logo_takes_the_place_of_the_mark(visit, commune):
    commune.portal_registry["plone.site_logo"] = (
        b"filenameb64:bG9nby5naWY=;datab64:"
        b"R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    )
    transaction.commit()
    forget()
    page = visit()
    assert "@@site-logo" in page.contents
    assert "Marque générée" not in page.contents
    page.open(html.fromstring(page.contents).cssselect(".name img")[0].get("src"))
    assert page.headers["content-type"] == "image/gif"


def test_a_demonstration_says_so_in_the_footer_too_which_is_printed(visit, commune):
    assert "démonstration" not in visit().contents
    settings(ICommuneIdentity, commune).demonstration = True
    transaction.commit()
    forget()
    tree = html.fromstring(visit().contents)
    said = "Site de démonstration : coordonnées fictives."
    assert said in [" ".join(one.text_content().split()) for one in tree.cssselect(".legal p")]
    assert len(tree.cssselect("header .demo")) == 1


def test_the_weight_of_the_page(visit):
    for skin in SKINS:
        assert size(FILES[f"{skin}.css"]) <= 15 * 1024
    page = visit().contents
    header = page[: page.index("</header>")]
    assert size(header) <= 6 * 1024
    assert size(page) <= 8 * 1024


def test_no_page_holds_an_inline_style_or_script(add, visit):
    add("Document", "Page", text="<p>Texte</p>")
    for path in ("", "/page", "/nulle-part"):
        tree = html.fromstring(visit(path).contents)
        assert not tree.cssselect("[style], style, [onclick]")
        assert not [
            found
            for found in tree.cssselect("script:not([src])")
            if found.get("type") != "application/ld+json"
        ]


def test_citizens_pages_say_that_they_cannot_be_framed(visit, add):
    add("Document", "Page")
    assert visit("/page").headers["x-frame-options"] == "SAMEORIGIN"


def test_a_change_is_seen_by_the_next_visitor(add, visit, browse, commune):
    folder = add("Folder", "Avant")
    assert "Avant" in visit().contents
    editor = browse(editor=True)
    editor.open(f"{folder.absolute_url()}/edit")
    editor.getControl(name="form.widgets.IDublinCore.title").value = "Après"
    editor.getControl(name="form.buttons.save").click()
    assert "Après" in visit().contents
    assert TEST_USER_NAME not in visit().contents
