from communesplone.alerts import board
from communesplone.alerts import facts
from communesplone.alerts import publishing
from communesplone.core import feeds
from communesplone.core import jobs
from communesplone.core import memory
from communesplone.core.changes import next_change
from communesplone.core.interfaces import ICrisisPage
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email.utils import parsedate_to_datetime
from icalendar import Calendar
from lxml import etree
from plone import api
from types import SimpleNamespace
from zope.component import getMultiAdapter
import gzip
import json
import pytest
import time
import transaction


STEPS = ["Go upstairs | Take a lamp", "Cut the gas", "Leave the car", "Tell your neighbours"]
STREETS = ["Quai de Meuse | Evacuate", "Place de la Confluence | Go upstairs"]


def banner(functional, context=None):
    """The HTML of the banner on a page, as an anonymous visitor has it."""
    portal = context or functional["portal"]
    request = functional["request"]
    from communesplone.alerts.browser.banner import Banner
    from plone.app.testing import logout

    logout()
    return Banner(portal, request, None, None).render()


def test_without_an_alert_there_is_no_banner_at_all(functional):
    assert banner(functional) == ""


def test_the_banner_is_small_and_says_what_to_do(add, functional):
    add("Flood of the Meuse", level="emergency")
    html = banner(functional)
    assert "Flood of the Meuse" in html
    assert "Go upstairs." in html
    assert "style=" not in html
    assert len(gzip.compress(html.encode())) < 900


def test_an_information_is_one_line(add, functional):
    add("Market moved", level="information", kind="other")
    html = banner(functional)
    assert "Market moved" in html
    assert "<h2" not in html
    assert "Go upstairs." not in html


def test_the_gravest_comes_first_and_the_others_in_one_line(add, functional):
    add("Market moved", level="information", kind="other")
    add("Flood", level="emergency")
    add("Storm", level="warning")
    html = banner(functional)
    assert html.index("Flood") < html.index("<details>") < html.index("Storm")
    assert html.index("Storm") < html.index("Market moved")
    assert "Other alerts: 2" in html


@pytest.mark.parametrize("times", [{"ago": 5, "hours": 2}, {"ago": -1, "hours": 2}])
def test_what_is_over_or_to_come_is_on_no_banner(add, functional, times):
    add(**times)
    assert banner(functional) == ""


def test_a_draft_is_on_no_banner_even_for_who_wrote_it(add, functional):
    add(publish=False)
    assert banner(functional) == ""
    with api.env.adopt_roles(["Manager"]):
        from communesplone.alerts.browser.banner import Banner

        assert Banner(functional["portal"], functional["request"], None, None).render() == ""


def test_pages_end_when_the_next_alert_begins(add, folder, wire):
    coming = add(ago=-2, hours=1)
    # The frame of plain Plone has no banner; the list knows the same moments
    tag = wire.get("/plone/alertes").headers["ETag"]
    end = int(tag.rstrip('"').rpartition("-")[2])
    assert end == int(coming.start.timestamp() * 1000)


def test_the_list_has_those_in_force_coming_and_past(add, folder, visitor):
    add("Now", ago=1)
    add("Soon", ago=-2, hours=1)
    add("Long ago", ago=50)
    add("Secret", publish=False)
    visitor.open(folder.absolute_url())
    text = visitor.contents
    assert text.index("In force") < text.index("Now") < text.index("Soon") < text.index("Long ago")
    assert "Secret" not in text


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("-1", "400"),
        ("0", "400"),
        ("x", "400"),
        ("1%20OR", "400"),
        ("9" * 40, "400"),
        ("99", "404"),
    ],
)
def test_a_page_that_is_none_is_refused(add, folder, visitor, page, status):
    add(ago=50)
    visitor.open(f"{folder.absolute_url()}?page={page}")
    assert visitor.headers["status"].startswith(status)


def test_the_page_says_all_of_it(add, visitor):
    alert = add(
        steps=STEPS, streets=STREETS, positions=["50.46, 4.86"], details="First.\n\nSecond."
    )
    visitor.open(f"{alert.absolute_url()}/@@alert_view")
    for words in ("Take a lamp", "Quai de Meuse", "Evacuate", ">Second.</p>", "112", "BE-Alert"):
        assert words in visitor.contents
    assert "data-communes-map" in visitor.contents


def test_hostile_words_are_only_words(add, folder, visitor, functional):
    alert = add("<script>alert(1)</script>", instruction="<img src=x onerror=alert(1)>")
    html = banner(functional)
    for url in (alert.absolute_url(), folder.absolute_url()):
        visitor.open(url)
        assert "<script>alert" not in visitor.contents
        assert "<img src=x" not in visitor.contents
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_feeds_have_what_holds_and_nothing_private(add, folder, visitor):
    alert = add("Flood")
    add("Secret", publish=False)
    for name in ("alerts.rss", "alerts.atom"):
        visitor.open(f"{folder.absolute_url()}/@@{name}")
        assert "Flood" in visitor.contents
        assert "Secret" not in visitor.contents
    found = etree.fromstring(visitor.contents.encode()).iterfind(f".//{{{feeds.ATOM}}}link")
    links = {(link.get("rel"), link.get("type")): link.get("href") for link in found}
    assert links["related", "application/cap+xml"] == f"{alert.absolute_url()}/@@cap.xml"
    assert "enclosure" not in visitor.contents
    visitor.open(f"{alert.absolute_url()}/@@cap.xml")
    assert visitor.headers["Content-Type"].startswith("application/cap+xml")
    assert "<headline>Flood</headline>" in visitor.contents


