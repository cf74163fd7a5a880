from communesplone.procedures import listing
from communesplone.procedures.procedure import UNAVAILABLE
from communesplone.procedures.shapes import CHANNELS
from communesplone.procedures.shapes import TARIFFS
from lxml import html
from plone import api
from zExceptions import BadRequest
import pytest
import transaction


MARK = "Zxqv-private-marker"


@pytest.fixture
def folder(functional):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(functional["portal"], "Folder", "demarches", "Démarches")
        folder.setLayout("procedures")
        api.content.transition(folder, "publish")
    transaction.commit()
    return folder


@pytest.fixture
def three(add, folder):
    identity = {"themes": ["identity"]}
    return [
        add("Zebra crossing", container=folder, themes=["mobility"]),
        add(
            "Identity card",
            container=folder,
            audiences=["young"],
            tariffs=TARIFFS.parse("Adult | 27"),
            delay="3 weeks",
            channels=CHANNELS.parse("desk | Come.\nonline | Or not."),
            **identity,
        ),
        add("Été : passport", container=folder, life_events=["abroad"], **identity),
    ]


def listed(browser, url):
    browser.open(url)
    page = html.fromstring(browser.contents)
    return [link.text_content() for link in page.cssselect(".procedure-table th a")]


def test_all_of_them_from_a_to_z(three, folder, visitor):
    expected = ["Été : passport", "Identity card", "Zebra crossing"]
    assert listed(visitor, folder.absolute_url()) == expected
    assert listed(visitor, f"{folder.absolute_url()}/@@procedures") == expected
    portal_url = api.portal.get().absolute_url()
    assert listed(visitor, f"{portal_url}/@@procedures") == expected


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("theme=identity", ["Été : passport", "Identity card"]),
        ("audience=young", ["Identity card"]),
        ("life_event=abroad", ["Été : passport"]),
        ("letter=E", ["Été : passport"]),
        ("theme=identity&audience=young", ["Identity card"]),
        ("theme=waste", []),
        ("fbclid=something", ["Été : passport", "Identity card", "Zebra crossing"]),
        ("page=1", ["Été : passport", "Identity card", "Zebra crossing"]),
    ],
)
def test_a_list_is_an_address(three, folder, visitor, query, titles):
    assert listed(visitor, f"{folder.absolute_url()}?{query}") == titles


def test_by_service(add, folder, visitor):
    with api.env.adopt_roles(["Manager"]):
        service = api.content.create(folder, "Document", title="Population")
        api.content.transition(service, "publish")
    add("Card", container=folder, service=service.UID())
    add("Other", container=folder)
    assert listed(visitor, f"{folder.absolute_url()}?service={service.UID()}") == ["Card"]
    visitor.open(folder.absolute_url())
    assert "By service" in visitor.contents


def test_the_row_answers_before_the_click(three, folder, visitor):
    visitor.open(f"{folder.absolute_url()}?audience=young")
    page = html.fromstring(visitor.contents)
    cells = [cell.text_content().strip() for cell in page.cssselect(".procedure-table td")]
    assert cells[1:] == ["3 weeks", "At the desk or online"]
    assert "27" in cells[0]


def test_the_ways_in_lead_somewhere(three, folder, visitor):
    visitor.open(folder.absolute_url())
    page = html.fromstring(visitor.contents)
    urls = [link.get("href") for link in page.cssselect(".ways a")]
    assert len(urls) == 4
    for url in urls:
        assert listed(visitor, url)


def test_what_is_unavailable_says_so_in_the_list(add, folder, visitor):
    add("Card", container=folder, status=UNAVAILABLE, unavailable_reason="No cards.")
    visitor.open(folder.absolute_url())
    assert "Unavailable for now" in visitor.contents


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", 400),
        ("page=0", 400),
        ("page=x", 400),
        ("page=99999999", 400),
        ("page=²", 400),
        ("page=2", 404),
        ("page=1&page=2", 400),
        ("letter=EE", 400),
        ("letter=é", 400),
        ("theme=<script>", 400),
        ("theme=nowhere", 404),
        ("theme:list=identity", 400),
        ("service=xyz", 400),
        ("service=0123456789abcdef0123456789abcdef", 404),
        ("audience=%ff", 400),
    ],
)
def test_what_no_link_says_is_refused_cleanly(three, folder, visitor, query, status):
    visitor.open(f"{folder.absolute_url()}?{query}")
    assert int(visitor.headers["status"][:3]) == status


def test_what_is_private_is_not_listed_counted_or_a_way_in(add, folder, visitor):
    add(MARK, container=folder, publish=False, themes=["waste"], audiences=["senior"])
    add("Card", container=folder)
    visitor.open(folder.absolute_url())
    assert MARK not in visitor.contents
    assert "theme=waste" not in visitor.contents


def test_a_long_list_has_pages(add, folder, visitor, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    for title in "abcde":
        add(title, container=folder)
    assert listed(visitor, f"{folder.absolute_url()}?page=2") == ["c", "d"]
    assert listed(visitor, f"{folder.absolute_url()}?page=3") == ["e"]


def test_a_list_wakes_no_procedure(three, folder, functional):
    transaction.commit()
    view = api.content.get_view("procedures", folder, functional["request"])
    functional["app"]._p_jar.cacheMinimize()
    assert len(view.rows()) == 3
    assert all(item._p_changed is None for item in three)


def test_parameters_that_are_no_text_are_refused():
    with pytest.raises(BadRequest):
        listing.read({"theme": ["identity"]})
