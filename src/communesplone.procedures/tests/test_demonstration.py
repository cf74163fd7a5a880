from communesplone.core.topics import LABELS as TOPICS
from communesplone.procedures.demonstration import keys
from communesplone.procedures.demonstration import populate
from communesplone.procedures.demonstration import table
from communesplone.procedures.labels import LISTS
from communesplone.procedures.settings import LABELS
from communesplone.procedures.shapes import amount_of
from communesplone.procedures.shapes import TARIFFS
from communesplone.procedures.tables import cells
from datetime import date
from datetime import timedelta
from itertools import combinations
from plone import api
from plone.dexterity.fti import DexterityFTI
import pytest
import re


LANGUAGES = ("fr", "de")
PLAIN_ITEM = "plone.dexterity.content.Item"
TODAY = date(2026, 11, 30)
WORDS = {"name": "Namur", "domain": "namur.example", "zone": "081"}
SERVICES = {"fr": "accueil-population", "de": "buergerdienst"}
PER_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def entries(language):
    return [line.cells for line in cells.lines(table(language, WORDS, TODAY))]


EVERY = [
    pytest.param(entry, id=f"{language}-{entry['id']}")
    for language in LANGUAGES
    for entry in entries(language)
]
KNOWN = {
    name: {key: names["fr"] for key, names in found.items()}
    for name, found in {**TOPICS, "life_events": LABELS}.items()
}
MOST_SHARED = 0.2
NOT_TEXT = ("id", "service", "related", "review_date", *LISTS)


def sentences(entry):
    """The sentences of a procedure, small letters and punctuation aside."""
    found = set()
    for name, value in entry.items():
        if name not in NOT_TEXT:
            text = re.sub(r"<[^>]+>|\n", " | ", value)
            for sentence in re.split(r"[.!?|:]+\s|\|", f"{text} "):
                found.add(" ".join(re.findall(r"\w+", sentence.casefold())))
    return found - {""}


@PER_LANGUAGE
def test_there_are_forty_in_each_language(language):
    assert len(entries(language)) == 40


def test_in_a_language_without_demonstration_there_is_none():
    assert table("tlh", WORDS, TODAY) == ""


@PER_LANGUAGE
def test_no_two_share_more_than_a_fifth_of_their_sentences(language):
    told = {entry["id"]: sentences(entry) for entry in entries(language)}
    for (one, mine), (other, theirs) in combinations(told.items(), 2):
        shared = mine & theirs
        part = len(shared) / min(len(mine), len(theirs))
        assert part <= MOST_SHARED, (one, other, shared)


@PER_LANGUAGE
def test_each_has_its_own_address_title_and_summary(language):
    for name in ("id", "title", "description"):
        values = [entry[name] for entry in entries(language)]
        assert len(set(values)) == len(values)


@PER_LANGUAGE
def test_each_has_a_key_by_which_it_is_linked(language):
    assert list(keys(language).values()) == [entry["id"] for entry in entries(language)]


def test_each_language_has_the_same_ones_linked_alike():
    linked = []
    for language in LANGUAGES:
        known = {name: key for key, name in keys(language).items()}
        linked.append(
            {
                known[entry["id"]]: [known[name] for name in cells.parts(entry["related"])]
                for entry in entries(language)
            }
        )
    assert linked[0] == linked[1]


@pytest.mark.parametrize("entry", EVERY)
def test_each_is_complete(entry):
    needed = ("title", "description", "text", "steps", "bring", "channels", "tariffs", "delay")
    for name in (*needed, "legal_basis", "keywords", "themes"):
        assert entry[name], name
    assert len(entry["description"]) <= 180
    later = date.fromisoformat(entry["review_date"]) - TODAY
    assert timedelta(30) <= later <= timedelta(366)


@pytest.mark.parametrize("entry", EVERY)
def test_each_can_be_read_as_a_table_of_a_webmaster(entry):
    values, wrong = cells.read(entry, KNOWN)
    assert not wrong
    assert values["themes"]


@pytest.mark.parametrize("entry", EVERY)
def test_prices_are_marked_as_demonstration(entry):
    prices = [amount_of(row["price"]) for row in TARIFFS.parse(entry["tariffs"])]
    if any(price.value for price in prices):
        assert entry["price_note"]


@pytest.mark.parametrize("entry", EVERY)
def test_contacts_can_reach_nobody(entry):
    for number in re.findall(r"\d[\d ]+", entry["contacts"]):
        assert number.strip().endswith("00 00 00")
    assert set(re.findall(r"@(\S+)", entry["contacts"])) <= {WORDS["domain"]}


@PER_LANGUAGE
def test_a_demonstration_site_gets_them_all_published_and_linked(functional, language):
    with api.env.adopt_roles(["Manager"]):
        portal = functional["portal"]
        folder = api.content.create(portal, "Folder", "demarches", language=language)
        made = populate(portal, language, {"procedures": folder}, WORDS)
        assert len(made) == 40
        assert {api.content.get_state(item) for item in made.values()} == {"published"}
    lost = made["procedure-lost-card"]
    assert made["procedure-passport"].UID() in lost.related
    assert lost.language == language
    assert lost.review_date == date.today() + timedelta(180)
    found = api.content.find(portal_type="Procedure", SearchableText="DOC STOP")
    assert lost.UID() in [brain.UID for brain in found]


@PER_LANGUAGE
def test_they_are_those_of_the_services_of_the_demonstration(functional, language):
    names = {entry["service"] for entry in entries(language)} - {""}
    assert SERVICES[language] in names
    with api.env.adopt_roles(["Manager"]):
        portal = functional["portal"]
        portal.portal_types._setObject("Service", DexterityFTI("Service", klass=PLAIN_ITEM))
        folder = api.content.create(portal, "Folder", "demarches", language=language)
        services = {
            name: api.content.create(portal, "Service", name, language=language).UID()
            for name in names
        }
        made = populate(portal, language, {"procedures": folder}, WORDS)
    assert made["procedure-lost-card"].service == services[SERVICES[language]]


def test_without_a_folder_of_procedures_nothing_is_made(functional):
    assert populate(functional["portal"], "fr", {}, WORDS) == {}
