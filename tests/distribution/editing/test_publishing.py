"""A page's way online: what changes, then when."""

from .hands import change
from .hands import post
from .hands import words
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.core.publication import aware
from communesplone.editing.previews import links
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.uuid.interfaces import IUUID
import pytest
import transaction


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


def in_days(days):
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


@pytest.fixture
def scheduled(write, account, log_in, back):
    """A page that goes online in three days, and the browser of who said so."""
    page = write("sacs")
    account("web", "Webmasters")
    browser = log_in("web")
    form = {"do": "publish", "when": "at", "day": in_days(3), "hour": "08:00"}
    assert post(browser, "/dechets/sacs/@@publish", **form).status_int == 303
    back()
    return page, browser


@pytest.fixture
def submitted_page(write):
    page = write("sacs")
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(page, "submit")
    transaction.commit()
    return page


def test_other_dates_leave_the_hour_of_a_page_that_waits_for_it(scheduled, visit, back):
    page, browser = scheduled
    hour = page.effective_date
    # As a form says it that does not ask when
    post(browser, "/dechets/sacs/@@publish", do="publish", end_day=in_days(9))
    back()
    assert page.effective_date == hour
    assert page.expiration_date > hour
    assert visit("namur").get("/dechets/sacs").status_int == 404


def test_a_page_that_waits_for_its_hour_says_so_and_shows_the_hour(scheduled, visit):
    _page, browser = scheduled
    answer = browser.get("/dechets/sacs/@@publish")
    assert "Cette page attend son heure" in words(answer)
    assert "Vos habitants la lisent" not in words(answer)
    assert "Personne n’a encore lu cette page" not in words(answer)
    form = next(one for one in answer.forms.values() if "when" in one.fields)
    assert (form["when"].value, form["day"].value) == ("at", in_days(3))
    assert form["hour"].value == "08:00"


def test_its_hour_is_changed_and_it_stays_nobodys(scheduled, visit, back):
    page, browser = scheduled
    form = {"do": "publish", "when": "at", "day": in_days(5), "hour": "09:30"}
    post(browser, "/dechets/sacs/@@publish", **form)
    back()
    hour = aware(page.effective_date).astimezone(BRUSSELS)
    assert f"{hour:%Y-%m-%d %H:%M}" == f"{in_days(5)} 09:30"
    assert visit("namur").get("/dechets/sacs").status_int == 404


def test_a_reviewer_changes_the_hour_that_they_chose(submitted_page, account, log_in, visit, back):
    account("rev", "Reviewers")
    browser = log_in("rev")
    form = {"do": "publish", "when": "at", "hour": "08:00"}
    done = post(browser, "/dechets/sacs/@@publish", day=in_days(3), **form)
    assert done.follow().status_int == 200
    post(browser, "/dechets/sacs/@@publish", day=in_days(5), **form)
    back()
    assert aware(submitted_page.effective_date).date().isoformat() == in_days(5)
    assert visit("namur").get("/dechets/sacs").status_int == 404


def test_it_is_put_online_before_its_hour(scheduled, visit):
    _page, browser = scheduled
    done = post(browser, "/dechets/sacs/@@publish", do="publish", when="now")
    assert "Cette page est en ligne" in words(done.follow())
    assert visit("namur").get("/dechets/sacs").status_int == 200


def test_its_hour_is_cancelled_and_forgotten(scheduled, back):
    page, browser = scheduled
    assert "Annuler l’heure" in words(browser.get("/dechets/sacs/@@publish"))
    post(browser, "/dechets/sacs/@@publish", do="retract")
    back()
    assert api.content.get_state(page) == "private"
    assert page.effective_date is None


def test_it_is_shown_by_a_link_until_its_hour(scheduled, visit, back):
    page, browser = scheduled
    answer = browser.get("/dechets/sacs/@@publish")
    post(browser, "/dechets/sacs/@@preview-link", answer, do="make")
    back()
    address = links.link_of(page).address
    assert "/@@apercu/" in words(browser.get("/dechets/sacs/@@publish"))
    answer = visit("namur").get(f"/@@apercu/{address.rpartition('/')[2]}")
    assert answer.status_int == 200
    assert "Sacs PMC" in words(answer)


def test_what_the_law_asks_is_asked_before_a_waiting_page_goes_online(scheduled, visit, back):
    page, browser = scheduled
    change(page, '<img src="https://example.example/sac.png">')
    answer = browser.get("/dechets/sacs/@@publish")
    assert "La loi demande ceci" in words(answer)
    post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now")
    back()
    assert page.effective_date > DateTime()
    assert visit("namur").get("/dechets/sacs").status_int == 404


def test_a_page_whose_end_has_passed_says_so_and_comes_back_by_a_choice(
    online, account, log_in, visit, back
):
    account("web", "Webmasters")
    first = online.effective_date = DateTime() - 9
    online.expiration_date = DateTime() - 1
    change(online, "Le prix est de 2 €.")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    assert "Cette page a été retirée" in words(answer)
    assert "Vos habitants la lisent" not in words(answer)
    post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now")
    back()
    assert (online.effective_date, online.expiration_date) == (first, None)
    assert visit("namur").get("/dechets/sacs").status_int == 200


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


def test_the_editor_of_sections_adds_nothing_unlawful_to_a_page_that_is_online(
    online, account, log_in, back, folder
):
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@sections")
    form = next(one for one in answer.forms.values() if "_page.text" in one.fields)
    form["_page.text"] = '<p><img src="https://example.example/sac.png"></p>'
    refused = form.submit("do", index=0)
    assert refused.status_int == 422
    assert "rien n’y est enregistré" in words(refused)
    back()
    assert "sac.png" not in online.text.raw

    form = next(one for one in refused.forms.values() if "_page.text" in one.fields)
    assert "sac.png" in form["_page.text"].value
    form.action = refused.html.select_one("#quality-refusal button")["formaction"]
    form.action = form.action.partition("namur.localhost")[2]
    copied = form.submit("do", value="go-on sections").follow()
    assert copied.status_int == 200
    form = next(one for one in copied.forms.values() if "_page.text" in one.fields)
    assert "sac.png" in form["_page.text"].value
    assert form.submit("do", index=0).status_int == 302
    back()
    assert "sac.png" in folder["copy_of_sacs"].text.raw
    assert "sac.png" not in online.text.raw
