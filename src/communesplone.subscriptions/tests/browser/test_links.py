"""Leaving with one click, other choices, one's data, erasing."""

from communesplone.subscriptions import joining
from datetime import datetime
from datetime import UTC
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
import json
import pytest
import transaction


ONE_CLICK = "List-Unsubscribe=One-Click"


@pytest.fixture
def somebody(subscribe):
    return subscribe(pages=("sport",), urgent=())


@pytest.fixture
def own(site, somebody):
    return joining.manage_link(site, somebody, datetime.now(UTC), "")


def stop_link(site, somebody, scope=""):
    return joining.unsubscribe_link(site, somebody, scope, "")


@pytest.mark.parametrize(
    ("scope", "left"), [(joining.DIGEST, {"urgent"}), ("urgent", {"pages"}), ("", None)]
)
def test_one_click_stops_what_the_mail_was_about(visitor, site, kept, somebody, scope, left):
    visitor.open(stop_link(site, somebody, scope), ONE_CLICK)
    assert visitor.headers["Status"].startswith("200")
    assert not visitor.cookies
    transaction.begin()
    assert (set(kept.subscribers[somebody].topics) if left else None) == left
    assert (somebody in kept.subscribers) == bool(left)


def test_a_second_click_is_no_error(visitor, site, kept, somebody):
    for _time in range(2):
        visitor.open(stop_link(site, somebody), ONE_CLICK)
        assert visitor.headers["Status"].startswith("200")
        assert "You get these mails no more" in visitor.contents
    transaction.begin()
    assert not kept.subscribers
    assert not kept.addresses
    assert not kept.counts()["pages"]


def test_opening_the_link_unsubscribes_nobody(visitor, site, kept, somebody):
    visitor.open(stop_link(site, somebody))
    transaction.begin()
    assert somebody in kept.subscribers
    assert "Urgent" in visitor.contents
    visitor.getControl("Stop these mails").click()
    transaction.begin()
    assert somebody not in kept.subscribers


def test_a_webmaster_who_is_logged_in_can_unsubscribe_too(functional, site, kept, somebody):
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(stop_link(site, somebody), ONE_CLICK)
    transaction.begin()
    assert somebody not in kept.subscribers


def test_one_changes_topics_and_frequency(visitor, kept, somebody, own):
    visitor.open(own)
    assert visitor.getControl("Sport", index=0).selected
    visitor.getControl("Urgent").selected = False
    visitor.getControl("Waste", index=0).selected = True
    visitor.getControl("Every week").selected = True
    visitor.getControl("Save my choices").click()
    assert "Your choices are saved" in visitor.contents
    transaction.begin()
    subscriber = kept.subscribers[somebody]
    assert subscriber.topics == {"pages": ("sport", "waste")}
    assert subscriber.frequency == "weekly"
    assert [one.act for one in subscriber.consents] == ["confirmed", "changed"]
    assert not kept.counts()["urgent"]


def test_no_topic_at_all_changes_nothing(visitor, kept, somebody, own):
    visitor.open(own)
    visitor.getControl("Pages").selected = False
    visitor.getControl("Urgent").selected = False
    visitor.getControl("Save my choices").click()
    assert "Nothing was changed" in visitor.contents
    transaction.begin()
    assert set(kept.subscribers[somebody].topics) == {"pages", "urgent"}


def test_one_takes_all_ones_data_away(visitor, somebody, own):
    visitor.open(own)
    visitor.getLink("Take my data away").click()
    assert "/@@subscriptions-data?t=" in visitor.url
    assert visitor.headers["Content-Type"].startswith("application/json")
    assert visitor.headers["Cache-Control"] == "private, no-store"
    data = json.loads(visitor.contents)
    assert data["address"] == "name@example.be"
    assert data["topics"] == {"pages": ["sport"], "urgent": []}
    assert data["consents"][0]["act"] == "confirmed"


def test_one_erases_everything(visitor, kept, somebody, own):
    visitor.open(own)
    visitor.getControl("Erase everything").click()
    assert "Everything is erased" in visitor.contents
    transaction.begin()
    assert not kept.subscribers
    assert not kept.addresses
    visitor.open(own)
    assert visitor.headers["Status"].startswith("404")


def test_nothing_of_an_erased_subscriber_is_left_in_the_store(
    functional, site, kept, subscribe, run, publish, mailbox
):
    from communesplone.subscriptions import sending

    somebody = subscribe("mark3r@example.be")
    publish("News")
    sending.every_day(site)
    run()
    assert somebody in next(iter(kept.mailings.values())).done
    kept.erase(somebody)
    transaction.commit()
    assert somebody not in next(iter(kept.mailings.values())).done
    assert not any(somebody in ids for ids in kept.followers.values())
