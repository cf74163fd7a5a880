from communesplone.core.hours import BRUSSELS
from communesplone.news.browser import agenda as agenda_page
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from lxml import html
from plone import api
import pytest
import transaction


MARK = "Zxqv-private-marker"


def page_of(browser, url):
    browser.open(url)
    return html.fromstring(browser.contents)


def titles(browser, url):
    return [link.text_content() for link in page_of(browser, url).cssselect(".row-title a")]


def test_the_agenda_shows_what_is_coming_the_next_first(add, folder, visitor):
    add("Concert", days=5)
    add("Market", days=2)
    add("Last year", days=-300)
    assert titles(visitor, folder.absolute_url()) == ["Market", "Concert"]
    assert titles(visitor, f"{folder.absolute_url()}/@@agenda_view") == ["Market", "Concert"]


def test_a_market_of_every_week_stands_once_in_what_is_coming_and_four_times_in_its_month(
    add, folder, visitor
):
    event = add("Market", recurrence="RRULE:FREQ=WEEKLY;COUNT=9")
    url = folder.absolute_url()
    assert titles(visitor, url) == ["Market"]
    assert "Every" in visitor.contents
    month = event.start + timedelta(days=32)
    assert len(titles(visitor, f"{url}?month={month:%Y-%m}")) in (4, 5)


def test_what_began_stays_until_it_ends_and_says_until_when(add, folder, visitor, tomorrow):
    add("Fair", start=tomorrow - timedelta(days=9), end=tomorrow + timedelta(days=9))
    page = page_of(visitor, folder.absolute_url())
    assert page.cssselect(".tag.info")[0].text_content().startswith("until ")
    assert (
        page.cssselect("time.date")[0].get("datetime") == datetime.now(BRUSSELS).date().isoformat()
    )


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ({"event_status": "cancelled", "status_reason": "Flood."}, "cancelled"),
        ({"event_status": "moved", "status_reason": "In the hall."}, "moved"),
        ({"event_status": "full"}, "full"),
        ({"price": 0}, "free"),
    ],
)
def test_a_row_says_what_there_is_to_know(add, folder, visitor, fields, tag):
    add("Walk", **fields)
    page = page_of(visitor, folder.absolute_url())
    assert [one.text_content() for one in page.cssselect(".tag")] == [tag]
    if "status_reason" in fields:
        assert fields["status_reason"].rstrip(".") in page.cssselect("li .meta")[0].text_content()
    assert bool(page.cssselect("a.off")) == (tag == "cancelled")


@pytest.fixture
def three(add):
    return [
        add("Run", days=1, themes=["sport"], audiences=["young"], locality="Wépion"),
        add("Play", days=2, themes=["culture"], locality="Jambes"),
        add("Match", days=3, themes=["sport", "culture"], location="Town hall"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("theme=sport", ["Run", "Match"]),
        ("theme=sport&theme=culture", ["Run", "Play", "Match"]),
        ("audience=young", ["Run"]),
        ("theme=culture&audience=young", []),
        ("place=wepion", ["Run"]),
        ("place=town-hall", ["Match"]),
        ("place=nowhere", []),
        ("place=&theme=", ["Run", "Play", "Match"]),
        ("fbclid=abc&utm_source=x", ["Run", "Play", "Match"]),
        ("page=1", ["Run", "Play", "Match"]),
    ],
)
def test_a_selection_is_an_address(three, folder, visitor, query, found):
    assert titles(visitor, f"{folder.absolute_url()}?{query}") == found


def test_the_form_offers_what_leads_somewhere_and_keeps_the_period(three, folder, visitor):
    day = three[0].start.date().isoformat()
    page = page_of(visitor, f"{folder.absolute_url()}?day={day}&theme=sport")
    assert {box.get("value") for box in page.cssselect("[name=theme]")} == {"sport"}
    assert page.cssselect("[name=theme][checked]")
    assert page.cssselect("[type=hidden][name=day]")[0].get("value") == day
    assert "waste" not in visitor.contents


def test_the_form_works_without_script(three, folder, visitor):
    visitor.open(folder.absolute_url())
    form = visitor.getForm(action=folder.absolute_url(), index=0)
    form.getControl(name="theme").value = ["culture"]
    form.submit()
    page = html.fromstring(visitor.contents)
    assert [link.text_content() for link in page.cssselect(".row-title a")] == ["Play", "Match"]


def test_today_this_weekend_and_this_week(add, folder, visitor):
    now = datetime.now(BRUSSELS)
    add("Now", days=-1, hours=30)
    add("Far", days=20)
    for when in ("today", "week"):
        assert titles(visitor, f"{folder.absolute_url()}?when={when}") == ["Now"]
    found = titles(visitor, f"{folder.absolute_url()}?when=weekend")
    assert "Far" not in found
    assert ("Now" in found) == (now.weekday() >= 4)


