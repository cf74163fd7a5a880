"""From the form to the confirmed subscription."""

from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core import salts
from communesplone.core import tokens
from communesplone.subscriptions import joining
from communesplone.subscriptions import limits
from communesplone.subscriptions.store import store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from http.client import HTTPConnection
from urllib.parse import urlencode
from urllib.parse import urlsplit
import pytest
import re
import transaction


LINK = re.compile(r"http\S+@@subscriptions-\w+\?t=\S+")


def send(visitor, site, **fields):
    fields = {"email": "name@example.be", "topics": ["pages"], "frequency": "daily"} | fields
    visitor.open(f"{site.absolute_url()}/@@subscriptions", urlencode(fields, doseq=True))
    return visitor


def link_of(message):
    return LINK.search(message.get_body(("plain",)).get_content()).group()


@pytest.fixture
def confirmed(visitor, site, mailbox, run):
    """Subscribe as a person does, and return their id."""
    send(visitor, site)
    run()
    visitor.open(link_of(mailbox.messages[0]))
    visitor.getControl("Confirm my subscription").click()
    transaction.begin()
    return store(site).find("name@example.be")[0]


def test_one_is_subscribed_after_the_button_in_the_page_of_the_mail(
    visitor, site, kept, mailbox, run
):
    visitor.open(f"{site.absolute_url()}/@@subscriptions")
    visitor.getControl("Pages").selected = True
    visitor.getControl("Sport", index=0).selected = True
    visitor.getControl("Every week").selected = True
    visitor.getControl("Your mail address").value = "Name@Café.example"
    visitor.getControl("Subscribe").click()
    assert "Look into your mailbox" in visitor.contents
    assert "Name@café.example" in visitor.contents
    run()
    assert mailbox.recipients == ["Name@xn--caf-dma.example"]
    visitor.open(link_of(mailbox.messages[0]))
    transaction.begin()
    assert not kept.subscribers
    assert "Pages" in visitor.contents
    visitor.getControl("Confirm my subscription").click()
    transaction.begin()
    (subscriber,) = kept.subscribers.values()
    assert subscriber.topics == {"pages": ("sport",)}
    assert subscriber.frequency == "weekly"
    assert subscriber.consents[0].act == "confirmed"
    assert not kept.wishes


def test_opening_the_link_writes_nothing(functional, visitor, site, mailbox, run):
    send(visitor, site)
    run()
    url = link_of(mailbox.messages[0])
    database = functional["app"]._p_jar.db()
    before = database.lastTransaction()
    for _time in range(3):
        visitor.open(url)
    assert database.lastTransaction() == before
    assert visitor.headers["Cache-Control"] == "private, no-store"
    assert not visitor.cookies


def test_the_answer_is_the_same_for_an_address_that_is_known(visitor, site, confirmed):
    known = send(visitor, site).contents
    unknown = send(visitor, site, email="mane@example.be").contents
    assert known.replace("name@example.be", "") == unknown.replace("mane@example.be", "")


def test_somebody_known_is_shown_the_way_to_their_choices(visitor, site, confirmed, mailbox, run):
    mailbox.clear()
    send(visitor, site, topics=["urgent"])
    run()
    text = mailbox.messages[0].get_body(("plain",)).get_content()
    assert "@@subscriptions-manage" in text
    visitor.open(link_of(mailbox.messages[0]))
    visitor.getControl("Confirm my subscription").click()
    transaction.begin()
    assert set(store(site).subscribers[confirmed].topics) == {"pages", "urgent"}


def test_a_link_confirms_once(visitor, site, confirmed, mailbox):
    store(site).erase(confirmed)
    transaction.commit()
    url = link_of(mailbox.messages[0])
    visitor.open(url)
    assert visitor.headers["Status"].startswith("404")
    visitor.open(url.partition("?")[0], url.partition("?")[2])
    assert visitor.headers["Status"].startswith("404")
    transaction.begin()
    assert not store(site).subscribers


def test_a_link_that_is_too_old_says_so(visitor, site, kept):
    token = tokens.Token(tokens.CONFIRM, "x", "", datetime.now(UTC) - timedelta(seconds=1))
    visitor.open(joining.link(site, "subscriptions-confirm", token, ""))
    assert visitor.headers["Status"].startswith("410")
    assert "too old" in visitor.contents


@pytest.mark.parametrize("text", ["", "x", "confirm~x~~0~AAAA", "%00", "a&t=b"])
@pytest.mark.parametrize("page", ["confirm", "unsubscribe", "manage", "data"])
def test_a_link_that_is_none_gives_a_clean_page(visitor, site, page, text):
    visitor.open(f"{site.absolute_url()}/@@subscriptions-{page}?t={text}")
    assert visitor.headers["Status"][:3] == "404"
    assert "does not work" in visitor.contents


@pytest.mark.parametrize(
    "typed", ["", "nobody", "a@example.be\r\nBcc: b@example.be", "a@b", "x" * 10_000]
)
def test_what_is_no_address_comes_back_with_a_sentence(visitor, site, kept, mailbox, typed):
    send(visitor, site, email=typed)
    assert visitor.headers["Status"].startswith("400")
    assert "Write a complete address" in visitor.contents
    assert visitor.getControl("Pages").selected
    transaction.begin()
    assert not kept.wishes


def test_no_topic_comes_back_with_the_address_that_was_typed(visitor, site):
    send(visitor, site, topics=["nothing of ours"])
    assert "Choose at least one topic." in visitor.contents
    assert visitor.getControl("Your mail address").value == "name@example.be"


