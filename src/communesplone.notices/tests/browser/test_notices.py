from datetime import time
from datetime import timedelta
from decimal import Decimal
from icalendar import Calendar
from lxml import etree
from plone import api
from plone.app.textfield import RichTextValue
import pytest
import transaction


def test_the_page_lists_every_kind_that_is_open_and_none_that_is_not(
    add, inquiry, folder, visitor, today
):
    inquiry("Open flats")
    inquiry("Coming road", begins=9)
    inquiry("Closed shop", begins=-40, ends=-10)
    inquiry("Hidden plan", publish=False)
    add("Vacancy", title="Clerk", contract="permanent", deadline=today + timedelta(days=3))
    add("Vacancy", title="Old clerk", contract="permanent", deadline=today - timedelta(days=1))
    add("Vacancy", title="Filled clerk", contract="permanent", filled=True)
    add("PublicContract", title="New roof", contract_kind="works", procedure="open")
    visitor.open(folder.absolute_url())
    for title in ("Open flats", "Coming road", "Clerk", "New roof"):
        assert f">{title}<" in visitor.contents
    for title in ("Closed shop", "Hidden plan", "Old clerk", "Filled clerk"):
        assert title not in visitor.contents
    assert visitor.contents.index("Open flats") < visitor.contents.index("Coming road")
    visitor.open(f"{folder.absolute_url()}?kind=inquiries&state=closed")
    assert "Closed shop" in visitor.contents
    assert "Open flats" not in visitor.contents


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", "400"),
        ("page=x", "400"),
        ("page=99", "404"),
        ("kind=nothing", "404"),
        ("kind=jobs&state=closed", "404"),
        ("state=closed", "400"),
        ("kind=jobs&kind=contracts", "400"),
        ("kind=jobs&utm=1", "200"),
    ],
)
def test_an_odd_address_gets_a_clean_answer(folder, visitor, query, status):
    visitor.open(f"{folder.absolute_url()}?{query}")
    assert visitor.headers["status"].startswith(status)


def test_a_citizen_reads_until_when_and_how_to_react(inquiry, visitor, today):
    item = inquiry(
        react_email="planning@namur.example",
        react_address="Town hall\nPlace 1",
        consult_where="Planning desk",
        applicant="Society of Houses",
        applicant_kind="body",
        street="Rue Haute",
        closing_day=today + timedelta(days=20),
        closing_time=time(11),
        closing_where="Room 2",
    )
    visitor.open(item.absolute_url())
    for words in ("planning@namur.example", "Place 1", "Planning desk", "Society of Houses"):
        assert words in visitor.contents
    assert "Room 2" in visitor.contents
    assert "React until" in visitor.contents
    visitor.open(f"{item.absolute_url()}/@@notice.ics")
    events = list(Calendar.from_ical(visitor.contents).walk("VEVENT"))
    assert len(events) == 2


def test_after_its_end_the_person_and_the_documents_leave_the_site(
    inquiry, attach, visitor, functional, today
):
    item = inquiry(applicant="Jeanne Exemple", applicant_kind="person")
    plan = attach(item)
    plan.language = "fr"
    transaction.commit()
    visitor.open(item.absolute_url())
    assert "TXT, 1\u00a0KB, French" in visitor.contents
    assert "Jeanne Exemple" in visitor.contents
    assert "plan.txt" in visitor.contents
    with api.env.adopt_roles(["Manager"]):
        item.start, item.end = today - timedelta(days=30), today - timedelta(days=1)
        item.period_reason = "test"
        from zope.event import notify
        from zope.lifecycleevent import ObjectModifiedEvent

        notify(ObjectModifiedEvent(item))
    transaction.commit()
    visitor.open(item.absolute_url())
    assert "Jeanne Exemple" not in visitor.contents
    assert "plan.txt" not in visitor.contents
    for address in ("", "/view", "/@@download/file", "/@@display-file/file"):
        visitor.open(plan.absolute_url() + address)
        assert visitor.headers["status"].startswith("404"), address
    with api.env.adopt_roles(["Anonymous"]):
        assert not api.content.find(SearchableText="Jeanne")


