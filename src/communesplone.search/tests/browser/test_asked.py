from communesplone.search.browser.asked import Question
from communesplone.search.browser.asked import read
from communesplone.search.browser.filters import Filters
from communesplone.search.document import Facts
from datetime import datetime
from datetime import UTC
import pytest


def test_an_address_says_what_was_read_from_it():
    form = {"SearchableText": " a  card ", "kind": ["Event", "File"], "sort": "date", "page": "3"}
    question = read(form)
    assert question == Question("a card", kind=("Event", "File"), by_date=True, page=3)
    assert question.address("/s", kind=("File",)) == "/s?SearchableText=a+card&kind=File&sort=date"


@pytest.mark.parametrize(
    "form",
    [
        {"SearchableText": ["a"], "kind": {"a": 1}, "theme": 3, "date": "never", "path": "x"},
        {"path": "//evil.example", "theme": ["A", None], "page": "", "exact": "yes"},
    ],
)
def test_what_is_odd_counts_as_not_there(form):
    assert read(form) == Question()


def test_a_question_is_one_line_of_limited_length():
    assert read({"SearchableText": "a\nb\x00c" + "d" * 9000}).text.startswith("a b cd")
    assert len(read({"SearchableText": "d" * 9000}).text) == 200


@pytest.mark.parametrize(
    ("effective", "end", "expected"),
    [
        ("2026-11-20", None, {"month", "year"}),
        ("2026-02-01", None, {"year"}),
        ("2025-11-30", None, {"older"}),
        ("2025-01-01", "2026-11-24", {"coming"}),
        ("2026-11-01", "2026-11-23", {"month", "year"}),
        (None, None, set()),
    ],
)
def test_a_page_is_as_old_as_its_publication_an_event_as_its_end(effective, end, expected):
    def minute(day):
        return int(datetime.fromisoformat(f"{day}T12:00+00:00").timestamp() // 60) if day else None

    about = Facts("fr", "/a", "Event", (), minute(effective) or 0, 2**31, minute(end), "A")
    filters = Filters(Question(), [about], datetime(2026, 11, 24, 20, tzinfo=UTC))
    assert filters.dates(about) == expected
