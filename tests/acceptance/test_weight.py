"""What a visit weighs, and whom it tells."""

from communesplone.core import changes
from communesplone.core import memory
from communesplone.theme import pictures
from io import BytesIO
from PIL import Image
from plone.testing.zope import zopeApp
import gzip
import pytest


pytestmark = pytest.mark.needs("chromium")

#: Pages, style and script of a home; the same with fonts and its picture, on a phone.
HOME, WITH_PICTURES = 40 * 1024, 150 * 1024
HEADER, STYLE = 6 * 1024, 15 * 1024


@pytest.fixture
def visit(tab, address):
    """`visit("/")`: the answers that a first visit of a page fetches."""

    def go(path, **options):
        page, answers = tab(**options), []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address(path), wait_until="networkidle")
        return page, answers

    return go


def weight(answer):
    body = answer.body()
    packed = answer.headers.get("content-type", "").startswith(("font/", "image/png"))
    return len(body) if packed else len(gzip.compress(body))


def test_home_is_light_without_its_pictures(visit):
    _page, answers = visit("/")
    texts = ("text/html", "text/css", "javascript")
    weights = {
        answer.url: weight(answer)
        for answer in answers
        if any(kind in answer.headers.get("content-type", "") for kind in texts)
    }
    assert len(weights) >= 3
    assert sum(weights.values()) <= HOME, weights


@pytest.fixture
def with_picture(served):
    """Namur with a picture on its home, as rich in detail as a photograph of a town."""
    grain = Image.effect_noise((600, 300), 60).resize((2400, 1200)).convert("RGB")
    shades = Image.linear_gradient("L").resize((2400, 1200)).convert("RGB")
    buffer = BytesIO()
    Image.blend(grain, shades, 0.5).save(buffer, "JPEG")
    with zopeApp() as app:
        pictures.keep(app["namur"], buffer.getvalue(), (50, 50))
        changes.touch(app["namur"])
    memory.forget()
    yield
    with zopeApp() as app:
        pictures.drop(app["namur"])
        changes.touch(app["namur"])
    memory.forget()


def test_home_with_its_picture_is_light_on_a_phone_and_nothing_moves(visit, with_picture):
    page, answers = visit("/", width=390, height=844, device_scale_factor=2)
    weights = {answer.url: weight(answer) for answer in answers}
    assert any("hero.webp" in url for url in weights)
    assert sum(weights.values()) <= WITH_PICTURES, weights
    moved = page.evaluate(
        "new Promise((done) => { let sum = 0; new PerformanceObserver((list) => list.getEntries()"
        ".forEach((e) => sum += e.value)).observe({type: 'layout-shift', buffered: true});"
        "setTimeout(() => done(sum), 300); })"
    )
    assert moved <= 0.02


def test_style_is_light(visit):
    _page, answers = visit("/services")
    style = [weight(answer) for answer in answers if "text/css" in answer.headers["content-type"]]
    assert sum(style) <= STYLE


def test_every_header_is_light_and_has_one_menu(tab, address, kinds):
    page = tab(java_script_enabled=False)
    for host, path in [("namur", "/"), *kinds("namur"), *kinds("st-vith", "/de")]:
        text = page.goto(address(path, host)).text()
        header = text[text.index("<header") : text.index("</header>")]
        assert len(gzip.compress(header.encode())) <= HEADER, path
        assert header.count("<nav") == 1, path


def walked(page, pages):
    """Return the answers that a visit of all these pages fetches."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    for where in pages:
        page.goto(where)
    return answers


@pytest.mark.parametrize(("host", "below"), [("namur", ""), ("st-vith", "/de")])
def test_nobody_else_hears_of_a_visit_and_nothing_is_left_behind(tab, address, kinds, host, below):
    page = tab()
    pages = [address(path, host) for host, path in [(host, below), *kinds(host, below)]]
    answers = walked(page, pages)
    assert {answer.url.split("/")[2] for answer in answers} == {address("", host).split("/")[2]}
    assert [answer.url for answer in answers if answer.status >= 400] == []
    assert not page.context.cookies()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_files_are_kept_for_ever(visit):
    _page, answers = visit("/")
    files = [answer for answer in answers if "/@@" in answer.url]
    assert len(files) >= 5
    assert all("immutable" in answer.headers["cache-control"] for answer in files)
