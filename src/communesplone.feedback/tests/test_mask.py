from communesplone.feedback.mask import LONGEST
from communesplone.feedback.mask import MASK
from communesplone.feedback.mask import masked
import pytest


@pytest.mark.parametrize(
    "secret",
    [
        "jean@exemple.be",
        "081 00 00 00",
        "+32 (0)81/00.00.00",
        "85.07.30-033.28",
        "850730 033 28",
        "BE68 5390 0754 7034",
    ],
)
def test_what_could_name_a_person_is_not_kept(secret):
    kept = masked(f"Appelez-moi : {secret} merci")
    assert MASK in kept
    assert secret not in kept
    assert not any(part in kept for part in ("exemple.be", "5390", "033"))


def test_an_ordinary_sentence_is_kept_as_it_is():
    text = "Le tarif de 2026 (27 €) manque, voir l’article 12."
    assert masked(text) == text


def test_nothing_longer_than_announced_and_no_control_character_is_kept():
    assert len(masked("a" * 5000)) == LONGEST
    assert masked("a\x00\u202eb") == "ab"
