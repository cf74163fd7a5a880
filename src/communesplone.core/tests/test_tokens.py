from communesplone.core import tokens
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest


NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
TOKEN = tokens.Token(tokens.MANAGE, "abc", "news", NOW + timedelta(days=2))
SECRET = b"of this site"


def read(text, *, secret=SECRET, purpose=tokens.MANAGE, now=NOW):
    return tokens.read(secret, text, purpose, now)


def test_a_token_says_what_was_signed():
    assert read(tokens.sign(SECRET, TOKEN)) == TOKEN


def test_a_token_of_another_site_is_refused():
    with pytest.raises(tokens.InvalidToken):
        read(tokens.sign(b"of another", TOKEN))


def test_a_token_for_another_purpose_is_refused():
    with pytest.raises(tokens.InvalidToken):
        read(tokens.sign(SECRET, TOKEN), purpose=tokens.CONFIRM)


def test_a_token_ends_with_its_time():
    with pytest.raises(tokens.ExpiredToken):
        read(tokens.sign(SECRET, TOKEN), now=NOW + timedelta(days=2))


def test_a_token_without_an_end_is_good_for_ever():
    endless = tokens.Token(tokens.UNSUBSCRIBE, "abc", "digest")
    text = tokens.sign(SECRET, endless)
    later = NOW + timedelta(days=9999)
    assert read(text, purpose=tokens.UNSUBSCRIBE, now=later) == endless


@pytest.mark.parametrize("at", range(0, 40, 3))
def test_a_token_that_was_changed_is_refused(at):
    text = tokens.sign(SECRET, TOKEN)
    changed = text[:at] + ("y" if text[at] != "y" else "z") + text[at + 1 :]
    with pytest.raises(tokens.InvalidToken):
        read(changed)


@pytest.mark.parametrize("text", ["", "~", "~~~~", "a~b~c~d~e", "é" * 500, "manage~abc~news~x~"])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(tokens.InvalidToken):
        read(text)