def test_the_calendar_links_days_with_events_and_its_months_end(add, folder, visitor):
    event = add("Concert", days=1)
    month = f"{event.start:%Y-%m}"
    page = page_of(visitor, f"{folder.absolute_url()}?month={month}")
    (link,) = page.cssselect("table.month td a")
    assert link.text_content() == str(event.start.day)
    assert titles(visitor, link.get("href")) == ["Concert"]
    assert page.cssselect("table.month th")[0].get("abbr") == "Monday"


def test_the_calendar_ends_two_years_from_now(add, folder, visitor):
    today = datetime.now(BRUSSELS)
    last = page_of(visitor, f"{folder.absolute_url()}?month={today.year + 2}-{today.month:02}")
    assert [one.get("rel") for one in last.cssselect(".month-links a")] == ["nofollow prev"]
    first = page_of(visitor, f"{folder.absolute_url()}?month={today.year - 2}-{today.month:02}")
    assert [one.get("rel") for one in first.cssselect(".month-links a")] == ["nofollow next"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", 400),
        ("page=0", 400),
        ("page=x", 400),
        ("page=99999999", 400),
        ("page=2", 404),
        ("page=1&page=2", 400),
        ("page:int=1", 400),
        ("when=yesterday", 400),
        ("when=today&day=2026-11-24", 400),
        ("month=2026-13", 400),
        ("month=0001-01", 404),
        ("month=9999-12", 404),
        ("month:list=2026-11", 400),
        ("day=2026-02-30", 400),
        ("day=1066-10-14", 404),
        ("year=2026", 400),
        ("theme=<script>", 400),
        ("theme=" + "a" * 61, 400),
        ("place=%ff", 400),
        ("place=a&place=b", 400),
        ("&".join(f"theme=t{n}" for n in range(21)), 400),
    ],
)
def test_what_no_link_says_is_refused_cleanly(three, folder, visitor, query, status):
    visitor.open(f"{folder.absolute_url()}?{query}")
    assert int(visitor.headers["status"][:3]) == status


def test_a_long_agenda_has_pages(add, folder, visitor, monkeypatch):
    monkeypatch.setattr(agenda_page, "PER_PAGE", 2)
    for days in range(5):
        add(f"Day {days}", days=days)
    assert titles(visitor, f"{folder.absolute_url()}?page=3") == ["Day 4"]


def test_an_empty_selection_says_where_else_to_look(folder, visitor):
    page = page_of(visitor, f"{folder.absolute_url()}?when=today")
    assert page.cssselect(".quiet a")[0].get("href") == folder.absolute_url()


def test_what_is_private_or_expired_is_nowhere(add, folder, functional, visitor):
    add(MARK, publish=False, themes=["waste"], locality=MARK)
    expired = add(f"{MARK} expired")
    expired.expiration_date = DateTime() - 1
    expired.reindexObject()
    transaction.commit()
    add("Concert")
    for view in ("", "/@@agenda_view", "/@@agenda.ics", "/@@agenda.rss", "/@@agenda.atom"):
        visitor.open(folder.absolute_url() + view)
        assert "Concert" in visitor.contents
        assert MARK not in visitor.contents
        assert "waste" not in visitor.contents


def test_a_list_wakes_no_event(add, folder, functional):
    events = [
        add("Market", recurrence="RRULE:FREQ=DAILY;COUNT=50"),
        add("Concert", themes=["culture"]),
    ]
    transaction.commit()
    view = api.content.get_view("agenda_view", folder, functional["request"])
    functional["app"]._p_jar.cacheMinimize()
    assert len(view.rows) == 2
    assert view.groups()
    assert view.facets()
    assert view.calendar()
    assert all(event._p_changed is None for event in events)


def test_the_page_changes_when_what_it_shows_ends_and_at_midnight(add, folder, functional):
    from communesplone.core.changes import next_change

    request = functional["request"]
    add("Fair", days=-1, hours=300)
    view = api.content.get_view("agenda_view", folder, request)
    view._declare_changes()
    assert (next_change(request).hour, next_change(request).minute) == (0, 0)


def test_search_engines_get_the_agenda_and_not_its_selections(add, folder, functional):
    view = api.content.get_view("agenda_view", folder, functional["request"])
    assert view.indexed
    request = functional["request"].clone()
    request.form["theme"] = "sport"
    assert not api.content.get_view("agenda_view", folder, request).indexed
