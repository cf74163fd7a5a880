from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import from_data
from communesplone.core.hours.drawing import panel
from communesplone.core.interfaces import ICommunesLayer
from datetime import datetime
from zope.component import getMultiAdapter
from zope.interface import alsoProvides


TUESDAY = datetime(2026, 11, 24, 10, 42, tzinfo=BRUSSELS)
HOURS = from_data({"week": {"tue": [["08:30", "16:00"]]}})


def test_a_panel_has_a_status_seven_days_and_today_among_them():
    found = panel(HOURS, TUESDAY, "en")
    assert found["status"]["kind"] == "open"
    assert [day["today"] for day in found["week"]] == [False, True] + [False] * 5


def test_without_hours_there_is_no_panel():
    assert panel(from_data(None), TUESDAY, "en") is None


def test_communes_hours_are_macros_for_any_page(portal):
    alsoProvides(portal.REQUEST, ICommunesLayer)
    view = getMultiAdapter((portal, portal.REQUEST), name="communes_hours")
    assert {"week", "status"} <= set(view.index.macros.names)
