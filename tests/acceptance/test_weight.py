"""What a visit weighs, and whom it tells."""

import gzip
import pytest


pytestmark = pytest.mark.needs("chromium")

HOME, HEADER, STYLE = 60 * 1024, 6 * 1024, 15 * 1024


@pytest.fixture
def visit(tab, address):
    """`visit("/")`: the answers that a first visit of a page fetches."""

    def go(path):
        page, answers = tab(), []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(address(path), wait_until="networkidle")
        return page, answers

    return go


def weight(answer):
    body = answer.body()
    packed = answer.headers.get("content-type", "").startswith(("font/", "image/png"))
    return len(body) if packed else len(gzip.compress(body))


def test_home_weighs_60_kilobytes_with_everything(visit):
    _page, answers = visit("/")
    weights = {answer.url: weight(answer) for answer in answers}
    assert sum(weights.values()) <= HOME, weights


def test_header_and_style_are_light(visit):
    _page, answers = visit("/services")
    page = answers[0].text()
    assert len(gzip.compress(page[: page.index("</header>")].encode())) <= HEADER
    style = [weight(answer) for answer in answers if "text/css" in answer.headers["content-type"]]
    assert sum(style) <= STYLE


@pytest.mark.parametrize("path", ["/", "/services/accueil-population", "/agenda"])
def test_nobody_else_hears_of_a_visit(visit, address, path):
    page, answers = visit(path)
    assert {answer.url.split("/")[2] for answer in answers} == {address().split("/")[2]}
    assert all(answer.ok for answer in answers)
    assert not page.context.cookies()


def test_files_are_kept_for_ever(visit):
    _page, answers = visit("/")
    files = [answer for answer in answers if "/@@" in answer.url]
    assert len(files) >= 5
    assert all("immutable" in answer.headers["cache-control"] for answer in files)
