"""A colleague's text, read word by word, and the answer to it."""

from .hands import post
from .hands import words
from communesplone.core import memory
from communesplone.editing.publishing import acts
from communesplone.editing.publishing import remarks
from communesplone.editing.publishing.cards import NewTexts
from communesplone.editing.publishing.cards import SentBack
from communesplone.editing.publishing.schedule import Choice
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID
from zope.globalrequest import getRequest
import re


NOW = datetime.now(UTC)


def test_a_reviewer_reads_the_differences_with_what_is_online(submitted, log_in):
    answer = log_in("rev").get(f"/dechets/{submitted.getId()}/@@review")
    assert re.search(r"<del>.*?2</del>", answer.text, re.S)
    assert re.search(r"<ins>.*?3</ins>", answer.text, re.S)
    assert "Décidé par le collège" in words(answer)


def test_a_remark_reaches_its_author_at_its_words_once_it_is_sent(submitted, log_in, back):
    path = f"/dechets/{submitted.getId()}"
    reviewer, author = log_in("rev"), log_in("eva")
    answer = reviewer.get(f"{path}/@@review")
    where = re.search(
        r'name="part"\s+type="hidden"\s+value="text"\s*/?>\s*<input name="paragraph"\s+'
        r'type="hidden"\s+value="(\w+)"',
        answer.text,
    )
    kept = post(
        reviewer,
        f"{path}/@@review",
        answer,
        do="add_remark",
        part="text",
        paragraph=where[1],
        quote="par sac",
        remark="Par rouleau, non ?",
    )
    assert kept.status_int == 303
    assert "Par rouleau" not in words(author.get(f"{path}/@@publish"))
    post(reviewer, f"{path}/@@review", do="send_back")
    text = words(author.get(f"{path}/@@publish"))
    assert "Par rouleau, non ?" in text
    assert "<mark>par sac</mark>" in text
    back()
    assert api.content.get_state(submitted) == "private"


def test_nobody_sends_back_without_saying_why(submitted, log_in, back):
    answer = post(log_in("rev"), f"/dechets/{submitted.getId()}/@@review", do="send_back")
    assert answer.status_int == 422
    back()
    assert api.content.get_state(submitted) == "pending"


def test_a_reviewer_puts_the_copy_in_the_place_of_its_page(submitted, log_in, visit, online, back):
    uid = IUUID(online)
    post(log_in("rev"), f"/dechets/{submitted.getId()}/@@review", do="publish")
    memory.forget()
    assert "3 € par sac" in words(visit("namur").get("/dechets/sacs"))
    back()
    page = back()["dechets"]["sacs"]
    assert IUUID(page) == uid
    assert api.content.get_state(page) == "published"
    assert back()["dechets"].objectIds() == ["sacs"]
    assert remarks.remarks(page) == ()


def test_an_author_does_not_review_their_own_page(submitted, log_in):
    path = f"/dechets/{submitted.getId()}/@@review"
    answer = log_in("eva").get(path)
    assert 'value="send_back"' not in words(answer)


def test_the_dashboard_says_which_text_has_an_hour_and_what_came_back(
    online, submitted, account, back
):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        acts.publish(submitted, Choice(when="at", start=NOW + timedelta(days=2)), "")
        [row] = NewTexts(site, getRequest()).rows(5)
        assert row.title == "Sacs PMC"
        acts.retract(submitted)
    with api.env.adopt_user("rev"):
        acts.send_back(submitted, "Vérifiez le prix")
    with api.env.adopt_user("eva"):
        [row] = SentBack(site, getRequest()).rows(5)
    assert row.act_url.endswith("/@@publish")
