from communesplone.alerts.card import EndingAlerts
from plone import api
import pytest


@pytest.fixture
def rows(functional):
    """`rows()`: what the card shows to a webmaster; `rows(("Member",))` to others."""

    def found(roles=("Manager",)):
        site = functional["portal"]
        with api.env.adopt_roles(list(roles)):
            return EndingAlerts(site, site.REQUEST).rows(5)

    return found


def test_an_alert_that_goes_out_within_hours_is_red_and_leads_to_prolonging(add, rows):
    alert = add("Flood", ago=1, hours=4)
    (row,) = rows()
    assert (row.title, row.urgency) == ("Flood", "late")
    assert row.act_url == f"{alert.absolute_url()}/@@manage-alert"


def test_alerts_of_tomorrow_and_of_yesterday_do_not_press(add, rows):
    add("Works", ago=1, hours=60)
    add("Over", ago=5, hours=2)
    add("Draft", ago=1, hours=4, publish=False)
    assert rows() == []


def test_whoever_may_not_prolong_is_not_asked(add, rows):
    add("Flood", ago=1, hours=4)
    assert rows(("Member",)) == []
