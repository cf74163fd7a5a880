from communesplone.notices.interfaces import BadLine
from communesplone.notices.waste.csv_in import read_days
from communesplone.notices.waste.csv_in import read_streets
from communesplone.notices.waste.lines import BadLines
from communesplone.notices.waste.lines import read_round
from communesplone.notices.waste.lines import read_schedule
from communesplone.notices.waste.lines import read_span
from communesplone.notices.waste.model import house
from communesplone.notices.waste.model import Span
from datetime import date
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
import pytest


SECTORS = "A | Centre\nB | Plateau"
STREETS = """\
Rue de l'Église | | A
Rue Haute | 1-49 odd | A
Rue Haute | even, 51- odd | B
Avenue des Érables | | B"""
ROUNDS = """\
ordures | A, B | 05/01/2026 | 1 | 28/12/2026
PMC | A | 06/01/2026 | 2 | 29/12/2026
Encombrants | B | 03/03/2026, 01/09/2026
papier | | 14/01/2026 | mois | 31/12/2026"""
MOVES = "06/04/2026 | 07/04/2026 | ordures\n25/05/2026 | -"
BOTH = {"A": "Centre", "B": "Plateau"}


@pytest.fixture
def schedule():
    return read_schedule(SECTORS, STREETS, ROUNDS, MOVES)


@pytest.mark.parametrize("typed", ["rue de l'eglise", "Rue de l’Église", "R. DE L'EGLISE "])
def test_a_street_is_found_as_people_type_it(schedule, typed):
    assert schedule.find(typed).sector == "A"


def test_a_street_in_two_sectors_asks_for_the_number(schedule):
    assert schedule.find("Rue Haute").needs_number
    assert schedule.find("Rue Haute", "no number").needs_number
    assert schedule.find("rue haute", "7 bte 3").sector == "A"
    assert schedule.find("rue haute", "12A").sector == "B"
    assert schedule.find("Rue Haute, 12").sector == "B"
    assert schedule.find("rue haute", "99").sector == "B"


def test_a_number_that_no_line_has_is_said_so():
    found = read_schedule(SECTORS, "Rue Haute | 1-9 | A\nRue Haute | 11-19 | B", "", "")
    assert found.find("Rue Haute", "40").number_unknown


def test_a_number_outside_the_lines_of_a_street_is_not_given_its_sector():
    found = read_schedule(SECTORS, "Rue Haute | 1-9 | A", "", "")
    assert found.find("Rue Haute", "40").number_unknown


@pytest.mark.parametrize("typed", ["erables", "avenue des erable", "av. Erables"])
def test_an_unknown_street_gets_those_that_could_be_meant(schedule, typed):
    answer = schedule.find(typed)
    assert answer.sector == ""
    assert answer.suggestions[0] == "Avenue des Érables"


def test_what_is_like_nothing_gets_no_suggestion(schedule):
    assert schedule.find("qqqqqqqq").suggestions == ()
    assert schedule.find("").suggestions == ()


def test_a_collection_moves_and_another_falls_out(schedule):
    days = {one.on: one for one in schedule.collections("A", date(2026, 4, 1), date(2026, 4, 10))}
    moved = days[date(2026, 4, 7)]
    assert moved.stream == "residual"
    assert moved.planned == date(2026, 4, 6)
    assert date(2026, 4, 6) not in days
    assert not list(schedule.collections("A", date(2026, 5, 25), date(2026, 5, 25)))


def test_days_come_in_order_and_streams_within_them_as_they_are_listed(schedule):
    found = list(schedule.collections("A", date(2026, 1, 1), date(2026, 12, 31)))
    assert found == sorted(found)


def test_once_a_month_keeps_the_week_of_the_month():
    days = read_round(["papier", "", "14/01/2026", "mois", "30/06/2026"]).days
    assert days == tuple(
        date(2026, month, day)
        for month, day in ((1, 14), (2, 11), (3, 11), (4, 8), (5, 13), (6, 10))
    )


