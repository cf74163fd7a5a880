"""The rules of a vote: pure functions, table by table."""

from communesplone.hub.together.rules import closes
from communesplone.hub.together.rules import eligible
from communesplone.hub.together.rules import in_days
from communesplone.hub.together.rules import needed
from communesplone.hub.together.rules import quorum
from communesplone.hub.together.rules import Rules
from communesplone.hub.together.rules import tally
from communesplone.hub.together.rules import unapproved
from communesplone.hub.together.rules import witnesses
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from hypothesis import given
from hypothesis import strategies as st
import pytest


def communes(count):
    return [f"commune-{number}" for number in range(count)]


def cast(favour, against, abstain):
    choices = ["for"] * favour + ["against"] * against + ["abstain"] * abstain
    return dict(zip(communes(len(choices)), choices, strict=True))


@pytest.mark.parametrize(
    ("percent", "voters", "asked"),
    [(25, 115, 29), (25, 4, 1), (50, 3, 2), (0, 10, 1), (100, 7, 7), (25, 0, 1), (1, 200, 2)],
)
def test_the_quorum_is_rounded_up_and_never_nobody(percent, voters, asked):
    assert quorum(Rules(quorum=percent), voters) == asked


@pytest.mark.parametrize(
    ("percent", "attended", "group", "others"),
    [
        (25, "AB", "ABCDEFGH", 0),
        (25, "A", "ABCDEFGH", 1),
        (50, "A", "ABCDEFGH", 3),
        (0, "A", "AB", 1),
        (100, "A", "ABC", 2),
        (25, "AA", "AB", 1),
        (25, "A", "A", 1),
        (50, "Z", "ABC", 1),
    ],
)
def test_minutes_of_one_alone_are_approved_by_the_quorum_of_its_group(
    percent, attended, group, others
):
    rules = Rules(quorum=percent)
    assert witnesses(rules, attended, group) == others
    assert unapproved(rules, attended, group, ()) == (tuple(sorted(set(attended))), others)


def test_approvals_count_once_and_of_the_group_alone():
    rules = Rules(quorum=50)
    assert unapproved(rules, "A", "ABCD", "AXY") == ((), 1)
    assert unapproved(rules, "A", "ABCD", "B") == (("A",), 0)
    assert unapproved(rules, "AB", "ABCD", "A") == (("B",), 0)
    assert unapproved(rules, "A", "ABCD", "AB") == ((), 0)


@pytest.mark.parametrize(
    ("majority", "voices", "wanted"),
    [
        ("simple", (26, 3, 2), 15),
        ("simple", (2, 2, 9), 3),
        ("simple", (0, 0, 5), 1),
        ("absolute", (26, 3, 2), 16),
        ("absolute", (2, 1, 3), 4),
        ("two_thirds", (4, 2, 7), 4),
        ("two_thirds", (4, 3, 0), 5),
        ("two_thirds", (0, 0, 0), 1),
    ],
)
def test_how_many_voices_make_a_majority(majority, voices, wanted):
    assert needed(Rules(majority=majority), *voices) == wanted


@pytest.mark.parametrize(
    ("rules", "voters", "voices", "outcome"),
    [
        (Rules(quorum=25), 115, (26, 3, 2), "accepted"),
        (Rules(quorum=50), 6, (1, 2, 0), "declined"),
        (Rules(quorum=50, no_quorum="again"), 6, (2, 0, 0), "again"),
        (Rules(quorum=50, no_quorum="declined"), 6, (2, 0, 0), "declined"),
        (Rules(tie="declined"), 4, (2, 2, 0), "declined"),
        (Rules(tie="again"), 4, (2, 2, 0), "again"),
        (Rules(tie="again", majority="absolute"), 5, (1, 1, 3), "again"),
        (Rules(tie="again"), 3, (0, 0, 3), "again"),
        (Rules(majority="absolute"), 5, (2, 0, 3), "declined"),
        (Rules(majority="two_thirds"), 3, (2, 1, 0), "accepted"),
        (Rules(no_quorum="declined"), 3, (0, 0, 0), "declined"),
        (Rules(no_quorum="again"), 0, (0, 0, 0), "again"),
    ],
)
def test_what_comes_of_a_vote(rules, voters, voices, outcome):
    assert tally(rules, communes(voters), cast(*voices)).outcome == outcome


@pytest.mark.parametrize(
    ("who", "expected"),
    [("all", ("durbuy", "huy", "namur")), ("concerned", ("durbuy", "namur"))],
)
def test_who_may_vote(who, expected):
    members, concerned = {"namur", "durbuy", "huy"}, {"namur", "durbuy", "left-the-hub"}
    assert eligible(Rules(voters=who), members, concerned) == expected


@pytest.mark.parametrize(
    ("opens", "end"),
    [
        # Over the change to winter time the hour of Belgium stays
        (datetime(2026, 10, 20, 7, tzinfo=UTC), datetime(2026, 11, 3, 17, tzinfo=UTC)),
        (datetime(2026, 11, 12, 23, 30, tzinfo=UTC), datetime(2026, 11, 27, 17, tzinfo=UTC)),
    ],
    ids=["winter-time", "after-midnight"],
)
def test_a_vote_closes_at_the_hour_of_the_hub(opens, end):
    assert closes(Rules(days=14, hour=18), opens) == end


def test_money_is_counted_as_days_at_the_rate_of_the_hub():
    assert in_days("money", Decimal(4000), 500) == 8
    assert in_days("money", Decimal(100), 300) == Decimal("0.3")
    assert in_days("days", Decimal("2.5"), 500) == Decimal("2.5")


VOTERS = communes(8)
ACTS = st.lists(
    st.tuples(
        st.sampled_from([*VOTERS, "stranger"]), st.sampled_from(["for", "against", "abstain"])
    ),
    max_size=60,
)
RULES = st.builds(
    Rules,
    majority=st.sampled_from(["simple", "absolute", "two_thirds"]),
    quorum=st.integers(0, 100),
    tie=st.sampled_from(["declined", "again"]),
    no_quorum=st.sampled_from(["declined", "again"]),
)


@given(ACTS, RULES)
def test_one_voice_a_commune_however_often_it_changes(acts, rules):
    ballots, last = {}, {}
    for commune, choice in acts:
        ballots[commune] = choice
        last[commune] = choice
    found = tally(rules, VOTERS, ballots)
    mine = [choice for commune, choice in last.items() if commune in VOTERS]
    assert (found.favour, found.against, found.abstain) == tuple(
        mine.count(one) for one in ("for", "against", "abstain")
    )
    assert found.cast + found.missing == found.voters == len(VOTERS)
    assert found.cast <= len({commune for commune, _choice in acts})


@given(ACTS, RULES)
def test_accepted_means_quorum_and_majority_and_more_for_than_against(acts, rules):
    found = tally(rules, VOTERS, dict(acts))
    accepted = found.outcome == "accepted"
    assert accepted == (found.quorate and found.favour >= found.needed)
    assert not accepted or found.favour > found.against
