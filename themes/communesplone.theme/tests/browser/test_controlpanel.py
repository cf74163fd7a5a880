from base64 import b64encode
from communesplone.core.memory import forget
from communesplone.core.settings import settings
from communesplone.theme.interfaces import ITheme
from io import BytesIO
from lxml import html
from PIL import Image
import pytest
import transaction


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s<path d="M0 0h9v9z"/></svg>'


def picture(width=2000, height=900):
    """A picture whose right edge is red, as bytes."""
    made = Image.new("RGB", (width, height), "#336699")
    made.paste("#cc0000", (width - width // 10, 0, width, height))
    buffer = BytesIO()
    made.save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def panel(browse, commune):
    """The control panel of the look, open in the browser of a webmaster."""
    editor = browse(editor=True)
    editor.open(f"{commune.absolute_url()}/@@communes-theme")
    return editor


@pytest.fixture
def chosen(commune):
    """`chosen()`: the settings of the look as they are stored now."""

    def now():
        transaction.begin()
        forget()
        return settings(ITheme, commune)

    return now


def press(panel, name="save"):
    panel.getControl(name=name).click()


def test_the_panel_is_for_webmasters(visit):
    for name in ("communes-theme", "look-preview"):
        assert "branding" not in visit(f"/@@{name}").contents
        assert 'name="__ac_name"' in visit(f"/@@{name}").contents


def test_a_colour_that_cannot_be_read_is_moved_and_both_are_shown(panel, chosen):
    panel.getControl(name="colour").value = "E2B100"
    press(panel, "preview")
    text = html.fromstring(panel.contents).cssselect("#of-colour")[0].text_content()
    assert "1,9" in text
    assert "4,5" in text
    assert "#e2b100" in panel.contents
    assert chosen().colour is None
    press(panel)
    assert chosen().colour == "#e2b100"
    assert 80 <= chosen().hue <= 100


def test_a_preview_changes_nothing_for_citizens(panel, visit, commune):
    before = visit().contents
    panel.getControl(name="skin").value = ["vallee"]
    panel.getControl(name="colour").value = "#aa3355"
    press(panel, "preview")
    shown = html.fromstring(panel.contents).cssselect("iframe")[0].get("src")
    panel.open(shown)
    assert '<body class="vallee' in panel.contents
    assert "vallee.css" in panel.contents
    assert 'id="edit-zone"' not in panel.contents
    assert visit().contents == before


def test_saving_dresses_the_site_for_everybody(panel, visit):
    panel.getControl(name="skin").value = ["vallee"]
    panel.getControl(name="face").value = ["radio-canada"]
    panel.getControl(name="header").value = ["compact"]
    panel.getControl(name="skyline").value = ["plateau"]
    panel.getControl(name="tagline").value = "Onze villages"
    press(panel)
    forget()
    page = visit().contents
    assert 'class="vallee head-radio-canada header-compact"' in page
    assert "vallee.css" in page
    assert 'class="ground"' in page
    assert "Onze villages" in page


def test_a_colour_written_wrongly_is_told_and_kept_as_it_was_typed(panel, chosen):
    panel.getControl(name="colour").value = "bleu"
    panel.getControl(name="tagline").value = "Onze villages"
    press(panel)
    assert 'value="bleu"' in panel.contents
    assert 'value="Onze villages"' in panel.contents
    assert 'aria-invalid="true"' in panel.contents
    assert chosen().colour is None
    assert chosen().tagline is None


def test_a_colour_near_the_red_of_emergencies_draws_a_note(panel):
    panel.getControl(name="colour").value = "#c4161c"
    press(panel, "preview")
    assert "rouge des urgences" in panel.contents


def test_a_drawing_is_cleaned_before_it_stands_in_the_home(panel, visit):
    drawing = SVG % b"<script>alert(1)</script>"
    panel.getControl(name="drawing").add_file(drawing, "image/svg+xml", "own.svg")
    press(panel)
    forget()
    skyline = html.fromstring(visit().contents).cssselect(".skyline")[0]
    assert skyline.cssselect("path[d='M0 0h9v9z']")
    assert "alert" not in html.tostring(skyline).decode()


def test_a_logo_is_cleaned_and_can_be_taken_away(panel, visit):
    panel.getControl(name="logo").add_file(SVG % b"<script/>", "image/svg+xml", "logo.svg")
    press(panel)
    forget()
    assert "@@site-logo" in visit().contents
    panel.getControl(name="drop_logo").value = ["1"]
    press(panel)
    forget()
    assert "@@mark.svg" in visit().contents


@pytest.mark.parametrize("name", ["logo", "drawing", "picture"])
def test_what_is_no_picture_is_refused_and_nothing_is_saved(panel, chosen, name):
    panel.getControl(name="skin").value = ["vallee"]
    panel.getControl(name=name).add_file(b"GIF89a nothing", "image/png", "x.png")
    press(panel)
    assert html.fromstring(panel.contents).cssselect(".wrong li")
    assert chosen().skin == "pierre"


def test_a_picture_is_cut_around_its_focal_point_when_it_is_saved(panel, visit):
    panel.getControl(name="picture").add_file(picture(2000, 420), "image/jpeg", "hero.jpg")
    panel.getControl(name="focus_x").value = "100"
    press(panel)
    forget()
    page = visit()
    found = html.fromstring(page.contents)
    assert not found.cssselect(".skyline")
    assert found.cssselect(".hero-picture img")[0].get("alt") == ""
    page.open(found.cssselect(".hero-picture source")[0].get("srcset"))
    assert page.headers["content-type"] == "image/webp"
    assert "immutable" in page.headers["cache-control"]
    cut = Image.open(
        BytesIO(page.contents if isinstance(page.contents, bytes) else page._response.body)
    )
    assert cut.size == (800, 400)
    red, _green, blue = cut.convert("RGB").getpixel((790, 200))
    assert red > blue


@pytest.mark.parametrize(("width", "height"), [(600, 300), (9000, 9000)])
def test_a_picture_too_small_or_with_too_many_pixels_is_refused(panel, width, height):
    buffer = BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    panel.getControl(name="picture").add_file(buffer.getvalue(), "image/png", "hero.png")
    press(panel)
    assert html.fromstring(panel.contents).cssselect(".wrong li")


def test_hero_webp_of_a_site_without_picture_is_not_found(visit):
    assert visit("/@@hero.webp?cut=phone").headers["status"].startswith("404")
    assert visit("/@@hero.webp?cut=original").headers["status"].startswith("404")


def test_a_post_from_elsewhere_changes_nothing(browse, commune, chosen):
    editor = browse(editor=True)
    editor.post(f"{commune.absolute_url()}/@@communes-theme", "skin=vallee&save=1")
    assert chosen().skin == "pierre"


def test_tokens_css_of_a_look_that_is_tried_is_not_kept(visit):
    page = visit("/@@tokens.css?hue=10&chroma=0.1&second=200&scheme=dark&skin=vallee")
    assert "color-scheme:dark" in page.contents
    assert "immutable" not in page.headers["cache-control"]


@pytest.mark.parametrize("nonsense", ["hue=x", "hue=-9", "chroma=99", "skin=../etc", "mark=99"])
def test_nonsense_in_an_address_gives_the_look_of_the_site(visit, nonsense):
    assert visit(f"/@@tokens.css?{nonsense}").contents == visit("/@@tokens.css").contents
    assert visit(f"/@@mark.svg?{nonsense}").contents == visit("/@@mark.svg").contents


def test_logos_sent_by_the_site_panel_of_plone_stay_as_they_are(commune, visit):
    data = b64encode(b"GIF89a").decode()
    commune.portal_registry["plone.site_logo"] = f"filenameb64:eA==;datab64:{data}".encode()
    transaction.commit()
    forget()
    assert "@@site-logo" in visit().contents