def test_public_holidays_that_were_not_moved_are_named(schedule):
    found = schedule.unmoved(lambda day: day == date(2026, 11, 2))
    assert found == [
        (date(2026, 11, 2), "residual", "A"),
        (date(2026, 11, 2), "residual", "B"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "ordures | A | 05/01/2026 | 1 | 04/01/2026",
        "ordures | A | 05/01/2026 | 0 | 28/12/2026",
        "ordures | A | 05/01/2026 | daily | 28/12/2026",
        "ordures | A | 05/01/2026 | 1 | 28/12/2099",
        "ordures | A | 29/01/2026 | mois | 28/12/2026",
        "ordures | A | 31/02/2026",
        "ordures | A | 01/01/0026",
        "ordures | A | ",
        "ordures | A",
        "plutonium | A | 05/01/2026",
        "ordures | Z | 05/01/2026",
    ],
)
def test_an_impossible_round_is_refused_with_its_line(line):
    with pytest.raises(BadLines) as caught:
        read_schedule(SECTORS, STREETS, f"{ROUNDS}\n{line}", MOVES)
    assert caught.value.first.line == 5


@pytest.mark.parametrize(
    "move",
    ["25/12/2026", "25/12/2026 | 26/12/2027", "x | -", "25/12/2026 | - | plutonium", "a|b|c|d|e"],
)
def test_an_impossible_move_is_refused(move):
    with pytest.raises(BadLines):
        read_schedule(SECTORS, STREETS, ROUNDS, move)


@pytest.mark.parametrize(
    "street", ["| | A", "Rue | 9-1 | A", "Rue | x | A", "Rue | 1-9 | Z", "Rue | A | B | C | D"]
)
def test_an_impossible_street_is_refused(street):
    with pytest.raises(BadLines):
        read_schedule(SECTORS, street, "", "")


def test_a_house_in_two_sectors_is_refused_naming_the_other_line():
    with pytest.raises(BadLines) as caught:
        read_schedule(SECTORS, "Rue Haute | 1-20 | A\nRue Haute | even | B", "", "")
    assert caught.value.first.line == 2
    assert caught.value.first.message.mapping["line"] == 1


SPANS = st.builds(
    lambda first, length, parity: Span(first, first + length, parity),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from([None, 0, 1]),
)


@settings(deadline=None)
@given(SPANS, SPANS)
def test_spans_meet_when_a_number_is_in_both(one, two):
    assert one.meets(two) == any(number in one and number in two for number in range(130))


@settings(deadline=None)
@given(st.text(max_size=30))
def test_reading_numbers_either_works_or_says_what_is_wrong(text):
    try:
        read_span(text)
    except BadLine as error:
        assert error.message


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_reading_anything_either_works_or_names_lines(streets, rounds, moves):
    try:
        read_schedule(SECTORS, streets, rounds, moves)
    except BadLines as error:
        assert all(problem.line >= 1 for problem in error.problems)


def test_houses():
    assert house("12 bte 3") == 12
    assert house("bis") is None


LATIN = (
    "Rue;Numéros;Secteur\r\n"
    "Rue de l'Église;;A\r\n"
    "Rue Haute;douze;A\r\n"
    "Rue Basse;;Z\r\n"
    "Rue du Pré;9-1;B\r\n"
    ";;A\r\n"
).encode("cp1252")


def test_a_latin_1_file_with_bad_lines_names_each_of_them():
    with pytest.raises(BadLines) as caught:
        read_streets(LATIN, BOTH)
    assert [problem.line for problem in caught.value.problems] == [3, 5, 6]


def test_an_unknown_sector_in_a_file_is_named_with_its_line():
    with pytest.raises(BadLines) as caught:
        read_streets(b"rue;secteur\nRue Basse;Z\n", BOTH)
    assert caught.value.first.line == 2


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_good_file_becomes_lines_that_can_be_read(encoding, delimiter):
    rows = [("Rue", "Numéros", "Secteur"), ("Rue de l'Église", "", "A"), ("Rue Haute", "1-9", "B")]
    data = "\n".join(delimiter.join(row) for row in rows).encode(encoding)
    found = read_schedule(SECTORS, read_streets(data, BOTH), "", "")
    assert found.streets == ("Rue de l'Église", "Rue Haute")


def test_days_of_a_file_are_gathered_by_stream_and_sector():
    data = b"date;flux;secteur\n06/01/2026;PMC;A\n20/01/2026;pmc;A\n07/01/2026;Papier;\n"
    found = read_schedule(SECTORS, "", read_days(data, BOTH), "")
    assert [one.on.day for one in found.collections("A", date(2026, 1, 1), date(2026, 1, 31))] == [
        6,
        7,
        20,
    ]


@pytest.mark.parametrize(
    "data", [b"", b"a;b;c\n1;2;3", b"\x00\x01", b"rue;secteur\n", b"x" * 2_000_001]
)
def test_what_is_no_such_file_is_refused_with_a_sentence(data):
    with pytest.raises(BadLine) as caught:
        read_streets(data, BOTH)
    assert str(caught.value)