def test_a_decision_added_after_the_end_stays(inquiry, attach, visitor, today):
    item = inquiry(begins=-60, ends=-30, decided_on=today, decision="Granted")
    attach(item, "decision.txt")
    visitor.open(f"{item.absolute_url()}/notice_view")
    assert "decision.txt" in visitor.contents
    assert "Granted" in visitor.contents


@pytest.mark.parametrize(
    ("name", "mime"), [("bad.svg", "image/svg+xml"), ("bad.html", "text/html")]
)
def test_a_document_with_script_is_only_ever_downloaded(inquiry, attach, visitor, name, mime):
    data = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    file = attach(inquiry(), name, data, mime)
    for address in ("", "/@@download/file", "/@@display-file/file"):
        visitor.open(file.absolute_url() + address)
        kind = visitor.headers.get("Content-Disposition", "")
        assert "attachment" in kind or "<script>alert(1)" not in visitor.contents, address


def test_a_vacancy_is_a_job_posting_until_its_last_day(add, visitor, today):
    fields = {"contract": "permanent", "grade": "D4", "apply_email": "jobs@namur.example"}
    text = RichTextValue("<p>At the desk.</p>", "text/html", "text/x-html-safe")
    item = add("Vacancy", title="Clerk", deadline=today, text=text, **fields)
    visitor.open(item.absolute_url())
    assert "jobs@namur.example" in visitor.contents
    old = add("Vacancy", title="Old", deadline=today - timedelta(days=1), **fields)
    visitor.open(old.absolute_url())
    assert "jobs@namur.example" not in visitor.contents
    assert "One can no longer apply." in visitor.contents


def test_a_public_contract_leads_to_the_federal_platform_then_tells_its_award(add, visitor, today):
    fields = {"contract_kind": "works", "procedure": "open", "reference": "2026/T/1"}
    item = add(
        "PublicContract",
        title="Roof",
        deadline=today,
        deadline_time=time(23, 59),
        estimate=Decimal(120000),
        **fields,
    )
    visitor.open(item.absolute_url())
    assert "https://www.publicprocurement.be/" in visitor.contents
    assert "€120,000" in visitor.contents
    old = add(
        "PublicContract",
        title="Wall",
        deadline=today - timedelta(days=9),
        awarded_on=today,
        awarded_to="Walls SA",
        **fields,
    )
    visitor.open(old.absolute_url())
    assert "Walls SA" in visitor.contents
    assert "publicprocurement" not in visitor.contents


def test_feeds_have_what_is_open(add, inquiry, folder, visitor, today):
    inquiry("Open flats")
    inquiry("Hidden plan", publish=False)
    inquiry("Closed shop", begins=-40, ends=-10)
    add("Vacancy", title="Clerk & co", contract="fixed", deadline=today)
    visitor.open(f"{folder.absolute_url()}/@@notices.rss")
    titles = etree.fromstring(visitor.contents.encode()).xpath("//item/title/text()")
    assert set(titles) == {"Open flats", "Clerk & co"}
    visitor.open(f"{folder.absolute_url()}/@@notices.rss?kind=jobs")
    root = etree.fromstring(visitor.contents.encode())
    assert root.xpath("//item/title/text()") == ["Clerk & co"]
    assert root.findtext(".//item/guid").startswith("urn:uuid:")
    assert root.findtext(".//item/category") == "Jobs"
    visitor.open(f"{folder.absolute_url()}/@@notices.ics")
    assert len(list(Calendar.from_ical(visitor.contents).walk("VEVENT"))) == 2
    visitor.open(f"{folder.absolute_url()}/@@notices.rss?page=-1")
    assert visitor.headers["status"].startswith("400")


def test_documents_are_published_and_taken_back_with_their_notice(
    inquiry, attach, visitor, functional
):
    functional["portal"].portal_workflow.setChainForPortalTypes(
        ["File"], ["simple_publication_workflow"]
    )
    item = inquiry(publish=False)
    file = attach(item)
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(item, "publish")
    transaction.commit()
    visitor.open(item.absolute_url())
    assert "plan.txt" in visitor.contents
    visitor.open(f"{file.absolute_url()}/@@download/file")
    assert visitor.headers["status"].startswith("200")
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(item, "retract")
    transaction.commit()
    visitor.open(f"{file.absolute_url()}/@@download/file")
    assert visitor.contents != "plan"
