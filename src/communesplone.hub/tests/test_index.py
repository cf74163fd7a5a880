from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Summary
from communesplone.hub.index import Index
import pytest


def row(number, title, kind="procedure", adopters=0, day=1, province="Namur", language="fr"):
    return Summary(
        urn=f"urn:uuid:{number:032}",
        revision=1,
        title=title,
        description="",
        portal_type="Procedure",
        kind=kind,
        language=language,
        licence="CC0-1.0",
        issuer="nis:92094",
        issuer_name="Namur",
        accepted=f"2026-11-{day:02}T10:00:00+00:00",
        adopters=adopters,
    ), {("kind", kind), ("province", province), ("language", language)}


@pytest.fixture
def index():
    made = Index()
    for number, (one, facets) in enumerate(
        [
            row(1, "Commander une poubelle", adopters=3, day=1),
            row(2, "Trier ses déchets", kind="page", adopters=7, day=2),
            row(3, "Prime pour les déchets verts", adopters=1, day=3, province="Liège"),
            row(4, "Müll trennen", kind="page", day=4, language="de"),
        ],
        1,
    ):
        made.put(number, one, one.title, facets)
    return made


def titles(found):
    return [one.title for one in found.rows]


def test_words_are_found_without_accent_plural_or_end(index):
    assert titles(index.search(Query(text="dechet"))) == [
        "Trier ses déchets",
        "Prime pour les déchets verts",
    ]
    assert titles(index.search(Query(text="POUBELLES"))) == ["Commander une poubelle"]
    assert titles(index.search(Query(text="déchets tri"))) == ["Trier ses déchets"]


def test_most_used_first_or_newest_first(index):
    assert titles(index.search(Query()))[:2] == ["Trier ses déchets", "Commander une poubelle"]
    assert titles(index.search(Query(order="date")))[0] == "Müll trennen"


def test_ticks_of_one_facet_add_up_and_those_of_others_narrow(index):
    assert index.search(Query(kinds=("page", "procedure"))).total == 4
    assert titles(index.search(Query(kinds=("page",), languages=("de",)))) == ["Müll trennen"]
    counts = index.search(Query(kinds=("page",), languages=("de",))).counts
    assert counts["language"] == {"de": 1, "fr": 1}
    assert counts["kind"] == {"page": 1}


def test_only_what_was_accepted_since_a_day(index):
    found = index.search(Query(since="2026-11-03", order="date"))
    assert titles(found) == ["Müll trennen", "Prime pour les déchets verts"]


def test_a_further_use_moves_a_row_up_once(index):
    index.count(1, 9)
    assert titles(index.search(Query()))[0] == "Commander une poubelle"
    assert len(index.search(Query()).rows) == 4


def test_what_is_taken_out_leaves_nothing(index):
    for number in (1, 2, 3, 4):
        index.drop(number)
    assert not index.words
    assert not index.facets
    assert not index.orders["use"]
    assert index.search(Query()).total == 0


def test_pages_of_results_follow_one_another():
    made = Index()
    for number in range(1, 305):
        one, facets = row(number, f"Fiche {number}", adopters=number)
        made.put(number, one, one.title, facets)
    first, second = made.search(Query()), made.search(Query(start=10))
    assert first.total == 304
    assert titles(first)[-1] == "Fiche 295"
    assert titles(second)[0] == "Fiche 294"
    assert titles(made.search(Query(text="fiche", start=300))) == [
        "Fiche 4",
        "Fiche 3",
        "Fiche 2",
        "Fiche 1",
    ]


def test_filters_by_use_and_day_take_the_ends_with_them(index):
    assert titles(index.search(Query(used=3))) == ["Trier ses déchets", "Commander une poubelle"]
    assert titles(index.search(Query(since="2026-11-03", order="date"))) == [
        "Müll trennen",
        "Prime pour les déchets verts",
    ]
    assert index.search(Query(used=3, since="2026-11-02")).counts["kind"] == {"page": 1}


def test_what_is_meant_for_all_answers_whatever_province_is_asked_for(index):
    made, facets = row(5, "Pour Namur", day=5)
    index.put(5, made, made.title, facets | {("meant", "Namur"), ("size", "small")})
    made, facets = row(6, "Pour tous", day=6)
    index.put(6, made, made.title, facets | {("meant", "*"), ("size", "large")})
    assert titles(index.search(Query(meant=("Namur",), order="date"))) == [
        "Pour tous",
        "Pour Namur",
    ]
    assert titles(index.search(Query(meant=("Liège",)))) == ["Pour tous"]
    assert titles(index.search(Query(sizes=("small",)))) == ["Pour Namur"]
