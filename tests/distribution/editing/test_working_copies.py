"""A page that is online is changed beside itself."""

from .hands import change
from .hands import token
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.editing.copies import working
from communesplone.editing.publishing import acts
from communesplone.editing.publishing import plan
from communesplone.editing.publishing.schedule import Choice
from communesplone.editing.trash import store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from zExceptions import Unauthorized
import pytest
import transaction


NOW = datetime.now(UTC)


def test_a_working_copy_leaves_the_page_online_as_it_is(online, account, log_in, visit, back):
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    made = browser.post(
        "/dechets/sacs/@@working-copy", {"do": "make", "_authenticator": token(answer)}
    )
    assert made.status_int == 303
    back()
    [name] = [one for one in back()["dechets"].objectIds() if one != "sacs"]
    copy = back()["dechets"][name]
    change(copy, "Autre texte")
    citizen = visit("namur")
    assert "Autre texte" not in citizen.get("/dechets/sacs").text
    assert citizen.get(f"/dechets/{name}").status_int in (302, 401)
    assert name not in citizen.get("/dechets").text
    assert name not in browser.get("/dechets").text


def test_a_dropped_copy_changes_nothing_and_lies_in_the_trash(online, account, log_in, back):
    account("web", "Webmasters")
    with api.env.adopt_user("web"):
        copy = working.make(online)
        change(copy, "Autre texte")
    path = f"/dechets/{copy.getId()}"
    browser = log_in("web")
    answer = browser.get(f"{path}/@@publish")
    browser.post(f"{path}/@@working-copy", {"do": "drop", "_authenticator": token(answer)})
    back()
    site = back()
    assert site["dechets"].objectIds() == ["sacs"]
    assert [thrown.title for _key, thrown in store.entries(site)] == ["Sacs PMC"]


def test_a_copy_takes_the_place_of_its_page_at_its_hour(online, account, back):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        copy = working.make(online)
        change(copy, "Nouveau prix")
        start = (NOW + timedelta(hours=1)).astimezone(BRUSSELS)
        acts.publish(copy, Choice(when="at", start=start), "")
    transaction.commit()
    assert "Nouveau" not in online.text.raw
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, NOW + timedelta(hours=2))
    assert "Nouveau prix" in online.text.raw


def test_a_copy_that_changed_after_its_hour_was_chosen_waits_for_a_decision(online, account, back):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        copy = working.make(online)
        acts.publish(copy, Choice(when="at", start=NOW + timedelta(hours=1)), "")
        change(copy, "Pas relu")
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, NOW + timedelta(hours=2))
    assert "Pas relu" not in online.text.raw
    assert plan.of(copy).missed


def test_a_working_copy_keeps_the_sections_of_its_page(online, account):
    account("web", "Webmasters")
    online.sections = [{"id": "a1", "type": "quote", "text": "Bien trier"}]
    with api.env.adopt_user("web"):
        copy = working.make(online)
        assert copy.sections == online.sections
        copy.sections = [{"id": "a1", "type": "quote", "text": "Mieux trier"}]
        acts.publish(copy, Choice(), "")
    assert online.sections[0]["text"] == "Mieux trier"


def test_no_copy_is_made_by_who_may_neither_change_nor_add(online, account, namur):
    account("sport")
    with api.env.adopt_user("sport"), pytest.raises(Unauthorized):
        working.make(online)


def test_what_holds_other_pages_has_a_working_copy_too(folder, account, back):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        assert not working.may_be_copied(site["dechets"])
        service = api.content.create(site["dechets"], "Service", "parc", title="Parc")
        api.content.create(service, "Service", "quai", title="Quai")
        api.content.transition(service, "publish")
        copy = working.make(service)
        assert copy.objectIds() == []
        copy.title = "Recyparc"
        page = acts.publish(copy, Choice(), "")
    assert page.Title() == "Recyparc"
    assert page.objectIds() == ["quai"]
    assert list(store.entries(site)) == []


def test_nothing_is_found_any_more_of_a_folder_that_goes_with_a_copy_in_it(online, account, back):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        working.make(online)
    transaction.commit()
    with api.env.adopt_user("web"):
        api.content.delete(site["dechets"], check_linkintegrity=False)
    transaction.commit()
    found = site.portal_catalog.unrestrictedSearchResults(path="/namur/dechets")
    assert [brain.getPath() for brain in found] == []
