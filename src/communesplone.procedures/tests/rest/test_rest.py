from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
import httpx
import pytest
import transaction


MARK = "Zxqv-private-marker"
AUTH = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
JSON = {"Accept": "application/json"}


@pytest.fixture
def site(server):
    applyProfile(server["portal"], "plone.restapi:default")
    server["portal"].portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return server["portal"]


@pytest.fixture
def client(site):
    with httpx.Client(base_url=site.absolute_url(), auth=AUTH, headers=JSON) as client:
        yield client


def post(client, **fields):
    return client.post("", json={"@type": "Procedure", "title": "Card", **fields})


def published(site, title, **fields):
    with api.env.adopt_roles(["Manager"]):
        item = api.content.create(site, "Procedure", title=title, **fields)
        api.content.transition(item, "publish")
    transaction.commit()
    return item


def test_rows_come_and_go_as_data(client):
    tariff = {"label": "Adult", "price": {"value": "27.00", "unit": ""}, "delay": ""}
    made = post(client, tariffs=[tariff], bring=["a photo"], themes=["identity"])
    assert made.status_code == 201
    assert made.json()["tariffs"] == [tariff]
    assert made.json()["bring"] == ["a photo"]
    assert made.json()["themes"][0]["token"] == "identity"


def test_rows_may_be_posted_as_lines(client):
    made = post(client, steps="Declare | At the desk.\nCollect")
    assert [row["title"] for row in made.json()["steps"]] == ["Declare", "Collect"]


def test_a_procedure_posted_back_as_it_was_read_is_the_same(client):
    first = post(client, steps="Declare", channels="desk (easiest) | Come.").json()
    names = ("steps", "channels", "tariffs", "status", "themes", "service", "related")
    again = post(client, **{name: first[name] for name in names})
    assert again.status_code == 201
    assert {name: again.json()[name] for name in names} == {name: first[name] for name in names}


@pytest.mark.parametrize(
    "fields",
    [
        {"tariffs": [{"label": "x", "price": "25 to 60"}]},
        {"tariffs": [{"label": "x"}]},
        {"steps": [{"title": "x", "unknown": "y"}]},
        {"steps": 3},
        {"channels": "pigeon | It flies."},
        {"legal_basis": [{"title": "x", "url": "javascript:alert(1)"}]},
        {"themes": ["nowhere"]},
        {"service": "../etc/passwd"},
        {"status": "perhaps"},
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(client, site, fields):
    refused = post(client, **fields)
    assert refused.status_code == 400
    transaction.begin()
    assert "card" not in site


def test_one_field_may_be_changed(client):
    made = post(client, steps="Declare").json()
    changed = client.patch(made["@id"], json={"delay": "3 weeks"})
    assert changed.status_code == 204
    read = client.get(made["@id"]).json()
    assert read["delay"] == "3 weeks"
    assert read["steps"] == made["steps"]


def test_references_are_named_to_those_who_may_see_them(client, site):
    other = published(site, "Passport")
    with api.env.adopt_roles(["Manager"]):
        hidden = api.content.create(site, "Procedure", title=MARK)
    item = published(site, "Card", related=[other.UID(), hidden.UID()], service=hidden.UID())
    read = httpx.get(item.absolute_url(), headers=JSON)
    assert [found["title"] for found in read.json()["related"]] == ["Passport"]
    assert read.json()["service"] is None
    assert MARK not in read.text
    assert hidden.UID() not in read.text
    seen = client.get(item.absolute_url()).json()
    assert [found["title"] for found in seen["related"]] == ["Passport", MARK]


def test_a_private_procedure_is_not_read_by_a_visitor(client):
    made = post(client, steps=MARK).json()
    assert httpx.get(made["@id"], headers=JSON).status_code == 401
