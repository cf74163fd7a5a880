"""`communes tools`: what communes ask for, granted for real in a commune's site."""

from communesplone.core import jobs
from communesplone.sharing.asking.asked import ASK
from communesplone.sharing.asking.asked import ask
from communesplone.sharing.asking.asked import deliver
from communesplone.sharing.store import store
from plone.dexterity.utils import createContentInContainer
from zope.component.hooks import setSite
import json


TOOL = "communesplone.feedback"


def ask_for(app, site_id):
    """A webmaster of the commune asks, and the job brings it to the hub."""
    site = app[site_id]
    setSite(site)
    ask(site, store(site), TOOL, "Savoir quelles pages n'aident pas.", "marie")
    assert ASK in [job.name for job in jobs.pending(site)]
    deliver(site, TOOL)
    jobs.cancel(site, ASK)


def make_alert(app, site_id):
    site = app[site_id]
    setSite(site)
    createContentInContainer(site, "Alert", checkConstraints=False, title="Travaux")


def answer_of(app, site_id):
    """What the commune reads, after the hub's jobs."""
    setSite(app["hub"])
    jobs.run_due(app["hub"])
    setSite(app[site_id])
    found = store(app[site_id]).tools[TOOL]
    return [found.state, found.answer, found.person, found.decided_by]


def has(command, tool):
    return json.loads(command("tools", "of", "namur", "--json").stdout)["tools"][tool]


def test_a_tool_is_taken_out_asked_for_granted_and_told(command, instance):
    assert has(command, TOOL)
    command("tools", "off", "namur", "feedback")
    assert not has(command, TOOL)
    assert "as it was" in command("tools", "off", "namur", TOOL).stdout
    instance.call(ask_for, "namur")
    (request,) = json.loads(command("tools", "--json").stdout)["requests"]
    assert (request["site"], request["tool"], request["state"]) == ("namur", TOOL, "waiting")
    assert request["person"] == ""
    command("tools", "decline", "namur", TOOL, "--word", "Après la mise à jour.")
    assert instance.call(answer_of, "namur")[:2] == ["declined", "Après la mise à jour."]
    command("tools", "grant", "namur", "feedback", "--word", "Bon usage.")
    assert has(command, TOOL)
    assert instance.call(answer_of, "namur") == ["installed", "Bon usage.", "marie", ""]
    assert "installed" in command("tools").stdout


def test_what_every_site_needs_is_not_taken_out(refused):
    assert "part of every site" in refused("tools", "off", "namur", "core")
    assert "Did you mean" in refused("tools", "grant", "namur", "feedbak")
    assert "There is no site" in refused("tools", "grant", "namurr", "feedback")


def test_a_tool_with_pages_of_its_own_stays(refused, command, instance):
    instance.call(make_alert, "namur")
    assert "page(s) made with communesplone.alerts" in refused("tools", "off", "namur", "alerts")
    assert has(command, "communesplone.alerts")
