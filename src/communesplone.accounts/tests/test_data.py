"""Export and import, the place in the bar, the card, and sharing what was kept."""

from communesplone.accounts.data import kept_data
from communesplone.accounts.office import InvitationsCard
from communesplone.accounts.office import TeamsPlace
from communesplone.accounts.store import Closed
from communesplone.accounts.store import Factor
from communesplone.accounts.store import Invitation
from communesplone.accounts.store import Store
from communesplone.accounts.store import utc_now
from communesplone.core.interfaces import ICard
from communesplone.core.interfaces import IOfficePlace
from datetime import timedelta
from plone.app.testing import login
from zope.annotation.interfaces import IAnnotations
from zope.component import getMultiAdapter
import json
import pytest


@pytest.fixture
def used(site, kept):
    kept.factors["jean"] = Factor("GEZDGNBVGY3TQOJQ", utc_now(), ("digest",))
    kept.factors["jean"].last_step = 7
    kept.closed["lucie"] = Closed(utc_now(), "marie", ("Webmasters",))
    kept.choices["jean"] = {"review": "now"}
    kept.parts["team-x"] = ("uid",)
    return kept


@pytest.mark.parametrize("same_site", [True, False])
def test_second_factors_and_closed_accounts_hold_after_a_restore(site, used, same_site):
    data = json.loads(json.dumps(kept_data(site).dump()))
    IAnnotations(site)["communesplone.accounts"] = made = Store()
    kept_data(site).load(data, same_site)
    assert made.secret == used.secret
    assert made.factors["jean"].last_step == 7
    assert made.closed["lucie"].teams == ("Webmasters",)
    assert made.parts["team-x"] == ("uid",)


def test_a_copy_writes_to_nobody(site, used):
    data = kept_data(site).dump()
    IAnnotations(site)["communesplone.accounts"] = made = Store()
    kept_data(site).load(data, same_site=False)
    assert made.choices["jean"] == {"review": "never"}


def test_webmasters_find_teams_in_the_bar_and_nobody_else(site, functional, kept):
    request = functional["request"]
    now = utc_now()
    kept.invitations["1"] = Invitation(
        "a@b.example", ("x",), "marie", now - timedelta(days=20), now - timedelta(days=6)
    )
    login(site, "jean")
    assert not TeamsPlace(site, request).available()
    login(site, "marie")
    place = getMultiAdapter((site, request), IOfficePlace, name="teams")
    card = getMultiAdapter((site, request), ICard, name="invitations")
    assert place.available()
    assert place.url.endswith("@@teams")
    assert place.count == 1
    assert [row.title for row in card.rows(5)] == ["a@b.example"]
    assert isinstance(card, InvitationsCard)
