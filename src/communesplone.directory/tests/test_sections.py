from communesplone.core.sections import render_all
from communesplone.directory.interfaces import IDirectoryLayer
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from zope.interface import alsoProvides
import pytest


@pytest.mark.parametrize("name", ["contact_hours", "places_map"])
def test_a_page_shows_entries_with_hours_and_address(portal, name):
    alsoProvides(portal.REQUEST, IDirectoryLayer)
    setRoles(portal, TEST_USER_ID, ["Manager"])
    place = api.content.create(
        portal,
        "Place",
        title="Library",
        kind="library",
        locality="Namur",
        latitude=50.4,
        longitude=4.8,
        opening_hours={"week": {"mon": [["08:30", "12:00"]]}},
    )
    data = [{"id": "s1", "type": name, "items": [place.UID()]}]
    shown = str(render_all(portal, portal.REQUEST, data))
    for words in ("Library", "Namur", "status"):
        assert words in shown