def test_each_update_of_an_alert_is_news_again_to_feed_readers(add, folder, visitor):
    alert = add("Flood", ago=2)
    with api.env.adopt_roles(["Manager"]):
        publishing.update(alert, "The bridge is closed.", mail=False)
    transaction.commit()
    memory.forget()
    visitor.open(f"{folder.absolute_url()}/@@alerts.rss")
    (item,) = etree.fromstring(visitor.contents.encode()).iterfind(".//item")
    assert item.findtext("link") == alert.absolute_url()
    said = facts.of(alert).changed
    assert item.findtext("guid") == f"urn:uuid:{api.content.get_uuid(alert)}#{said.isoformat()}"
    assert parsedate_to_datetime(item.findtext("pubDate")) == said


def test_roadworks_have_a_list_a_map_a_calendar_and_geojson(add, folder, visitor):
    works = add("Bridge", kind="roadworks", positions=["50.46, 4.86", "50.47, 4.87"])
    add("Market", kind="other")
    visitor.open(f"{folder.absolute_url()}/@@roadworks_view")
    assert "Bridge" in visitor.contents
    assert "data-communes-map" in visitor.contents
    assert "<h3>Market" not in visitor.contents
    visitor.open(f"{folder.absolute_url()}/@@roadworks.geojson")
    (feature,) = json.loads(visitor.contents)["features"]
    assert feature["geometry"]["type"] == "LineString"
    assert feature["properties"]["start"] == works.start.astimezone(UTC).isoformat()
    visitor.open(f"{folder.absolute_url()}/@@roadworks.ics")
    (event,) = Calendar.from_ical(visitor.contents).walk("VEVENT")
    assert event["SUMMARY"] == "Bridge"
    assert event.decoded("DTEND") == works.end
    visitor.open(f"{works.absolute_url()}/@@alert.ics")
    assert "SUMMARY:Bridge" in visitor.contents


def test_rest_gives_the_alert_and_refuses_an_end_before_the_start(add, folder, wire):
    alert = add()
    wire.authorization = ("Basic", ("admin", "secret"))
    path = "/plone/alertes/" + alert.getId()
    known = wire.get(path, headers={"Accept": "application/json"}).json
    assert known["level"]["token"] == "warning"
    assert known["updates"][0]["event"] == "published"
    body = {
        "@type": "Alert",
        "title": "Odd",
        "instruction": "Wait.",
        "level": "warning",
        "kind": "other",
        "start": "2026-11-24T10:00:00Z",
        "end": "2026-11-24T09:00:00Z",
    }
    answer = wire.post_json(
        "/plone/alertes", body, headers={"Accept": "application/json"}, expect_errors=True
    )
    assert answer.status_code == 400
    assert len(folder) == 1


def test_reading_writes_nothing(add, folder, functional, visitor):
    alert = add(kind="roadworks", positions=["50.46, 4.86"], level="emergency", crisis=True)
    visitor.open(functional["portal"].absolute_url())
    database = functional["app"]._p_jar.db()
    before = database.lastTransaction()
    names = ("alerts.rss", "alerts.atom", "roadworks_view", "roadworks.ics", "roadworks.geojson")
    urls = [folder.absolute_url(), alert.absolute_url()]
    urls += [f"{folder.absolute_url()}/@@{name}" for name in names]
    urls += [f"{alert.absolute_url()}/@@{name}" for name in ("cap.xml", "alert.ics")]
    for url in urls:
        visitor.open(url)
        assert visitor.headers["status"].startswith("200"), url
        assert database.lastTransaction() == before, url


