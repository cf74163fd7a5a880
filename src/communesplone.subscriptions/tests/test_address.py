from communesplone.subscriptions.address import InvalidAddress
from communesplone.subscriptions.address import mailbox
from communesplone.subscriptions.address import read_address
from communesplone.subscriptions.address import shown
from hypothesis import given
from hypothesis import strategies as st
import pytest


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("name@example.be", "name@example.be"),
        (" Name.First+news@EXAMPLE.be ", "Name.First+news@example.be"),
        ("info@café.example", "info@xn--caf-dma.example"),
        ("info@gemeinde-süd.example", "info@xn--gemeinde-sd-2hb.example"),
    ],
)
def test_an_address_is_kept_as_mail_servers_take_it(typed, kept):
    assert read_address(typed) == kept


def test_an_address_is_shown_in_the_letters_of_its_owner():
    assert shown("info@xn--caf-dma.example") == "info@café.example"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "name",
        "name@",
        "@example.be",
        "name@example",
        "name@127.0.0.1",
        "a..b@example.be",
        "name@exa mple.be",
        "name@example.be\r\nBcc: all@example.be",
        "name@example.be\nx",
        "na\x00me@example.be",
        "one@example.be,two@example.be",
        "one@example.be two@example.be",
        '"a b"@example.be',
        "<name@example.be>",
        "näme@example.be",
        "x" * 65 + "@example.be",
        "name@" + "x" * 250 + ".be",
        "name@.be",
        "name@-example.be",
    ],
)
def test_what_is_no_address_of_one_mailbox_is_refused(typed):
    with pytest.raises(InvalidAddress):
        read_address(typed)


@given(st.text(max_size=80))
def test_no_text_gives_an_address_with_a_line_break_or_a_second_recipient(text):
    try:
        address = read_address(f"{text}@example.be")
    except InvalidAddress:
        return
    assert not set(address) & set('\r\n\t ,;<>"')


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Name+news@Example.be", "name@example.be"),
        ("na.me@example.be", "na.me@example.be"),
        ("+news@example.be", "+news@example.be"),
    ],
)
def test_what_follows_a_plus_is_the_same_mailbox_and_a_dot_is_another(address, found):
    assert mailbox(address) == found
