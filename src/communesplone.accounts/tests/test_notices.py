from communesplone.accounts import notices
from communesplone.accounts.changing import save
from communesplone.accounts.store import Closed
from communesplone.accounts.store import utc_now
from communesplone.accounts.upkeep import tell_reviews
from communesplone.core import jobs
from communesplone.core.interfaces import INotifications
from communesplone.core.jobs import JobGivenUp
from communesplone.core.records import Notice
from communesplone.core.relay import Refused
from datetime import date
from plone import api
from plone.app.testing import login
from zope.event import notify
from zope.i18nmessageid import Message
import pytest
import transaction


@pytest.fixture
def team(site, as_marie):
    """Jean writes in the library, Lucie reviews there."""
    uids = (site["library"].UID(),)
    save(site, "", "Writers", "write", uids, ("jean",))
    save(site, "", "Readers", "review", uids, ("lucie",))
    login(site, "jean")
    page = api.content.create(site["library"], "Document", "news", title="Nouveautés")
    transaction.commit()
    return page


def to(mailbox):
    return sorted(message["To"] for message in mailbox.messages)


def test_a_submitted_page_is_told_to_those_who_may_publish_it(team, mailbox, run):
    api.content.transition(team, "submit")
    transaction.commit()
    run()
    assert to(mailbox) == ["lucie@commune.example", "marie@commune.example"]
    assert team.absolute_url() in mailbox.text()


def test_a_page_sent_back_is_told_to_its_author_with_the_remark(site, team, mailbox, run):
    api.content.transition(team, "submit")
    login(site, "lucie")
    remarks = "Il manque le prix.\n\n« gratuit » : pour qui ?"
    site.portal_workflow.doActionFor(team, "reject", comment="Il manque le prix.", told=remarks)
    transaction.commit()
    run()
    mails = [one for one in mailbox.messages if one["To"] == "jean@commune.example"]
    assert len(mails) == 1
    # In mail, lines end as the protocol wants, and « » keep their words on one line
    assert (
        mails[0]
        .get_content()
        .replace("\r\n", "\n")
        .replace("\xa0", " ")
        .startswith(f"Votre page a été renvoyée\n\n{remarks}\n")
    )
    assert team.workflow_history["simple_publication_workflow"][-1]["comments"] == (
        "Il manque le prix."
    )


def test_a_published_page_is_told_to_its_author_and_not_to_who_did_it(site, team, mailbox, run):
    login(site, "lucie")
    api.content.transition(team, "publish")
    transaction.commit()
    run()
    assert to(mailbox) == ["jean@commune.example"]


def test_who_chose_never_hears_nothing(site, team, mailbox, run):
    for user_id in ("lucie", "marie"):
        notices.choose(site, user_id, {"review": "never"})
    api.content.transition(team, "submit")
    transaction.commit()
    run()
    assert not mailbox.messages


def test_who_chose_once_a_day_gets_one_mail_for_all(site, team, mailbox, run):
    for user_id in ("lucie", "marie"):
        notices.choose(site, user_id, {"review": "daily"})
    api.content.transition(team, "submit")
    login(site, "jean")
    other = api.content.create(site["library"], "Document", "other", title="Autre")
    api.content.transition(other, "submit")
    transaction.commit()
    run()
    assert not mailbox.messages
    notices.every_day(site)
    transaction.commit()
    run()
    assert to(mailbox) == ["lucie@commune.example", "marie@commune.example"]
    assert "Nouveautés" in mailbox.text()
    assert "Autre" in mailbox.text()
    notices.every_day(site)
    transaction.commit()
    run()
    assert len(mailbox.messages) == 2


def test_after_a_crash_nobody_is_told_twice(site, team, mailbox, run):
    INotifications(site).tell("published", Notice("1", "A page", "http://x/a"), ["jean"])
    transaction.commit()
    run()
    notices.deliver(site, "jean", "now")  # the job runs once more
    assert len(mailbox.messages) == 1


def test_a_relay_that_says_later_is_asked_again(site, team, mailbox):
    mailbox.reply = "451 4.3.0 later"
    notices.spread(
        site, "published", notices.written(Notice("1", "A page", "http://x/a")), ("jean",), ""
    )
    with pytest.raises(Refused):
        notices.deliver(site, "jean", "now")
    assert len(site.__annotations__["communesplone.accounts"].notices) == 1
    mailbox.reply = ""
    notices.deliver(site, "jean", "now")
    assert len(mailbox.messages) == 1


def test_nobody_is_told_of_a_page_they_may_not_see(site, team, mailbox, run, kept):
    notice = Notice("1", "Secret", team.absolute_url())
    with api.env.adopt_user("marie"):
        api.group.remove_user(groupname="team-writers", username="jean")
        team.manage_delLocalRoles(["jean"])
    INotifications(site).tell("published", notice, ["jean"], team.UID())
    transaction.commit()
    run()
    assert not mailbox.messages
    assert not kept.notices


def test_a_closed_account_is_told_nothing_more(site, team, mailbox, run, kept):
    kept.closed["jean"] = Closed(utc_now(), "marie", ())
    INotifications(site).tell("published", Notice("1", "A", "http://x/a"), ["jean"])
    transaction.commit()
    run()
    assert not mailbox.messages


def test_those_who_keep_a_page_hear_of_it_when_nobody_is_named(site, team, mailbox, run):
    notices.choose(site, "marie", {"published": "never"})
    INotifications(site).tell("published", Notice("1", "A", "http://x/a"), (), team.UID())
    transaction.commit()
    run()
    assert to(mailbox) == ["jean@commune.example"]


def test_a_task_that_failed_is_told_to_the_webmasters(site, team, mailbox, run):
    notices.choose(site, "marie", {"job": "now"})
    notify(JobGivenUp(site, "abc", "communesplone.news.export"))
    notify(JobGivenUp(site, "def", "communesplone.accounts.deliver"))
    transaction.commit()
    run()
    assert to(mailbox) == ["marie@commune.example"]


def test_a_review_date_is_told_once_to_the_author(site, team, kept):
    team.review_date = date(2026, 11, 29)
    team.reindexObject()
    with api.env.adopt_roles(["Manager"]):
        tell_reviews(site, date(2026, 11, 29))
        tell_reviews(site, date(2026, 11, 30))
    told = [job for job in jobs.pending(site) if job.name == notices.SPREAD]
    assert [job.args[2] for job in told if job.args[0] == "review-date"] == [("jean",)]


def test_a_title_cannot_write_a_header(site, team, mailbox, run):
    notice = Notice("1", "Bonjour\r\nBcc: spy@evil.example", "http://x/a", "Texte\r\n.\r\nsuite")
    INotifications(site).tell("published", notice, ["jean"])
    transaction.commit()
    run()
    assert mailbox.messages[0]["Bcc"] is None
    assert len(mailbox.envelopes[0].rcpt_tos) == 1


def test_a_notice_waits_as_text_that_an_export_can_carry():
    message = Message("submitted", "communesplone", "Read ${title}", {"title": "A page"})
    notice = Notice("1", message, "http://x/a", "Please")
    told = notices.read(notices.written(notice))
    assert told == notice
    assert (told.title.domain, told.title.default, told.title.mapping) == (
        "communesplone",
        "Read ${title}",
        {"title": "A page"},
    )
