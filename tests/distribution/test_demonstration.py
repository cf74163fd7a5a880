"""A demonstration: published, fictitious, in the languages of the commune."""

from communesplone.core import jobs
from communesplone.core.behaviors.opening_hours import opening_hours_of
from communesplone.core.identity import identity
from communesplone.core.images import cropped
from communesplone.core.images import images
from communesplone.core.pictures.work import MAKE
from communesplone.core.pictures.work import make
from communesplone.core.reference import find
from communesplone.policy.content import read_json
from communesplone.policy.sites import create_commune
from communesplone.theme import pictures as heroes
from datetime import datetime
from itertools import combinations
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager
from pytz import UTC
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import setSite
import pytest
import re


SAME = ("key", "picture", "themes", "audiences")
DRAWINGS = [
    f"zeichnung-{name}"
    for name in ("bridge", "market", "path", "street", "shelves", "bench", "lanterns")
]


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
        ("News Item", 12),
        ("Event", 48),
        ("Document", 13),
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


def test_news_and_gallery_have_their_pictures_once_the_jobs_ran(st_vith):
    news = api.content.find(st_vith["de"], portal_type="News Item")
    pictures = [brain for brain in news if images(brain)]
    pictures += api.content.find(st_vith["de"]["leben"], portal_type="Image", id=DRAWINGS)
    assert len(pictures) >= 5 + len(DRAWINGS)
    for brain in pictures:
        assert images(brain)["srcset"].count(".webp ") >= 5
        assert cropped(brain)["width"] == 1600
    assert all(images(brain)["alt"] for brain in pictures if brain.portal_type == "News Item")
    asked = {job.args[0] for job in jobs.pending(st_vith) if job.name == MAKE}
    assert {brain.UID for brain in pictures} <= asked
    shown = next(brain for brain in pictures if brain.portal_type == "News Item")
    make(st_vith, shown.UID)
    kept = IAnnotations(shown.getObject())["plone.scale"].values()
    assert all(scale["data"] is not None for scale in kept)
    assert len([scale for scale in kept if scale["mimetype"] == "image/webp"]) >= 5


def test_the_gallery_shows_every_drawing(visit):
    page = visit("st-vith").get("/de/leben/bilder")
    assert page.text.count("@@images/") >= len(DRAWINGS)


def test_no_two_news_share_more_than_a_fifth_of_their_sentences():
    for language in ("fr", "de"):
        news = read_json("demo", f"{language}.json")["news"]
        told = {one["key"]: sentences(one) for one in news}
        for (one, mine), (other, theirs) in combinations(told.items(), 2):
            assert len(mine & theirs) / min(len(mine), len(theirs)) <= 0.2, (one, other)


def sentences(entry):
    text = " . ".join(entry[name] for name in ("title", "description", "text"))
    parts = re.split(r"[.!?:;]+\s", re.sub(r"<[^>]+>", " . ", text).casefold() + " ")
    return {" ".join(re.findall(r"\w+", part)) for part in parts} - {""}


def test_both_languages_tell_the_same_news():
    told = [
        [
            (one["key"], one.get("picture"), one["themes"])
            for one in read_json("demo", name)["news"]
        ]
        for name in ("fr.json", "de.json")
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/de/gemeinde/datenschutz", ("Einwilligung", "kein Cookie", "Karte anzeigen")),
        ("/fr/commune/vie-privee", ("accord", "aucun cookie", "Afficher la carte")),
    ],
)
def test_the_privacy_page_says_what_the_site_keeps(visit, path, words):
    page = visit("st-vith").get(path)
    assert all(word in page for word in words)


def test_a_service_is_linked_to_its_translation(st_vith):
    desk = st_vith["de"]["dienste"]["buergerdienst"]
    assert ITranslationManager(desk).get_translation("fr").title == "Accueil et population"


def test_communes_tell_different_news_and_some_show_a_picture(app):
    told, pictures = [], []
    for name in ("Namur", "Waterloo"):
        site = create_commune(app, find(name), site_id=f"{name.lower()}-demo", demo=True)
        setSite(site)
        told.append({brain.Title for brain in api.content.find(site, portal_type="News Item")})
        pictures.append(heroes.shown(site) is not None)
        setSite(None)
    assert told[0] != told[1]
    assert pictures == [False, True]
