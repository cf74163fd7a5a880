from communesplone.editing.dashboard.own_work import Drafts
from communesplone.editing.dashboard.own_work import LastEdited
from communesplone.editing.dashboard.review_dates import next_review
from communesplone.editing.dashboard.review_dates import ReviewDates
from communesplone.editing.dashboard.to_review import ToReview
from communesplone.editing.dashboard.week import ThisWeek
from DateTime import DateTime
from datetime import date
from datetime import timedelta
from plone import api
import pytest
import transaction


@pytest.fixture
def reviewed(site):
    """Pages have a review date, as in the distribution."""
    fti = site.portal_types["Document"]
    fti.behaviors = (*fti.behaviors, "communesplone.review_date")
    transaction.commit()
    yield
    fti.behaviors = tuple(one for one in fti.behaviors if one != "communesplone.review_date")
    transaction.commit()


@pytest.fixture
def seen(site):
    """`seen(Drafts, "anne")`: titles of the rows that a person gets."""

    def titles(card, name):
        with api.env.adopt_user(username=name):
            return [row.title for row in card(site, site.REQUEST).rows(5)]

    return titles


def test_drafts_are_my_own_and_not_published(site, add, person, seen):
    library = add("Folder", "Library", None, "publish")
    person("anne", "Editor", "Contributor", where=library)
    add("Document", "Of the webmaster", library)
    with api.env.adopt_user(username="anne"):
        add("Document", "Of Anne", library)
    assert seen(Drafts, "anne") == ["Of Anne"]


def test_what_is_submitted_waits_for_those_who_may_publish_it_there(site, add, person, seen):
    library, sport = (add("Folder", name, None, "publish") for name in ("Library", "Sport"))
    person("bea", "Reviewer")
    person("carl", "Reviewer", where=sport)
    person("anne", "Editor", where=library)
    add("Document", "Readings", library, "submit")
    assert seen(ToReview, "bea") == ["Readings"]
    assert seen(ToReview, "carl") == []
    assert seen(ToReview, "anne") == []


def test_a_row_to_review_says_who_submitted_and_that_there_is_a_word(site, add, person):
    page = add("Document", "Readings")
    site.portal_workflow.doActionFor(page, "submit", comment="Before Friday, please")
    with api.env.adopt_roles(["Manager"]):
        row = ToReview(site, site.REQUEST).rows(1)[0]
    assert row.why.mapping["who"]
    assert "word" in row.why


def test_pages_come_back_on_their_review_date_the_longest_overdue_first(
    site, add, person, seen, reviewed
):
    person("bea", "Site Administrator")
    today = date.today()
    for title, day in (
        ("Next week", today + timedelta(7)),
        ("Today", today),
        ("Long ago", today - timedelta(60)),
    ):
        add("Document", title, None, "publish", review_date=day)
    assert seen(ReviewDates, "bea") == ["Long ago", "Today"]


def test_an_editor_of_another_section_is_not_asked_to_check_a_page(
    site, add, person, seen, reviewed
):
    library, sport = (add("Folder", name, None, "publish") for name in ("Library", "Sport"))
    person("anne", "Editor", where=library)
    for folder in (library, sport):
        title = f"Page of {folder.title}"
        add("Document", title, folder, "publish", review_date=date.today())
    assert seen(ReviewDates, "anne") == ["Page of Library"]


@pytest.mark.parametrize(
    ("on", "then"),
    [(date(2026, 11, 29), date(2027, 11, 29)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_nothing_to_change_asks_again_in_a_year(on, then):
    assert next_review(on) == then


def test_nothing_to_change_is_done_by_a_click_and_undone_by_another(
    site, add, person, browse, reviewed
):
    person("bea", "Site Administrator")
    before = date.today() - timedelta(12)
    page = add("Document", "Permits", None, "publish", review_date=before)
    browser = browse("bea")
    browser.open(f"{site.absolute_url()}/@@dashboard")
    browser.getForm(action="@@nothing-to-change").submit()
    transaction.begin()
    assert page.review_date == next_review(date.today())
    browser.getForm(action="@@nothing-to-change").submit()
    transaction.begin()
    assert page.review_date == before


def test_nothing_to_change_is_refused_on_a_visit_and_to_others(
    site, add, person, browse, reviewed
):
    person("anne")
    person("bea", "Site Administrator")
    page = add("Document", "Permits", None, "publish", review_date=date.today())
    browser = browse("bea")
    browser.open(f"{page.absolute_url()}/@@nothing-to-change")
    assert browser.headers["Status"].startswith("405")
    other = browse("anne")
    other.open(f"{page.absolute_url()}/@@nothing-to-change")
    transaction.begin()
    assert page.review_date == date.today()


def test_this_week_tells_what_appears_and_expires_in_order(site, add, person):
    add("Document", "Ends soon", None, "publish", expiration_date=DateTime() + 1)
    add("Document", "Comes up", None, "publish", effective_date=DateTime() + 3)
    add("Document", "Far away", None, "publish", effective_date=DateTime() + 30)
    rows = ThisWeek(site, site.REQUEST).rows(5)
    assert [(row.title, row.verb) for row in rows] == [
        ("Ends soon", "Expires"),
        ("Comes up", "Appears"),
    ]


def test_changed_lately_is_what_i_may_change_and_no_draft(site, add, person, seen):
    library, sport = (add("Folder", name, None, "publish") for name in ("Library", "Sport"))
    person("anne", "Editor", where=library)
    add("Document", "Readings", library, "publish")
    add("Document", "Tennis", sport, "publish")
    assert seen(LastEdited, "anne") == ["Readings", "Library"]


def test_changed_lately_does_not_say_online_of_what_waits_for_its_hour(site, add):
    add("Document", "Comes up", None, "publish", effective_date=DateTime() + 3)
    add("Document", "Readings", None, "publish")
    rows = {row.title: row.why.mapping["state"] for row in LastEdited(site, site.REQUEST).rows(5)}
    assert rows == {"Comes up": "Scheduled", "Readings": "Online"}
