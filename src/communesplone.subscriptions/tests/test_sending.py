"""What goes out, to whom, once."""

from communesplone.core import jobs
from communesplone.core.changes import touch
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.records import TopicEntry
from communesplone.core.relay import RelayError
from communesplone.core.settings import settings
from communesplone.subscriptions import digest
from communesplone.subscriptions import sending
from communesplone.subscriptions.settings import ISubscriptionsSettings
from communesplone.subscriptions.store import store
from communesplone.subscriptions.store import Subscriber
from communesplone.subscriptions.store import Wish
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from transaction import TransactionManager
import pytest
import transaction


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.fixture
def day(site, run):
    """Make the digests of a day as the worker does at their hour."""

    def make():
        sending.every_day(site)
        transaction.commit()
        run(minutes=5)

    return make


def test_a_digest_has_what_was_published_as_text_and_html(site, publish, subscribe, mailbox, day):
    subscribe()
    page = publish("Works in the street", description="From Monday on.")
    day()
    (message,) = mailbox.messages
    assert message["To"] == "name@example.be"
    text, html = text_of(message), message.get_body(("html",)).get_content()
    for part in (text, html):
        assert "Works in the street" in part
        assert page.absolute_url() in part
        assert "From Monday on." in part
        assert "@@subscriptions-unsubscribe?t=" in part
    assert '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"' in " ".join(html.split())
    assert "<img" not in html


def test_only_the_choices_of_a_subscriber_are_told(publish, subscribe, mailbox, day):
    subscribe("sport@example.be", pages=("sport",))
    subscribe("both@example.be", pages=("sport", "waste"))
    subscribe("waste@example.be", pages=("waste",))
    publish("A match", subject=("sport",))
    publish("A match in the park of containers", subject=("sport", "waste"))
    day()
    told = {message["To"]: text_of(message) for message in mailbox.messages}
    assert "A match\n" in told["sport@example.be"]
    assert "A match\n" not in told["waste@example.be"]
    assert told["both@example.be"].count("in the park") == 1


def test_nobody_gets_an_empty_mail(subscribe, mailbox, day):
    subscribe()
    day()
    assert not mailbox.envelopes


def test_what_is_private_expired_or_still_to_come_is_never_told(
    site, publish, subscribe, mailbox, day
):
    subscribe()
    api.content.create(site, "Document", title="SECRET draft")
    publish("SECRET expired", expires=DateTime() - 0.1)
    publish("SECRET tomorrow", effective=DateTime() + 1)
    publish("Seen")
    day()
    (message,) = mailbox.messages
    assert "SECRET" not in message.as_string()
    assert "Seen" in text_of(message)


def test_what_is_taken_offline_after_the_digest_was_begun_is_not_told(
    site, publish, subscribe, mailbox, run
):
    subscribe()
    page, _other = publish("SECRET after all"), publish("Seen")
    sending.every_day(site)
    api.content.transition(page, "retract")
    transaction.commit()
    run(minutes=5)
    assert "SECRET" not in mailbox.messages[0].as_string()


def test_what_is_taken_offline_between_two_mails_is_not_in_the_second(
    site, publish, subscribe, mailbox, run, monkeypatch
):
    for number in range(3):
        subscribe(f"name{number}@example.be")
    page, _other = publish("Withdrawn"), publish("Seen")
    sending.every_day(site)
    transaction.commit()
    original, sent = sending.hand_over, []

    def hand_over_then_retract(server, sender, message):
        original(server, sender, message)
        sent.append(message)
        if len(sent) == 1:
            api.content.transition(page, "retract")
            touch(site)

    monkeypatch.setattr(sending, "hand_over", hand_over_then_retract)
    run(minutes=5)
    assert ["Withdrawn" in text_of(message) for message in mailbox.messages] == [
        True,
        False,
        False,
    ]


def test_each_period_begins_where_the_last_one_ended(kept):
    monday = datetime(2026, 11, 23, 6, tzinfo=UTC)
    daily, weekly = digest.due_periods(kept, monday, weekly_day=0)
    assert (daily.since, daily.until) == (monday - timedelta(days=1), monday)
    assert weekly.since == monday - timedelta(days=7)
    kept.covered["daily"] = monday
    late = monday + timedelta(days=3)
    (daily,) = digest.due_periods(kept, late, weekly_day=0)
    assert (daily.since, daily.until) == (monday, late)


def test_a_day_has_one_digest_however_often_the_job_runs(publish, subscribe, mailbox, day):
    subscribe()
    publish("Once")
    day()
    day()
    assert len(mailbox.envelopes) == 1


