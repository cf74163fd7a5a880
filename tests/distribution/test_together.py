"""What a demonstration hub has of working together: everything is marked as fictitious."""

from communesplone.hub.catalogue import catalogue
from communesplone.hub.together.listing import decisions
from communesplone.hub.together.listing import found
from communesplone.hub.together.place import place_of
from communesplone.hub.together.proposal import TYPE
from communesplone.hub.together.words import STATES
from communesplone.policy.content import read_json
from communesplone.policy.demo_together import fill
from communesplone.policy.demo_together import write
from communesplone.sharing.reporting import report
from dataclasses import replace
from plone import api


def test_a_demonstration_shows_proposals_in_many_states_and_marks_them(app, enter):
    for site_id in ("namur", "st-vith"):
        report(enter(site_id))
    hub = enter("hub")
    kept = catalogue(hub)
    # Durbuy is no site here: the hub knows it as it knows Namur
    kept.communes["nis:83012"] = replace(kept.communes["nis:92094"], name="Durbuy")
    kept.reports["nis:83012"] = replace(kept.reports["nis:92094"], issuer="nis:83012")
    data = read_json("demo", "together.json")
    with api.env.adopt_roles(["Manager"]):
        write(hub, data)
        brains, total = found(hub, TYPE, STATES)
    assert total == len(data["proposals"])
    assert {brain.review_state for brain in brains} == {
        entry["until"] for entry in data["proposals"]
    }
    assert {brain.Description for brain in brains} == {data["mark"]}
    assert decisions(hub)[1] == 1


def test_a_hub_of_communes_that_are_no_demonstration_stays_empty(app, enter):
    fill(app)
    assert not len(place_of(enter("hub")))
