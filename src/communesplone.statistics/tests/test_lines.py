from collections import Counter
from communesplone.statistics.lines import Visit
from communesplone.statistics.lines import visits
import pytest


def counted(*lines, since=""):
    return visits(lines, since)[0]


def test_a_page_shown_to_a_person_counts_on_its_day_in_belgium(line):
    found = counted(
        line("/agenda", at="2026-11-28T23:30:00"),
        line("/agenda/", at="2026-11-29T10:00:00", host="Namur.localhost:8080"),
    )
    assert found == Counter({Visit("namur.localhost", "2026-11-29", "/agenda"): 2})


def test_a_page_that_the_browser_still_has_counts(line):
    assert counted(line("/agenda", status=304)).total() == 1


@pytest.mark.parametrize("status", [301, 302, 404, 403, 500, 206])
def test_what_was_not_shown_does_not_count(line, status):
    assert not counted(line("/agenda", status=status))


def test_robots_and_those_who_work_here_do_not_count(line):
    assert not counted(
        line(agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
        line(agent=""),
        line(HTTP_COOKIE="a=1; __ac=secret"),
        line(HTTP_AUTHORIZATION="Basic secret"),
        line(HTTP_SEC_PURPOSE="prefetch;prerender"),
    )


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS"])
def test_only_pages_that_are_asked_for_count(line, method):
    assert not counted(line("/agenda", REQUEST_METHOD=method))


@pytest.mark.parametrize(
    "path",
    ["/++api++/agenda", "/photo/@@images/image/large", "/-/health", "/a" * 300, "/favicon.ico"],
)
def test_parts_of_pages_do_not_count(line, path):
    assert not counted(line(path))


def test_a_line_that_does_not_say_who_asked_does_not_count(line):
    assert not counted(line().replace(b'"visitor": "person"', b'"site": "namur"'))


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b"null", b'{"time": 3}', b'\xff\xfe{"time": "2026"}']
)
def test_a_broken_line_is_left_out(line, broken):
    assert counted(broken, line()).total() == 1


def test_lines_read_before_do_not_count_again(line):
    lines = [line(at="2026-11-29T10:00:00"), line(at="2026-11-29T10:00:01")]
    found, latest = visits(lines, "2026-11-29T10:00:00.000+00:00")
    assert found.total() == 1
    assert latest == "2026-11-29T10:00:01.000+00:00"


def test_nothing_of_the_person_is_taken(line):
    (visit,) = counted(line("/agenda", QUERY_STRING="SearchableText=Jeanne"))
    assert visit._fields == ("host", "day", "path")
    assert "Jeanne" not in str(visit)
