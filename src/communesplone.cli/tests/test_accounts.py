"""`communes accounts`: what an operator sees of the people of a site, and mends for them."""

from communesplone.accounts import attempts
from communesplone.accounts.store import Factor
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from plone import api
from zope.component.hooks import setSite
import json
import pytest


def make_marie(app, site_id):
    """Marie is a webmaster with a second factor, who failed to log in too often."""
    site = app[site_id]
    setSite(site)
    if api.user.get(username="marie") is None:
        api.user.create(
            email="marie@namur.example", username="marie", password="quatre mots sans rapport"
        )
        api.group.add_user(groupname="Webmasters", username="marie")
    kept = store(site)
    kept.factors["marie"] = Factor("GEZDGNBVGY3TQOJQ", utc_now(), ())
    counted = attempts.keys(kept, "marie", "192.0.2.1", device=False)
    for _ in range(9):
        attempts.failed(kept, counted, utc_now(), keep=True)


@pytest.fixture
def marie(instance, command):
    instance.call(make_marie, "namur")

    def found():
        accounts = json.loads(command("accounts", "namur", "--json").stdout)["accounts"]
        return next(one for one in accounts if one["login"] == "marie")

    return found


def test_accounts_are_listed_for_people_and_for_programs(command, marie):
    one = marie()
    assert one["teams"] == ["Webmasters"]
    assert one["second_factor"] is True
    assert one["waits_until"]
    assert "marie" in command("accounts", "namur").stdout


def test_an_operator_unlocks_who_failed_too_often(command, marie):
    command("accounts", "namur", "--unlock", "marie")
    assert marie()["waits_until"] is None
    assert marie()["second_factor"] is True


def test_an_operator_takes_a_lost_second_factor_away(command, marie):
    said = command("accounts", "namur", "--reset-second-factor", "marie@namur.example").stdout
    assert "@@my-account" in said
    assert marie()["second_factor"] is False


def test_nobody_of_that_name_is_said_so(refused, marie):
    assert "Nobody in namur" in refused("accounts", "namur", "--unlock", "pierre")


def test_a_site_that_is_not_there_is_said_so(refused):
    assert "namur" in refused("accounts", "namurr")