class TestCrisisPage:
    @pytest.fixture
    def crisis(self, add):
        return add(
            "Flood of the Meuse: keep away from the quays",
            level="emergency",
            crisis=True,
            steps=STEPS,
            streets=STREETS,
            postal_codes=["5000", "5100"],
            shelter="Sports hall, open day and night: beds, meals, animals.",
        )

    def page(self, functional):
        from plone.app.testing import logout

        logout()
        memory.forget()
        return getMultiAdapter((functional["portal"], functional["request"]), ICrisisPage)

    def test_it_is_active_while_an_emergency_asks_for_it(self, functional, add):
        add(level="warning", crisis=True)
        add(level="emergency", crisis=False)
        add(level="emergency", crisis=True, ago=5, hours=2)
        assert not self.page(functional).active
        add(level="emergency", crisis=True)
        assert self.page(functional).active

    def test_it_is_two_kilobytes_without_picture_font_or_script(self, functional, crisis):
        with api.env.adopt_roles(["Manager"]):
            from communesplone.alerts import publishing

            for number in range(6):
                publishing.update(crisis, f"Update {number}: the water rises on the quays.", False)
        html = self.page(functional)()
        assert len(gzip.compress(html.encode())) <= 2048
        for name in ("<img", "<script", "<link", "url(", "@font-face", " style="):
            assert name not in html

    def test_it_sends_people_to_112_and_be_alert_and_to_the_whole_site(self, functional, crisis):
        html = self.page(functional)()
        assert "replaces neither 112 nor BE-Alert" in html
        assert "Quai de Meuse" in html
        assert "?full=1" in html
        request = functional["request"]
        request.form["full"] = "1"
        assert not self.page(functional).active

    def test_it_is_html_for_whoever_comes_second(self, functional, crisis):
        first = self.page(functional)()
        request = functional["request"]
        request.response.headers.pop("content-type", None)
        again = getMultiAdapter((functional["portal"], request), ICrisisPage)
        assert again() == first
        assert request.response.getHeader("Content-Type") == "text/html; charset=utf-8"

    @pytest.fixture
    def later(self, monkeypatch):
        """`later(seconds)`: what alerts and the memory take for now from here on."""

        def move(seconds):
            class Clock(datetime):
                @classmethod
                def now(cls, tz=None):
                    return datetime.now(tz) + timedelta(seconds=seconds)

            there = SimpleNamespace(time=lambda: time.time() + seconds)
            monkeypatch.setattr(memory, "time", there)
            for module in (memory, board):
                monkeypatch.setattr(module, "datetime", Clock)

        return move

    def shown(self, functional):
        """Return the page of a new request as its maker and the memory have it now."""
        request = functional["request"].clone()
        page = getMultiAdapter((functional["portal"], request), ICrisisPage)
        return page(), request

    @pytest.mark.parametrize(
        ("first", "then"),
        [
            # The one on top ends in half a minute, or one that will be on top begins
            ({"ago": 1, "hours": 1 + 0.5 / 60}, {"ago": 2}),
            ({"ago": 2}, {"ago": -0.5 / 60}),
        ],
        ids=["one ends", "one begins"],
    )
    def test_the_next_emergency_takes_its_place_by_itself(
        self, functional, add, later, first, then
    ):
        add("Flood of the Meuse", level="emergency", crisis=True, **first)
        add("Fire at the depot", level="emergency", crisis=True, **then)
        self.page(functional)
        html, request = self.shown(functional)
        assert "Flood of the Meuse" in html
        soon = next_change(request)
        assert soon < datetime.now(UTC) + timedelta(minutes=1)
        later(40)
        html, request = self.shown(functional)
        assert "Fire at the depot" in html
        assert "Flood of the Meuse" not in html
        assert next_change(request) > soon

    def test_its_policy_lets_its_own_style_in_and_nothing_else(self, functional, crisis, wire):
        page = self.page(functional)
        page()
        policy = functional["request"].response.getHeader("Content-Security-Policy")
        assert policy.startswith("default-src 'none'; style-src 'sha256-")


class TestMail:
    def test_subscribers_are_told_when_it_begins_and_once(self, functional, add):
        coming = add(ago=-2, hours=1)
        add("Quiet", mail=False)
        waiting = [job for job in jobs.pending(functional["portal"]) if "announce" in job.name]
        assert [(job.args, job.due) for job in waiting] == [
            ((coming.UID(), 1), coming.start.astimezone(UTC))
        ]

    def test_the_topic_tells_by_postal_code_what_still_holds(self, functional, add):
        from communesplone.core.interfaces import ISubscriptionTopic
        from zope.component import getAdapter

        add("Everywhere", ago=1)
        jambes = add("Jambes", ago=2, postal_codes=["5100"])
        past = add("Past", ago=40)
        topic = getAdapter(functional["portal"], ISubscriptionTopic, "alerts")
        now = datetime.now(UTC)
        since = now - timedelta(days=1)
        assert [one.title for one in topic.entries(since, now, "5000")] == ["Everywhere"]
        assert [one.title for one in topic.entries(since, now, None)] == ["Jambes", "Everywhere"]
        assert ("5100", "5100") in topic.choices
        assert topic.is_current(f"{jambes.UID()}.1")
        assert not topic.is_current(f"{past.UID()}.1")
        assert not topic.is_current("unknown.1")

    def test_an_alert_for_codes_goes_to_their_subscribers(self, functional, add, monkeypatch):
        from communesplone.alerts import publishing

        sent = []

        class Subscriptions:
            def send(self, topic, entry, choices=()):
                sent.append((topic, entry, choices))

        monkeypatch.setattr(publishing, "ISubscriptions", lambda site, default: Subscriptions())
        alert = add("Jambes", postal_codes=["5100"], mail=False)
        with api.env.adopt_roles(["Manager"]):
            publishing.update(alert, "The bridge is closed.", mail=True)
        transaction.commit()
        jobs.run_due(functional["portal"])
        ((topic, entry, choices),) = sent
        assert (topic, choices) == ("alerts", ("5100",))
        assert entry.key == f"{alert.UID()}.2"
        assert entry.text.startswith("The bridge is closed.")
