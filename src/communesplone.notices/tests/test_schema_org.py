from communesplone.notices import schema_org
from communesplone.notices.facts import Facts
from communesplone.notices.facts import INQUIRIES
from communesplone.notices.facts import JOBS
from datetime import date
from datetime import datetime
from datetime import time
from datetime import UTC


ABOUT = schema_org.About("Title", "https://a.example/x", "In short.", "Commune de Namur")


def test_a_vacancy_is_a_job_posting_and_an_inquiry_an_event():
    job = schema_org.job(
        ABOUT,
        Facts(JOBS, last=date(2026, 12, 7), hour=time(12)),
        "<p>Work.</p>",
        "FULL_TIME",
        datetime(2026, 11, 20, tzinfo=UTC),
    )
    assert job["@type"] == "JobPosting"
    assert (job["title"], job["description"]) == ("Title", "<p>Work.</p>")
    assert (job["datePosted"], job["validThrough"]) == ("2026-11-20", "2026-12-07T12:00:00+01:00")
    assert job["employmentType"] == "FULL_TIME"
    assert job["hiringOrganization"]["name"] == "Commune de Namur"
    assert job["jobLocation"]["address"]["addressCountry"] == "BE"
    facts = Facts(INQUIRIES, date(2026, 11, 20), date(2026, 12, 7))
    event = schema_org.inquiry(ABOUT, facts, ["Rue Haute 1", "5000 Namur"])
    assert (event["@type"], event["name"], event["url"]) == ("Event", ABOUT.name, ABOUT.url)
    assert (event["startDate"], event["endDate"]) == ("2026-11-20", "2026-12-07")
    assert event["location"]["name"] == "Rue Haute 1, 5000 Namur"
    assert event["organizer"]["@type"] == "GovernmentOrganization"
    assert "location" not in schema_org.inquiry(ABOUT, facts, [])
