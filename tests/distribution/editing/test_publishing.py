"""A page's way online: what changes, then when."""

from .hands import change
from .hands import post
from .hands import words
from communesplone.core import jobs
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID


def test_who_may_publish_reads_what_changes_and_publishes_it(write, account, log_in, visit):
    write("sacs", "Les sacs se vendent à l'accueil.")
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    assert "Les sacs se vendent à l'accueil." in words(answer)
    assert visit("namur").get("/dechets/sacs").status_int in (302, 401)
    done = post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now")
    assert done.status_int == 303
    assert visit("namur").get("/dechets/sacs").status_int == 200
    assert "En ligne" in words(done.follow())


def test_an_editor_without_the_right_has_it_read_instead(write, account, log_in, folder, back):
    page = write("sacs")
    account("eva", at=folder)
    browser = log_in("eva")
    answer = browser.get("/dechets/sacs/@@publish")
    assert 'value="now"' not in words(answer)
    post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now", note="Pour lundi")
    back()
    assert api.content.get_state(page) == "pending"
    assert page.workflow_history["communes_editorial"][-1]["comments"] == "Pour lundi"


def test_a_member_of_another_team_has_no_business_with_a_page(write, account, log_in, namur):
    write("sacs")
    with api.env.adopt_roles(["Manager"]):
        sports = api.content.create(namur, "Folder", "sports", title="Sports")
    account("sport", at=sports)
    for view in ("@@publish", "@@review", "@@versions", "@@preview-link", "@@working-copy"):
        answer = log_in("sport").get(f"/dechets/sacs/{view}")
        assert answer.status_int in (302, 401), view
        assert "Sacs" not in words(answer)


def test_a_text_that_changed_since_it_was_opened_is_shown_and_not_published(
    write, account, log_in, back
):
    page = write("sacs")
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    change(page, "Le prix est de 3 €.")
    refused = post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now")
    assert refused.status_int == 409
    assert "a changé depuis que vous" in words(refused)
    assert "moved" in words(refused)
    back()
    assert api.content.get_state(page) == "private"


def test_a_page_planned_for_later_is_nobodys_until_its_hour(write, account, log_in, visit, back):
    page = write("sacs")
    account("web", "Webmasters")
    form = {"do": "publish", "when": "at", "day": "2026-12-24", "hour": "08:00"}
    day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    post(log_in("web"), "/dechets/sacs/@@publish", **{**form, "day": day})
    back()
    assert api.content.get_state(page) == "published"
    assert page.effective_date > DateTime()
    assert visit("namur").get("/dechets/sacs").status_int == 404
    assert jobs.pending(back())


def test_a_moment_that_has_passed_is_refused_and_what_was_typed_stays(
    write, account, log_in, back
):
    page = write("sacs")
    account("web", "Webmasters")
    form = {"do": "publish", "when": "at", "day": "2020-01-02", "hour": "08:00", "note": "Mot"}
    answer = post(log_in("web"), "/dechets/sacs/@@publish", **form)
    assert answer.status_int == 422
    assert 'value="2020-01-02"' in words(answer)
    assert "Mot" in words(answer)
    back()
    assert api.content.get_state(page) == "private"


def test_a_page_leaves_by_itself_at_its_end(online, account, log_in, back):
    account("web", "Webmasters")
    day = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    post(log_in("web"), "/dechets/sacs/@@publish", do="publish", end_day=day)
    back()
    assert online.expiration_date > DateTime()
    due = [job for job in jobs.pending(back()) if job.args == (IUUID(online),)]
    assert due


def test_looking_at_what_changes_writes_nothing(online, write, account, log_in, namur):
    change(online, "Le prix est de 4 €.")
    account("web", "Webmasters")
    browser = log_in("web")
    before = namur._p_jar.db().lastTransaction()
    for view in ("@@publish", "@@versions", "@@versions?compare=0"):
        assert browser.get(f"/dechets/sacs/{view}").status_int == 200
    assert browser.get("/@@trash").status_int == 200
    assert namur._p_jar.db().lastTransaction() == before


def test_what_the_law_asks_first_is_named_before_anybody_presses_the_button(
    write, account, log_in, visit
):
    write("sacs", '<img src="https://example.example/sac.png">')
    account("web", "Webmasters")
    answer = log_in("web").get("/dechets/sacs/@@publish")
    assert "La loi demande ceci" in words(answer)
    assert "/dechets/sacs/@@quality" in answer.text
    assert visit("namur").get("/dechets/sacs").status_int != 200
