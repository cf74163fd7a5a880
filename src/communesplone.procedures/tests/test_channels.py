from communesplone.procedures.channels import read_channel
from communesplone.procedures.channels import SHORT
from communesplone.procedures.channels import usable
from communesplone.procedures.channels import WORDS
from communesplone.procedures.shapes import CHANNELS
import pytest


@pytest.mark.parametrize("text", ["guichet", "Au guichet", "LOKET", "am Schalter", "desk"])
def test_a_channel_may_be_written_in_any_of_the_four_languages(text):
    assert read_channel(text) == {"kind": "desk", "state": "yes"}


def test_accents_do_not_matter():
    assert read_channel("telephone (conseille)") == {"kind": "phone", "state": "best"}


def test_no_word_means_two_channels():
    meanings = {}
    for kind, words in WORDS.items():
        for some in words.values():
            for word in some:
                assert meanings.setdefault(word.casefold(), kind) == kind


def test_every_channel_has_its_name():
    assert SHORT.keys() == WORDS.keys()


def test_the_easiest_comes_first_and_the_impossible_not_at_all():
    rows = CHANNELS.parse("post | a\ndesk (easiest) | b\nonline (no) | c\ndesk | d")
    assert usable(rows) == ["desk", "post"]
