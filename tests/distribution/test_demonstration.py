"""A demonstration: published, fictitious, in the languages of the commune."""

from communesplone.core.behaviors.opening_hours import opening_hours_of
from communesplone.core.identity import identity
from communesplone.core.reference import find
from communesplone.policy.sites import create_commune
from datetime import datetime
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from pytz import UTC
from zope.component.hooks import setSite
import pytest


@pytest.fixture
def texts(st_vith):
    """Every text of the demonstration."""
    with api.env.adopt_roles(["Manager"]):
        found = [brain.getObject() for brain in api.content.find(st_vith)]
    return [
        (item.absolute_url(), f"{item.title} {item.description} {getattr(text, 'raw', '')}")
        for item in found
        for text in [getattr(item, "text", None)]
    ]


def test_a_demonstration_says_that_it_is_one(st_vith):
    assert identity(st_vith).demonstration


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("Service", 12),
        ("Place", 12),
        ("Association", 8),
        ("Shop", 8),
        ("Person", 18),
        ("News Item", 6),
        ("Event", 26),
        ("Document", 10),
    ],
)
@pytest.mark.parametrize("language", ["de", "fr"])
def test_a_demonstration_is_full_and_public(st_vith, language, kind, count):
    assert len(api.content.find(st_vith[language], portal_type=kind)) == count


def test_one_desk_is_the_main_one_and_has_hours(st_vith):
    (desk,) = api.content.find(st_vith["de"], main_desk=True)
    assert not opening_hours_of(desk.getObject()).empty


def test_nothing_is_left_to_fill_in(texts):
    for address, text in texts:
        assert "{" not in text, address
        assert "[[" not in text, address
        assert "<mark>" not in text, address


def test_contacts_are_fictitious(st_vith):
    for brain in api.content.find(portal_type="Service"):
        service = brain.getObject()
        assert service.email.endswith("@st-vith.example")
        assert service.phone == "080 00 00 00"
        assert service.postal_code == "4780"


def test_events_lie_around_the_day_of_creation(st_vith):
    starts = [brain.start for brain in api.content.find(st_vith["de"], portal_type="Event")]
    now = datetime.now(UTC)
    assert min(starts) < now < max(starts)


def test_a_service_is_linked_to_its_translation(st_vith):
    desk = st_vith["de"]["dienste"]["buergerdienst"]
    assert ITranslationManager(desk).get_translation("fr").title == "Accueil et population"


def test_communes_tell_different_news(app):
    told = []
    for name in ("Namur", "Durbuy"):
        site = create_commune(app, find(name), site_id=f"{name.lower()}-demo", demo=True)
        setSite(site)
        told.append({brain.Title for brain in api.content.find(site, portal_type="News Item")})
        setSite(None)
    assert told[0] != told[1]