def test_the_daily_job_comes_again_at_its_hour_once(site, day):
    for _time in range(3):
        day()
    due = [job.due for job in jobs.pending(site) if job.name == sending.DAY]
    assert due == [digest.next_moment(datetime.now(UTC), 7)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24T05:59:00+00:00", "2026-11-24T06:00:00+00:00"),
        ("2026-11-24T06:00:00+00:00", "2026-11-25T06:00:00+00:00"),
        # Summer time begins and ends between the two
        ("2026-03-28T12:00:00+00:00", "2026-03-29T05:00:00+00:00"),
        ("2026-10-24T12:00:00+00:00", "2026-10-25T06:00:00+00:00"),
    ],
)
def test_seven_in_the_morning_is_seven_in_belgium(now, expected):
    assert digest.next_moment(datetime.fromisoformat(now), 7) == datetime.fromisoformat(expected)


def test_the_week_is_told_on_its_day_to_those_who_chose_it(site, publish, subscribe, mailbox, day):
    subscribe("daily@example.be")
    subscribe("weekly@example.be", frequency="weekly")
    publish("News")
    today = datetime.now(digest.BRUSSELS).weekday()
    settings(ISubscriptionsSettings, site).weekly_day = (today + 1) % 7
    day()
    assert mailbox.recipients == ["daily@example.be"]
    mailbox.clear()
    settings(ISubscriptionsSettings, site).weekly_day = today
    day()
    assert mailbox.recipients == ["weekly@example.be"]
    assert "this week" in mailbox.messages[0]["Subject"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Arrêter ces courriels"),
        ("nl", "Deze e-mails stoppen"),
        ("de", "Diese E-Mails beenden"),
        ("en", "Stop these mails"),
    ],
)
def test_a_mail_is_in_the_language_of_its_reader(
    publish, subscribe, mailbox, day, language, words
):
    subscribe(language=language)
    publish("News")
    day()
    (message,) = mailbox.messages
    assert words in text_of(message)
    assert message["Content-Language"] == language
    assert f'lang="{language}"' in message.get_body(("html",)).get_content()


def test_the_headers_let_mail_services_unsubscribe_with_one_click(
    publish, subscribe, mailbox, day
):
    subscribe()
    publish("News")
    day()
    (message,) = mailbox.messages
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = mailbox.envelopes[0].content
    assert b"\r\nList-Unsubscribe: <http" in raw
    assert message["List-Unsubscribe"].startswith("<http")
    assert message["List-Unsubscribe"].endswith(">")
    assert " " not in message["List-Unsubscribe"]
    assert message["Auto-Submitted"] == "auto-generated"


def test_an_entry_is_sent_at_once_to_those_who_chose_it_and_once(
    site, subscribe, mailbox, run, publish
):
    subscribe("all@example.be", urgent=())
    subscribe("north@example.be", urgent=("north",))
    subscribe("south@example.be", urgent=("south",))
    subscribe("other@example.be")
    page = publish("Burst pipe")
    entry = TopicEntry(page.UID(), "Burst pipe", page.absolute_url(), "No water until noon.")
    for _time in range(2):
        ISubscriptions(site).send("urgent", entry, ("north",))
        run()
    assert sorted(mailbox.recipients) == ["all@example.be", "north@example.be"]
    assert mailbox.messages[0]["Subject"] == "Urgent – Burst pipe"
    assert "No water until noon." in text_of(mailbox.messages[0])


def test_an_entry_withdrawn_before_it_went_is_not_sent(site, subscribe, mailbox, run, publish):
    subscribe(urgent=())
    page = publish("False alarm")
    entry = TopicEntry(page.UID(), "False alarm", page.absolute_url())
    ISubscriptions(site).send("urgent", entry)
    api.content.transition(page, "retract")
    run()
    assert not mailbox.envelopes


def test_a_topic_that_nobody_offers_cannot_be_sent(site):
    with pytest.raises(KeyError):
        ISubscriptions(site).send("nothing", TopicEntry("1", "x", "http://x.example"))


def test_line_breaks_in_a_title_make_no_header(site, subscribe, mailbox, run, publish):
    subscribe(urgent=())
    page = publish()
    entry = TopicEntry(page.UID(), "Fire\r\nBcc: all@example.be", page.absolute_url())
    ISubscriptions(site).send("urgent", entry)
    run()
    (message,) = mailbox.messages
    assert message["Bcc"] is None
    assert "Fire Bcc: all@example.be" in message["Subject"]


