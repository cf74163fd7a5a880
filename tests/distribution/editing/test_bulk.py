"""One act on many pages, summed up before and taken back after."""

from .hands import token
from .hands import words
from plone import api
from plone.uuid.interfaces import IUUID
import pytest
import re
import transaction


def test_many_pages_are_published_after_a_summary_and_taken_back(
    online, write, account, log_in, namur, back
):
    draft = write("tarifs")
    account("web", "Webmasters")
    browser = log_in("web")
    start = browser.get("/@@trash")
    uids = [IUUID(online), IUUID(draft)]
    form = [("uids:list", uid) for uid in uids]
    key = ("_authenticator", token(browser.get("/dechets/tarifs/@@publish")))
    assert start.status_int == 200
    chosen = browser.post("/@@bulk", [*form, key])
    assert "Publier" in words(chosen)
    summary = browser.post("/@@bulk", [*form, key, ("what", "publish"), ("do", "summary")])
    assert "déjà en ligne" in words(summary)
    back()
    assert api.content.get_state(draft) == "private"
    done = browser.post("/@@bulk", [*form, key, ("what", "publish"), ("do", "act")])
    back()
    assert api.content.get_state(draft) == "published"
    former = [
        ("former:list", one)
        for one in re.findall(r'name="former:list"[^>]*value="([^"]+)', done.text)
    ]
    browser.post("/@@bulk", [*former, key, ("what", "retract"), ("do", "undo")])
    back()
    assert api.content.get_state(draft) == "private"
    assert api.content.get_state(online) == "published"


@pytest.mark.parametrize("what", ["trash", "move", "theme", "owner"])
def test_each_act_on_many_can_be_taken_back(what, online, account, log_in, namur, back):
    account("web", "Webmasters")
    account("ann", "Editors")
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(namur, "Folder", "ailleurs", title="Ailleurs")
        online.changeOwnership(api.user.get("web").getUser())
    transaction.commit()
    browser = log_in("web")
    key = ("_authenticator", token(browser.get("/dechets/sacs/@@publish")))
    value = {"move": IUUID(other), "owner": "ann", "theme": "waste"}.get(what, "")
    uid = IUUID(online)
    form = [("uids:list", uid), key, ("what", what), ("value", value)]
    done = browser.post("/@@bulk", [*form, ("do", "act")])
    assert done.status_int == 200
    back()
    site = back()
    if what == "theme":
        assert "former:list" not in words(done)
        return
    if what == "owner":
        assert site["dechets"]["sacs"].getOwner().getId() == "ann"
    else:
        assert "sacs" not in site["dechets"].objectIds()
    undo = re.search(r'name="what" type="hidden" value="([\w-]+)"', done.text)[1]
    former = re.findall(r'name="former:list"[^>]*value="([^"]+)"', done.text)
    browser.post(
        "/@@bulk",
        [*(("former:list", one) for one in former), key, ("what", undo), ("do", "undo")],
    )
    back()
    page = back()["dechets"]["sacs"]
    assert IUUID(page) == uid
    assert page.getOwner().getId() == "web"


def test_nobody_acts_on_pages_that_are_not_theirs(online, account, log_in, namur, back):
    with api.env.adopt_roles(["Manager"]):
        sports = api.content.create(namur, "Folder", "sports", title="Sports")
    account("sport", at=sports)
    browser = log_in("sport")
    key = ("_authenticator", "")
    uid = IUUID(online)
    answer = browser.post("/@@bulk", [("uids:list", uid), key, ("what", "trash"), ("do", "act")])
    assert answer.status_int == 403
    back()
    assert "sacs" in back()["dechets"].objectIds()


@pytest.mark.parametrize("do", ["act", "undo"])
def test_a_reviewer_gives_no_page_to_themselves(do, online, account, log_in, back):
    account("rev", "Reviewers")
    browser, uid = log_in("rev"), IUUID(online)
    key = ("_authenticator", token(browser.get("/dechets/sacs/@@publish")))
    form = [("uids:list", uid), ("value", "rev"), ("former:list", f"{uid} rev")]
    browser.post("/@@bulk", [*form, key, ("what", "owner"), ("do", do)])
    page = back()["dechets"]["sacs"]
    assert "Owner" not in page.get_local_roles_for_userid("rev")
    assert "rev" not in page.creators


def test_what_no_list_offers_is_not_done(online, account, log_in, back):
    account("web", "Webmasters")
    browser, uid = log_in("web"), IUUID(online)
    key = ("_authenticator", token(browser.get("/dechets/sacs/@@publish")))
    for what, value in (("owner", "nobody"), ("move", uid), ("theme", "<b>")):
        form = [("uids:list", uid), key, ("what", what), ("value", value)]
        assert browser.post("/@@bulk", [*form, ("do", "act")]).status_int == 422
