"""What people decided about problems, and what other sites answered, goes out and comes back."""

from communesplone.core.interfaces import ISiteData
from communesplone.editing.quality.acting import do_accept
from communesplone.editing.quality.engine import look
from communesplone.editing.quality.queue import EVERYTHING
from communesplone.editing.quality.setup import uninstall
from communesplone.editing.quality.store import Indexed
from communesplone.editing.quality.store import Item
from communesplone.editing.quality.store import Said
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.store import store
from datetime import date
from plone import api
from zope.component import getAdapter
import json
import pytest


NAME = "communesplone.editing.quality"
ADDRESS = "https://www.example.be/sacs"
FAULTY = f'<p><a href="{ADDRESS}">cliquez ici</a></p>'


def dumped(site):
    return json.loads(json.dumps(getAdapter(site, ISiteData, NAME).dump()))


def load(site, data):
    getAdapter(site, ISiteData, NAME).load(data, True)


def test_what_was_left_as_it_is_stays_so_and_what_died_stays_dead(portal, make, work):
    page = make("bags", FAULTY)
    found = next(one for one in look(page)[1] if one.check == "link_words")
    do_accept(page, found.key)
    for day in (1, 2, 3):
        store(portal).visits.answered(ADDRESS, "no", date(2026, 3, day))
    data = dumped(portal)
    uninstall(portal)
    load(portal, data)
    work()
    checks = {one.check for one in look(page)[1]}
    assert "link_words" not in checks
    assert "dead_links" in checks
    assert dumped(portal) == data


def test_who_said_that_digits_are_no_national_number_goes_out_and_comes_back(portal, make):
    page = make("bags", "<p>85.07.30-033.28</p>")
    do_accept(page, look(page)[1][0].key)
    data = dumped(portal)
    (said,) = data["said"][page.UID()]
    assert said["by"] == api.user.get_current().getId()
    uninstall(portal)
    load(portal, {"left": {}, "links": {}})
    assert "national_numbers" in {one.check for one in look(page)[1]}
    load(portal, data)
    assert "national_numbers" not in {one.check for one in look(page)[1]}
    assert dumped(portal) == data


def test_a_store_made_before_people_could_say_something_takes_what_they_say():
    old = Store()
    item = Item((), Indexed(), "")
    del item.settled
    old.items["u"] = item
    assert (list(old.settled(frozenset({"Manager"}))), old.who_said("u", "m")) == ([], None)
    for name in ("marie", "jean"):
        old.say("u", Said("m", name, "2026-03-01T08:00:00+00:00"))
    assert old.who_said("u", "m").by == "jean"
    old.unsay("u", "m")
    assert not list(old.said)


def test_a_site_without_a_store_has_all_its_pages_looked_at_again(portal, make):
    from communesplone.core import jobs

    data = dumped(portal)
    uninstall(portal)
    assert dumped(portal) == {"left": {}, "said": {}, "links": {}}
    load(portal, data)
    assert EVERYTHING in [job.name for job in jobs.pending(portal)]


def test_what_comes_in_takes_the_place_of_what_was(portal, make):
    make("bags", FAULTY)
    load(portal, {"left": {}, "links": {}})
    assert dumped(portal) == {"left": {}, "said": {}, "links": {}}
    with pytest.raises(ValueError, match="asleep"):
        load(portal, {"left": {}, "links": {ADDRESS: {"state": "asleep"}}})


def test_an_address_that_left_with_its_last_page_is_not_asked_any_more(portal, make, work):
    make("one", FAULTY), make("other", FAULTY)
    api.content.delete(portal["one"], check_linkintegrity=False)
    work()
    assert ADDRESS in dumped(portal)["links"]
    api.content.delete(portal["other"], check_linkintegrity=False)
    work()
    assert ADDRESS not in dumped(portal)["links"]
