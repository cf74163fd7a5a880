"""Mandates on dates: rules without a site."""

from communesplone.directory.interfaces import InvalidMandate
from communesplone.directory.mandates import check
from communesplone.directory.mandates import check_period
from communesplone.directory.mandates import legislature
from communesplone.directory.mandates import precedence
from communesplone.directory.mandates import runs
from communesplone.directory.mandates import Term
from communesplone.directory.person import is_reachable
from datetime import date
import pytest


START, END = date(2024, 12, 2), date(2026, 4, 13)


def term(key, person, role="mayor", body="college", start=START, end=None, rank=None):
    return Term(key, person, person.title(), role, body, start, end, rank)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2024, 12, 1), False), (START, True), (END, True), (date(2026, 4, 14), False)],
)
def test_a_mandate_runs_on_its_first_and_last_day(on, expected):
    assert runs(START, END, on) is expected


@pytest.mark.parametrize(
    ("start", "end"), [(END, START), (date(1, 1, 1), None), (START, date(9999, 12, 31))]
)
def test_impossible_dates_are_refused(start, end):
    with pytest.raises(InvalidMandate):
        check_period(start, end)


def test_one_person_at_a_time_is_mayor_of_a_body():
    with pytest.raises(InvalidMandate, match="Ann"):
        check(term("b", "bob", start=END), [term("a", "ann", end=END)])
    check(term("b", "bob", start=date(2026, 4, 14)), [term("a", "ann", end=END)])
    check(term("b", "bob", body="council"), [term("a", "ann")])


def test_several_are_aldermen_but_nobody_twice():
    ann = term("a", "ann", "alderman")
    check(term("b", "bob", "alderman"), [ann])
    with pytest.raises(InvalidMandate, match="already"):
        check(term("b", "ann", "alderman", start=END), [ann])


def test_a_mandate_is_not_in_its_own_way():
    check(term("a", "ann", end=END), [term("a", "ann")])


def test_precedence_is_role_then_rank_then_seniority():
    roles = ("mayor", "alderman", "councillor")
    made = [
        term("1", "zoe", "councillor", start=END),
        term("2", "yan", "councillor", start=START),
        term("3", "xav", "alderman", rank=2),
        term("4", "wim", "alderman", rank=1),
        term("5", "vic", "mayor"),
    ]
    ordered = sorted(made, key=lambda one: precedence(one, roles))
    assert [one.person for one in ordered] == ["vic", "wim", "xav", "yan", "zoe"]


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2018, 12, 3), date(2018, 12, 3), date(2024, 12, 1)),
        (date(2018, 12, 2), date(2012, 12, 3), date(2018, 12, 2)),
        (date(2026, 11, 24), date(2024, 12, 2), date(2030, 12, 1)),
        (date(2020, 5, 1), date(2018, 12, 3), date(2024, 12, 1)),
    ],
)
def test_a_legislature_goes_from_a_first_monday_of_december_to_the_next(on, first, last):
    assert legislature(on) == (first, last)


@pytest.mark.parametrize(
    ("terms", "staff", "expected"),
    [([], False, True), ([(START, END)], False, False), ([(START, END)], True, True)],
)
def test_the_last_mandate_takes_the_contact_along(terms, staff, expected):
    assert is_reachable(terms, staff=staff, on=date(2026, 11, 24)) is expected
