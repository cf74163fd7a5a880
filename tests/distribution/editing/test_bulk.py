"""One act on many pages, summed up before and taken back after."""

from .hands import change
from .hands import token
from .hands import words
from communesplone.editing.publishing.former import Former
from DateTime import DateTime
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
    browser.post("/@@bulk", [*former, key, ("what", "before"), ("do", "undo")])
    back()
    assert api.content.get_state(draft) == "private"
    assert api.content.get_state(online) == "published"


def act(browser, what, uid, value=""):
    """Do something with a page and return what its undoing sends."""
    key = ("_authenticator", token(browser.get("/dechets/sacs/@@publish")))
    form = [("uids:list", uid), key, ("what", what), ("value", value), ("do", "act")]
    done = browser.post("/@@bulk", form)
    assert done.status_int == 200
    undo = re.search(r'name="what" type="hidden" value="([\w-]+)"', done.text)[1]
    former = re.findall(r'name="former:list"[^>]*value="([^"]+)"', done.text)
    return [*(("former:list", one) for one in former), key, ("what", undo), ("do", "undo")]


@pytest.mark.parametrize("what", ["trash", "move", "owner"])
def test_each_act_on_many_can_be_taken_back(what, online, account, log_in, namur, back):
    account("web", "Webmasters")
    account("ann", "Editors")
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(namur, "Folder", "ailleurs", title="Ailleurs")
        online.changeOwnership(api.user.get("web").getUser())
    transaction.commit()
    browser = log_in("web")
    value = {"move": IUUID(other), "owner": "ann"}.get(what, "")
    uid = IUUID(online)
    undo = act(browser, what, uid, value)
    site = back()
    if what == "owner":
        assert site["dechets"]["sacs"].getOwner().getId() == "ann"
    else:
        assert "sacs" not in site["dechets"].objectIds()
    browser.post("/@@bulk", undo)
    page = back()["dechets"]["sacs"]
    assert IUUID(page) == uid
    assert page.getOwner().getId() == "web"


def test_a_theme_that_was_given_is_taken_back_and_the_others_stay(
    online, folder, account, log_in, back
):
    with api.env.adopt_roles(["Manager"]):
        place = api.content.create(folder, "Place", "parc", title="Parc", themes=["environment"])
    account("web", "Webmasters")
    undo = act(log_in("web"), "theme", IUUID(place), "waste")
    back()
    assert place.themes == ["environment", "waste"]
    log_in("web").post("/@@bulk", undo)
    back()
    assert place.themes == ["environment"]


def dates(page):
    return page.effective_date, page.expiration_date


@pytest.fixture
def stands(write, back):
    """`stands("pending")`: a page in that state, "scheduled" and "expired" are some too."""

    def make(name):
        page = write("sacs")
        with api.env.adopt_roles(["Manager"]):
            if name == "pending":
                api.content.transition(page, "submit", comment="Pour lundi")
            elif name != "private":
                page.effective_date = DateTime() + {"scheduled": 3}.get(name, -3)
                page.expiration_date = DateTime() + {"expired": -1}.get(name, 9)
                api.content.transition(page, "publish")
            page.reindexObject()
        transaction.commit()
        return page

    return make


@pytest.mark.parametrize(
    ("what", "name", "group"),
    [
        ("retract", "pending", "Webmasters"),
        ("retract", "scheduled", "Webmasters"),
        ("retract", "online", "Webmasters"),
        ("retract", "online", "Reviewers"),
        ("publish", "private", "Webmasters"),
        ("publish", "pending", "Webmasters"),
        ("publish", "pending", "Reviewers"),
        ("publish", "expired", "Webmasters"),
    ],
)
def test_what_was_published_or_taken_offline_is_again_what_it_was(
    what, name, group, stands, account, log_in, visit, back
):
    page = stands(name)
    account("web", group)
    browser = log_in("web")
    before = api.content.get_state(page), *dates(page)
    answers = visit("namur").get("/dechets/sacs").status_int
    undo = act(browser, what, IUUID(page))
    back()
    after = {"retract": "private", "publish": "published"}[what]
    assert api.content.get_state(page) == after
    assert (visit("namur").get("/dechets/sacs").status_int == 200) == (what == "publish")
    browser.post("/@@bulk", undo)
    back()
    assert (api.content.get_state(page), *dates(page)) == before
    assert visit("namur").get("/dechets/sacs").status_int == answers
    catalog = back().portal_catalog
    (brain,) = catalog.unrestrictedSearchResults(UID=IUUID(page))
    assert brain.review_state == before[0]


def test_what_was_written_since_is_not_put_online_by_taking_back(
    online, account, log_in, visit, back
):
    account("web", "Webmasters")
    browser = log_in("web")
    undo = act(browser, "retract", IUUID(online))
    change(online, "Le prix est de 9 €.")
    browser.post("/@@bulk", undo)
    back()
    assert api.content.get_state(online) == "private"
    assert visit("namur").get("/dechets/sacs").status_int != 200


@pytest.mark.parametrize("made_up", ["published,,,0", "published", "published,x,,", "none,,,"])
def test_nobody_makes_up_what_a_page_was(made_up, write, account, folder, log_in, back):
    page = write("sacs")
    account("eva", at=folder)
    browser = log_in("eva")
    key = ("_authenticator", token(browser.get("/dechets/sacs/@@publish")))
    for line in (
        f"{IUUID(page)} {made_up}",
        f"{IUUID(page)} {Former('published', None, None).written(page)}",
    ):
        form = [("former:list", line), key, ("what", "before"), ("do", "undo")]
        assert browser.post("/@@bulk", form).status_int == 200
        back()
        assert api.content.get_state(page) == "private"


def test_a_page_that_waits_for_its_hour_is_said_to(stands, account, log_in):
    page = stands("scheduled")
    account("web", "Webmasters")
    browser = log_in("web")
    key = ("_authenticator", token(browser.get("/dechets/sacs/@@publish")))
    form = [("uids:list", IUUID(page)), key, ("what", "publish"), ("do", "summary")]
    answer = words(browser.post("/@@bulk", form))
    assert "attend déjà son heure" in answer
    assert "Programmé" in answer


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