def test_odd_fields_are_no_error_of_ours(visitor, site, kept):
    body = "email:list=x&email:list=y&topics.x:record=1&frequency:list=a&website:list=b"
    visitor.open(f"{site.absolute_url()}/@@subscriptions", body)
    assert visitor.headers["Status"][:1] == "4"
    assert not kept.wishes


def test_who_fills_the_hidden_field_gets_the_same_answer_and_no_mail(visitor, site, kept):
    honest = send(visitor, site).contents
    transaction.begin()
    known = set(kept.wishes)
    assert send(visitor, site, website="http://spam.example").contents == honest
    transaction.begin()
    assert set(kept.wishes) == known


def test_an_address_gets_three_mails_a_day_and_the_answer_stays_the_same(visitor, site, kept):
    answers = {send(visitor, site).contents for _time in range(6)}
    transaction.begin()
    assert len(answers) == 1
    assert len(kept.wishes) == limits.BY_ADDRESS[0]


def test_the_spellings_of_a_mailbox_are_counted_together(visitor, site, kept):
    for local in ("name", "name+a", "NAME+b", "Name+c+d", "name+"):
        send(visitor, site, email=f"{local}@example.be")
        assert "Look into your mailbox" in visitor.contents
    transaction.begin()
    assert len(kept.wishes) == limits.BY_ADDRESS[0]
    send(visitor, site, email="na.me@example.be")
    transaction.begin()
    assert len(kept.wishes) == limits.BY_ADDRESS[0] + 1


def test_a_site_sends_so_many_mails_to_confirm_an_hour(visitor, site, kept, monkeypatch):
    monkeypatch.setattr(limits, "BY_SITE", (2, limits.BY_SITE[1]))
    send(visitor, site, email="one@example.be")
    send(visitor, site, email="two@example.be", website="http://spam.example")
    send(visitor, site, email="three@example.be")
    assert visitor.headers["Status"].startswith("200")
    for address in ("one@example.be", "four@example.be"):
        send(visitor, site, email=address)
        assert visitor.headers["Status"].startswith("429")
        assert visitor.headers["Retry-After"] == "3600"
        assert "Too many requests" in visitor.contents
    transaction.begin()
    assert {wish.address for wish in kept.wishes.values()} == {
        "one@example.be",
        "three@example.be",
    }


def test_one_client_has_twenty_questions_an_hour(visitor, site, kept):
    most = limits.BY_CLIENT[0]
    for number in range(most):
        send(visitor, site, email=f"name{number}@example.be")
    send(visitor, site, email="onemore@example.be")
    assert visitor.headers["Status"].startswith("429")
    assert "Too many requests" in visitor.contents
    transaction.begin()
    assert len(kept.wishes) == most


def test_what_was_counted_holds_no_address_and_is_forgotten(visitor, site, kept):
    send(visitor, site)
    transaction.begin()
    assert kept.attempts
    assert not any("example" in key or "127.0.0.1" in key for key in kept.attempts)
    limits.sweep(kept, datetime.now(UTC) + timedelta(days=2))
    assert not kept.attempts


def test_who_has_the_secret_cannot_tell_who_asked_once_the_time_is_over(
    visitor, site, kept, monkeypatch, tmp_path
):
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    now = datetime.now(UTC)
    send(visitor, site)
    transaction.begin()
    mine = limits._key(kept, "name@example.be", limits.BY_ADDRESS, now)
    assert mine in kept.attempts
    salts.forget(now + timedelta(days=2))
    assert limits._key(kept, "name@example.be", limits.BY_ADDRESS, now) != mine


def test_a_wish_that_nobody_confirms_is_forgotten(site, kept, visitor, mailbox, run):
    send(visitor, site)
    transaction.begin()
    (identifier,) = kept.wishes
    wish = kept.wishes[identifier]
    kept.wishes[identifier] = type(wish)(
        wish.address,
        wish.language,
        wish.frequency,
        wish.topics,
        wish.asked - joining.TIME_TO_CONFIRM - timedelta(minutes=1),
    )
    run(days=1)
    assert not kept.wishes


def test_the_form_keeps_no_cookie_and_can_be_cached(visitor, site):
    visitor.open(f"{site.absolute_url()}/@@subscriptions?topics=urgent")
    assert not visitor.cookies
    assert visitor.headers["Cache-Control"].startswith("public")
    assert visitor.getControl("Urgent").selected
    assert not visitor.getControl("Pages").selected


def test_what_is_switched_off_is_not_offered(visitor, site):
    from communesplone.core.settings import settings
    from communesplone.subscriptions.settings import ISubscriptionsSettings

    settings(ISubscriptionsSettings, site).switched_off = frozenset({"urgent"})
    transaction.commit()
    send(visitor, site, topics=["urgent"])
    assert "Choose at least one topic." in visitor.contents
    assert "Urgent" not in visitor.contents


def test_mail_is_sent_by_a_job_and_not_while_one_waits(visitor, site, mailbox):
    send(visitor, site)
    transaction.begin()
    assert not mailbox.envelopes
    assert joining.ASK in {job.name for job in jobs.pending(site)}


def test_a_form_of_ten_megabytes_is_refused(subscriptions_server):
    portal = subscriptions_server["portal"]
    body = b"topics=pages&email=" + b"a" * 10_000_000
    url = urlsplit(f"{portal.absolute_url()}/@@subscriptions")
    connection = HTTPConnection(url.hostname, url.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", url.path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert 400 <= answer.status < 500
    assert not store(portal).wishes


def test_a_wish_leaves_the_pages_of_the_site_in_caches(visitor, site, mailbox, run):
    before = changes.counter(site)
    send(visitor, site)
    transaction.begin()
    assert changes.counter(site) == before
