from lxml import html
import pytest


@pytest.mark.parametrize("skin", ["pierre", "vallee"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_styleguide_shows_every_skin_in_every_scheme(visit, skin, scheme):
    page = visit(f"/@@styleguide?skin={skin}&scheme={scheme}")
    tree = html.fromstring(page.contents)
    assert tree.cssselect("body")[0].get("class") == skin
    tokens = next(
        link.get("href") for link in tree.cssselect("link") if "tokens" in link.get("href")
    )
    page.open(tokens)
    assert f"color-scheme:{scheme};" in page.contents.replace("light dark", "light")


def test_styleguide_has_every_component(visit):
    tree = html.fromstring(visit("/@@styleguide").contents)
    for component in (
        ".search",
        ".status.open",
        ".status.closing",
        ".status.closed",
        ".ruler",
        ".facts",
        ".date.big",
        ".fold",
        ".steps",
        ".checklist",
        ".channels",
        ".decisions .votes",
        ".proof",
        ".timeline",
        ".tag.ok",
        ".tag.err",
        ".button.second",
        ".form-errors",
        ".field.wrong",
        ".alert.warning",
        ".alert.emergency",
        ".place",
        ".panel",
        ".quiet",
        ".rows",
        ".page-end",
    ):
        assert tree.cssselect(component), component


def test_styleguide_is_not_indexed_and_tries_nothing_on_other_pages(visit):
    tree = html.fromstring(visit("/@@styleguide?skin=vallee").contents)
    assert tree.cssselect('meta[name="robots"][content="noindex"]')
    assert 'class="pierre"' in visit().contents


def test_no_component_needs_an_inline_style(visit):
    assert not html.fromstring(visit("/@@styleguide").contents).cssselect("[style], style")
