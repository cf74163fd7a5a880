"""What is deleted can be had back for thirty days."""

from .hands import post
from .hands import words
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from communesplone.core import jobs
from communesplone.editing.trash import restoring
from communesplone.editing.trash import store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.uuid.interfaces import IUUID
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


def test_what_is_deleted_comes_back_as_it_was(online, folder, account, log_in, visit, back):
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(folder["sacs"], "sacs-pmc")
    account("web", "Webmasters")
    uid = IUUID(folder["sacs-pmc"])
    transaction.commit()
    browser = log_in("web")
    asked = browser.get("/dechets/delete_confirmation")
    assert "Déchets" in words(asked)
    post(browser, "/dechets/delete_confirmation", asked, do="throw")
    citizen = visit("namur")
    assert citizen.get("/dechets").status_int in (404, 410)
    assert citizen.get("/dechets/sacs-pmc").status_int in (404, 410)
    back()
    [(key, thrown)] = store.entries(back())
    assert thrown.count == 1
    done = post(browser, "/@@trash", do="restore", key=key)
    assert done.status_int == 303
    back()
    page = back()["dechets"]["sacs-pmc"]
    assert IUUID(page) == uid
    assert api.content.get_state(page) == "published"
    assert citizen.get("/dechets/sacs-pmc").status_int == 200
    old = citizen.get("/dechets/sacs")
    assert old.headers["Location"].endswith("/dechets/sacs-pmc")
    assert store.trash(back()).get(key) is None


def test_rest_deletes_into_the_trash_too(online, account, log_in, back):
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.delete("/dechets/sacs", headers={"Accept": "application/json"})
    assert answer.status_int == 204
    back()
    assert [thrown.path for _key, thrown in store.entries(back())] == ["/namur/dechets/sacs"]


def test_what_is_in_the_trash_appears_nowhere(online, account, visit, log_in, namur):
    account("web", "Webmasters")
    log_in("web").delete("/dechets/sacs", headers={"Accept": "application/json"})
    citizen = visit("namur")
    for path in ("/@@search?SearchableText=Sacs", "/sitemap.xml", "/dechets"):
        assert "/dechets/sacs" not in citizen.get(path).text
    rest = citizen.get("/@search?Title=Sacs", headers={"Accept": "application/json"})
    assert rest.json["items_total"] == 0
    assert citizen.get("/communesplone.editing.trash").status_int == 404


def test_a_move_or_a_job_puts_nothing_into_the_trash(online, folder, namur):
    newSecurityManager(None, system.__of__(namur.acl_users))
    api.content.move(folder["sacs"], namur)
    api.content.delete(namur["sacs"])
    assert list(store.entries(namur)) == []


def test_the_trash_is_emptied_after_thirty_days(online, account, log_in, back):
    account("web", "Webmasters")
    log_in("web").delete("/dechets/sacs", headers={"Accept": "application/json"})
    back()
    site = back()
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, datetime.now(UTC) + timedelta(days=29))
    assert len(list(store.entries(site))) == 1
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, datetime.now(UTC) + timedelta(days=31))
    assert list(store.entries(site)) == []


def test_an_editor_takes_back_their_own_and_another_team_sees_nothing(
    online, folder, account, log_in, namur, back
):
    with api.env.adopt_roles(["Manager"]):
        sports = api.content.create(namur, "Folder", "sports", title="Sports")
    account("eva", at=folder)
    account("sport", at=sports)
    log_in("eva").delete("/dechets/sacs", headers={"Accept": "application/json"})
    assert "Sacs PMC" in words(log_in("eva").get("/@@trash"))
    other = log_in("sport")
    answer = other.get("/@@trash")
    assert "Sacs PMC" not in words(answer)
    back()
    [(key, _thrown)] = store.entries(back())
    mine = log_in("eva").get("/@@trash")
    own = other.get("/sports/@@publish")
    refused = post(other, "/@@trash", own, do="restore", key=key)
    assert refused.status_int in (302, 401, 403)
    assert "Effacer" not in words(mine)
    back()
    assert "sacs" not in back()["dechets"].objectIds()


def test_an_address_that_was_taken_since_is_said_and_nothing_is_lost(
    online, write, account, log_in, back
):
    account("web", "Webmasters")
    browser = log_in("web")
    browser.delete("/dechets/sacs", headers={"Accept": "application/json"})
    write("sacs", "Une autre page")
    back()
    [(key, _thrown)] = store.entries(back())
    answer = post(browser, "/@@trash", do="restore", key=key)
    assert answer.status_int == 409
    back()
    assert len(list(store.entries(back()))) == 1


def test_the_question_names_the_pages_that_lead_there(online, write, account, log_in):
    other = write("tarifs")
    other.title = "Tarifs"
    other.text = RichTextValue(
        f'<p><a href="resolveuid/{IUUID(online)}">Sacs</a></p>', "text/html", "text/x-html-safe"
    )
    with api.env.adopt_roles(["Manager"]):
        notify(ObjectModifiedEvent(other))
    account("web", "Webmasters")
    transaction.commit()
    assert "Tarifs" in words(log_in("web").get("/dechets/sacs/delete_confirmation"))


def test_erasing_for_good_is_asked_once_more_and_is_for_webmasters(online, account, log_in, back):
    account("web", "Webmasters")
    browser = log_in("web")
    browser.delete("/dechets/sacs", headers={"Accept": "application/json"})
    back()
    [(key, _thrown)] = store.entries(back())
    asked = post(browser, "/@@trash", do="erase", key=key)
    assert "Effacer" in words(asked)
    assert store.get(back(), key)
    post(browser, "/@@trash", asked, do="erase", key=key, sure="yes")
    back()
    assert list(store.entries(back())) == []


def test_restoring_where_nothing_may_be_added_is_refused(online, account, log_in, namur, back):
    account("web", "Webmasters")
    account("sport")
    log_in("web").delete("/dechets/sacs", headers={"Accept": "application/json"})
    site = back()
    [(key, _thrown)] = store.entries(site)
    with api.env.adopt_user("sport"), pytest.raises(Unauthorized):
        restoring.restore(site, key)