def test_a_mailbox_that_is_gone_gets_no_more_after_three_refusals(
    site, kept, subscribe, mailbox, run, publish
):
    gone = subscribe(urgent=())
    subscribe("here@example.be", urgent=())
    mailbox.refuse["name@example.be"] = "550 5.1.1 no such user"
    for number in range(4):
        page = publish(f"Alert {number}")
        entry = TopicEntry(page.UID(), page.title, page.absolute_url())
        ISubscriptions(site).send("urgent", entry)
        run()
    assert mailbox.recipients == ["here@example.be"] * 4
    assert kept.subscribers[gone].suspended
    assert kept.subscribers[gone].hard_bounces == 3
    assert kept.counts()["urgent"] == 1


def test_a_mailbox_that_is_busy_is_tried_later_and_the_others_once(
    site, kept, subscribe, mailbox, run, publish
):
    busy = subscribe(urgent=())
    subscribe("here@example.be", urgent=())
    mailbox.refuse["name@example.be"] = "451 4.2.1 try later"
    page = publish("Alert")
    ISubscriptions(site).send("urgent", TopicEntry(page.UID(), "Alert", page.absolute_url()))
    run()
    mailbox.refuse.clear()
    run(minutes=11)
    assert mailbox.recipients == ["here@example.be", "name@example.be"]
    assert not kept.subscribers[busy].soft_bounces


def test_a_mailbox_that_stays_busy_is_counted_and_given_up(
    site, kept, subscribe, mailbox, run, publish
):
    busy = subscribe(urgent=())
    mailbox.refuse["name@example.be"] = "452 4.2.2 mailbox full"
    page = publish("Alert")
    ISubscriptions(site).send("urgent", TopicEntry(page.UID(), "Alert", page.absolute_url()))
    for hours in (0, 1, 2, 8):
        run(hours=hours)
    assert kept.subscribers[busy].soft_bounces == 1
    assert not kept.subscribers[busy].suspended
    assert sending.AGAIN not in {job.name for job in jobs.pending(site)}


def test_a_relay_that_refuses_us_is_nobody_elses_fault(
    site, kept, subscribe, mailbox, run, publish
):
    somebody = subscribe(urgent=())
    mailbox.refuse["name@example.be"] = "554 5.7.1 relay access denied"
    page = publish("Alert")
    ISubscriptions(site).send("urgent", TopicEntry(page.UID(), "Alert", page.absolute_url()))
    transaction.commit()
    with pytest.raises(RelayError):
        run()
    transaction.abort()
    assert not kept.subscribers[somebody].hard_bounces
    mailbox.refuse.clear()
    run()
    assert mailbox.recipients == ["name@example.be"]


def test_the_return_path_tells_whose_mail_came_back_and_is_signed(
    site, kept, subscribe, mailbox, run, publish
):
    settings(ISubscriptionsSettings, site).bounce_address = "bounces@example.be"
    somebody = subscribe(urgent=())
    page = publish("Alert")
    ISubscriptions(site).send("urgent", TopicEntry(page.UID(), "Alert", page.absolute_url()))
    run()
    sender = mailbox.envelopes[0].mail_from
    assert sender.startswith("bounces+plone.") and sender.endswith("@example.be")
    assert ISubscriptions(site).bounced(sender, permanent=True)
    assert kept.subscribers[somebody].hard_bounces == 1
    assert ISubscriptions(site).bounced(sender, permanent=False)
    assert kept.subscribers[somebody].soft_bounces == 1
    forged = sender.replace(sender[-20:-12], "00000000")
    assert not ISubscriptions(site).bounced(forged, permanent=True)
    assert kept.subscribers[somebody].hard_bounces == 1


def test_what_is_no_longer_needed_is_forgotten(site, kept, subscribe, publish, mailbox, day):
    somebody = subscribe()
    publish("News")
    day()
    assert kept.mailings
    later = datetime.now(UTC) + timedelta(days=31)
    kept.subscribers[somebody].suspended = later - timedelta(days=181)
    sending.forget(kept, later)
    assert not kept.mailings
    assert not kept.subscribers
    assert not kept.addresses


def test_two_people_can_subscribe_at_the_same_moment(site, functional, subscribe):
    for number in range(40):
        subscribe(f"before{number}@example.be")
    database = functional["app"]._p_jar.db()
    managers = [TransactionManager(), TransactionManager()]
    opened = [database.open(manager) for manager in managers]
    for number, connection in enumerate(opened):
        root = connection.root()["Application"]
        wish = Wish(f"n{number}@example.be", "en", "daily", {"pages": ()}, datetime.now(UTC))
        store(root["plone"]).add(Subscriber(wish, wish.asked))
    for manager, connection in zip(managers, opened, strict=True):
        manager.commit()
        connection.close()
    transaction.begin()
    assert len(store(site).subscribers) == 42
    assert store(site).counts()["pages"] == 42
