from lxml import html
from plone import api
import pytest


MARK = "Zxqv-private-marker"


def page_of(browser, url):
    browser.open(url)
    return html.fromstring(browser.contents)


@pytest.fixture
def listing(functional):
    return f"{functional['portal'].absolute_url()}/actualites"


def titles(page):
    return [link.text_content() for link in page.cssselect(".rows.news a")]


def test_the_latest_news_come_first_and_themes_narrow_them(tell, listing, visitor):
    tell("Old", themes=["waste"])
    tell("New", themes=["sport"], description="What it says.")
    assert titles(page_of(visitor, listing)) == ["New", "Old"]
    assert titles(page_of(visitor, f"{listing}?theme=waste")) == ["Old"]
    assert titles(page_of(visitor, f"{listing}/@@news_view?theme=sport")) == ["New"]
    chips = [one.text_content() for one in page_of(visitor, listing).cssselect(".chips a")]
    assert chips == ["All themes", "Waste", "Sport"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", 400),
        ("page=2", 404),
        ("when=today", 400),
        ("year=20x", 400),
        ("year=2019", 200),
        ("theme=nothing", 200),
        ("place=namur", 400),
    ],
)
def test_what_no_link_says_is_refused_cleanly(tell, listing, visitor, query, status):
    tell()
    visitor.open(f"{listing}?{query}")
    assert int(visitor.headers["status"][:3]) == status


def test_a_news_item_has_its_theme_its_dates_and_what_to_read_as_well(tell, visitor):
    tell("Wood", themes=["nature"])
    hidden = tell(MARK, themes=["nature"], publish=False)
    assert hidden
    item = tell(
        "Lots of wood",
        description="Until mid December.",
        themes=["nature"],
        key_dates=["09/01/2027 Draw", "15/12/2026 Last day to apply"],
    )
    page = page_of(visitor, item.absolute_url())
    assert page.cssselect(".kicker b")[0].text_content() == "Nature and walks"
    assert [one.text_content() for one in page.cssselect(".key-dates span")] == [
        "Last day to apply",
        "Draw",
    ]
    assert [one.text_content() for one in page.cssselect("aside .links a")] == ["Wood"]
    assert MARK not in visitor.contents


def test_search_engines_read_an_article(tell, functional):
    item = tell("Wood", description="From the commune.", themes=["nature"])
    found = api.content.get_view("newsitem_view", item, functional["request"]).json_ld()
    assert (found["@type"], found["headline"]) == ("NewsArticle", "Wood")
    assert found["datePublished"] <= found["dateModified"]
