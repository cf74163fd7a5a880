from communesplone.core.sharing import SharingError
from communesplone.core.sharing.audience import audience_facets
from communesplone.core.sharing.audience import audience_of
from communesplone.core.sharing.audience import size_of
from communesplone.core.sharing.origins import chain
from communesplone.core.sharing.origins import check_licence
from communesplone.core.sharing.origins import credited
from communesplone.core.sharing.origins import LONGEST
from communesplone.core.sharing.origins import written
import pytest


def made(number, former=None, licence="CC-BY-4.0"):
    issuer = {"id": f"nis:{number}", "name": f"Commune {number}"}
    return written(f"urn:{number}", 1, issuer, licence, former)


def test_a_chain_names_each_text_once_the_nearest_first():
    origin = made(2, made(1, made(2)))
    assert [one.urn for one in chain(origin)] == ["urn:2", "urn:1"]


def test_a_chain_that_goes_round_ends():
    origin = {"urn": "urn:1"}
    origin["origin"] = origin
    assert len(chain(origin)) == 1


def test_a_long_chain_is_cut():
    origin = None
    for number in range(20):
        origin = made(number, origin)
    assert len(chain(origin)) == LONGEST
    assert [one.urn for one in chain(origin)][:2] == ["urn:19", "urn:18"]


@pytest.mark.parametrize("told", [None, "text", 3, [], {}, {"urn": 3, "revision": "x"}])
def test_what_is_no_origin_harms_nobody(told):
    assert len(chain(told)) <= 1


def test_who_asked_for_it_is_named_and_who_gave_it_away_is_not():
    origin = made(2, made(1), "CC0-1.0")
    assert credited("Commune 3", origin) == ["Commune 3", "Commune 1"]
    assert credited("Commune 1", made(1)) == ["Commune 1"]


def test_a_name_that_was_asked_for_is_not_lost_on_the_way():
    check_licence("CC-BY-4.0", ["CC-BY-4.0"])
    check_licence("CC0-1.0", ["CC0-1.0"])
    with pytest.raises(SharingError):
        check_licence("CC0-1.0", ["CC0-1.0", "CC-BY-4.0"])


@pytest.mark.parametrize(
    ("people", "size"),
    [(None, ""), (9_999, "small"), (10_000, "middle"), (50_000, "middle"), (50_001, "large")],
)
def test_a_commune_has_a_size_once_its_population_is_known(people, size):
    assert size_of(people) == size


def test_what_is_for_everyone_is_found_by_every_size_and_province():
    assert audience_facets({}) == {
        ("size", "small"),
        ("size", "middle"),
        ("size", "large"),
        ("meant", "*"),
    }
    narrow = audience_of("small", ("Province de Namur",))
    assert audience_facets(narrow) == {("size", "small"), ("meant", "Province de Namur")}
    with pytest.raises(SharingError):
        audience_of("huge", ())
