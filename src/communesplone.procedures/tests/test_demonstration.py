from communesplone.core.demonstration import entries
from communesplone.core.demonstration import filled
from communesplone.core.topics import LABELS as TOPICS
from communesplone.procedures.demonstration import populate
from communesplone.procedures.fields import IRows
from communesplone.procedures.labels import LISTS
from communesplone.procedures.procedure import IProcedure
from communesplone.procedures.settings import LABELS
from communesplone.procedures.shapes import amount_of
from communesplone.procedures.shapes import TARIFFS
from itertools import combinations
from plone import api
import pytest
import re


DATA = "communesplone.procedures.demonstration"
LANGUAGES = ("fr", "de")
EVERY = [
    pytest.param(entry, id=f"{language}-{entry['key']}")
    for language in LANGUAGES
    for entry in entries(DATA, language)
]
KNOWN = {**TOPICS, "life_events": LABELS}
MOST_SHARED = 0.2
WORDS = {"name": "Namur", "domain": "namur.example", "zone": "081"}
NOT_TEXT = ("key", "id", "service", "related", *LISTS)


def sentences(entry):
    """The sentences of a procedure, small letters and punctuation aside."""
    found = set()
    for name, value in entry.items():
        if name in NOT_TEXT or isinstance(value, int):
            continue
        for text in value if isinstance(value, list) else [value]:
            for sentence in re.split(r"[.!?|:]+\s|\|", re.sub(r"<[^>]+>", " ", text) + " "):
                folded = " ".join(re.findall(r"\w+", sentence.casefold()))
                if folded:
                    found.add(folded)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_forty_in_each_language(language):
    assert len(entries(DATA, language)) == 40


def test_in_a_language_without_demonstration_there_is_none():
    assert entries(DATA, "tlh") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_share_more_than_a_fifth_of_their_sentences(language):
    told = {entry["key"]: sentences(entry) for entry in entries(DATA, language)}
    for (one, mine), (other, theirs) in combinations(told.items(), 2):
        shared = mine & theirs
        part = len(shared) / min(len(mine), len(theirs))
        assert part <= MOST_SHARED, (one, other, shared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_its_own_key_address_and_title(language):
    for name in ("key", "id", "title", "description"):
        values = [entry[name] for entry in entries(DATA, language)]
        assert len(set(values)) == len(values)


def test_each_language_has_the_same_ones_with_the_same_service_and_links():
    names = ("key", "service", "related")
    french, german = (
        [[entry.get(name) for name in names] for entry in entries(DATA, language)]
        for language in LANGUAGES
    )
    assert german == french


@pytest.mark.parametrize("entry", EVERY)
def test_each_is_complete(entry):
    needed = ("title", "description", "text", "steps", "bring", "channels", "tariffs", "delay")
    for name in (*needed, "legal_basis", "keywords", "themes", "review_in_days"):
        assert entry.get(name), name
    assert len(entry["description"]) <= 180
    assert 30 <= entry["review_in_days"] <= 366


@pytest.mark.parametrize("entry", EVERY)
def test_each_can_be_read_as_a_webmaster_would_have_typed_it(entry):
    for name, value in entry.items():
        field = IProcedure.get(name)
        if IRows.providedBy(field):
            assert field.fromUnicode(filled("\n".join(value), WORDS))
    for name in LISTS:
        assert set(entry.get(name, ())) <= KNOWN[name].keys()


@pytest.mark.parametrize("entry", EVERY)
def test_prices_are_marked_as_demonstration(entry):
    prices = [amount_of(row["price"]) for row in TARIFFS.parse("\n".join(entry["tariffs"]))]
    if any(price.value for price in prices):
        assert entry.get("price_note")


@pytest.mark.parametrize("entry", EVERY)
def test_contacts_can_reach_nobody(entry):
    for line in entry.get("contacts", ()):
        for number in re.findall(r"\d[\d ]+", line):
            assert number.strip().endswith("00 00 00")
        assert all(domain == "{domain}" for domain in re.findall(r"@(\S+)", line))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demonstration_site_gets_them_all_published_and_linked(functional, language):
    with api.env.adopt_roles(["Manager"]):
        portal = functional["portal"]
        folder = api.content.create(portal, "Folder", "demarches")
        desk = api.content.create(portal, "Document", "population")
        made = populate(portal, language, {"procedures": folder, "desk": desk}, WORDS)
        assert len(made) == len(entries(DATA, language))
        assert {api.content.get_state(item) for item in made.values()} == {"published"}
    lost = made["procedure-lost-card"]
    assert lost.service == desk.UID()
    assert made["procedure-passport"].UID() in lost.related
    assert lost.language == language
    assert lost.review_date is not None
    found = api.content.find(portal_type="Procedure", SearchableText="DOC STOP")
    assert lost.UID() in [brain.UID for brain in found]


def test_without_a_folder_of_procedures_nothing_is_made(functional):
    assert populate(functional["portal"], "fr", {}, WORDS) == {}
