from datetime import timedelta
from plone.app.testing import applyProfile
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
import httpx
import pytest
import transaction


AUTH = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
JSON = {"Accept": "application/json"}


@pytest.fixture
def portal(server):
    portal = server["portal"]
    applyProfile(portal, "plone.restapi:default")
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return portal


@pytest.fixture
def editor(portal):
    with httpx.Client(base_url=portal.absolute_url(), auth=AUTH, headers=JSON) as client:
        yield client


@pytest.fixture
def reader(portal):
    with httpx.Client(base_url=portal.absolute_url(), headers=JSON) as client:
        yield client


def inquiry(**fields):
    return {
        "@type": "PublicInquiry",
        "title": "Flats",
        "basis": "codt_permit",
        "start": "2026-03-02",
        "applicant_kind": "person",
        **fields,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"end": "2026-03-01"},
        {"end": "2026-03-13"},
        {"end": "2026-03-22"},
        {"end": "2206-03-22"},
        {"basis": "another"},
        {"basis": "other"},
        {"applicant": "Jean, 0470 00 00 00"},
        {"react_email": "nobody"},
        {"react_url": "javascript:alert(1)"},
        {"latitude": 12.0, "longitude": 4.8},
        {"latitude": 50.4},
        {"closing_day": "2026-03-01"},
        {"decided_on": "2026-03-03", "end": "2026-03-16"},
    ],
)
def test_rest_refuses_what_the_form_refuses_and_stores_nothing(editor, portal, fields):
    answer = editor.post("", json=inquiry(**fields))
    assert answer.status_code == 400, answer.text
    transaction.begin()
    assert not portal.portal_catalog(portal_type="PublicInquiry")


def test_the_last_day_that_the_law_allows_is_computed(editor):
    made = editor.post("", json=inquiry())
    assert made.status_code == 201, made.text
    assert editor.get(made.json()["@id"]).json()["end"] == "2026-03-16"


@pytest.mark.parametrize(
    "data",
    [
        {
            "@type": "Vacancy",
            "contract": "permanent",
            "start": "2026-03-02",
            "deadline": "2026-03-01",
        },
        {"@type": "Vacancy", "contract": "slavery"},
        {"@type": "PublicContract", "contract_kind": "works", "procedure": "open", "estimate": -1},
        {
            "@type": "PublicContract",
            "contract_kind": "works",
            "procedure": "open",
            "awarded_on": "2026-03-01",
        },
        {"@type": "WasteCalendar", "sectors": "A | Centre", "streets": "Rue Haute | | Z"},
        {
            "@type": "WasteCalendar",
            "sectors": "A | Centre",
            "rounds": "PMC | A | 05/01/2026 | 0 | 06/01/2026",
        },
    ],
)
def test_rest_refuses_impossible_notices_of_every_kind(editor, data):
    answer = editor.post("", json={"title": "x", **data})
    assert answer.status_code == 400, answer.text


def test_a_reader_gets_the_applicant_during_the_inquiry_only(editor, reader, portal, today):
    start = (today - timedelta(days=3)).isoformat()
    fields = {"applicant": "Jeanne Exemple", "period_reason": "test"}
    made = editor.post("", json=inquiry(start=start, end=today.isoformat(), **fields)).json()
    editor.post(f"{made['@id']}/@workflow/publish")
    assert reader.get(made["@id"]).json()["applicant"] == "Jeanne Exemple"
    yesterday = (today - timedelta(days=1)).isoformat()
    assert editor.patch(made["@id"], json={"end": yesterday}).status_code == 204
    assert reader.get(made["@id"]).json()["applicant"] is None
    assert editor.get(made["@id"]).json()["applicant"] == "Jeanne Exemple"
    found = reader.get("@search?SearchableText=Jeanne&fullobjects=1").json()
    assert found["items_total"] == 0


def test_everybody_may_ask_for_notices_and_collections(editor, reader, today):
    made = editor.post("", json=inquiry(start=today.isoformat())).json()
    assert reader.get("@notices").json()["items_total"] == 0
    editor.post(f"{made['@id']}/@workflow/publish")
    (found,) = reader.get("@notices?kind=inquiries").json()["items"]
    assert found["status"] == "open"
    assert reader.get("@notices?page=-1").status_code == 400
    soon = today + timedelta(days=1)
    calendar = {
        "@type": "WasteCalendar",
        "title": "Waste",
        "sectors": "A | Centre",
        "streets": "Rue Haute | | A",
        "rounds": f"PMC | A | {soon:%d/%m/%Y}",
    }
    made = editor.post("", json=calendar).json()
    editor.post(f"{made['@id']}/@workflow/publish")
    found = reader.get(f"{made['@id']}/@waste?street=rue+haute").json()
    assert found["collections"] == [
        {"date": soon.isoformat(), "stream": "pmc", "planned": soon.isoformat()}
    ]
    found = reader.get(f"{made['@id']}/@waste?street=rue+hotte").json()
    assert found["suggestions"] == ["Rue Haute"]
    assert reader.get(f"{made['@id']}/@waste?sector=Z").status_code == 404
