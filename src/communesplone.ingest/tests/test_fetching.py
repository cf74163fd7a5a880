"""Which addresses are asked."""

from communesplone.ingest.fetching import _is_public
import pytest


@pytest.mark.parametrize(
    "inner", ["10.0.0.1", "::ffff:10.0.0.1", "2002:a00:1::1", "64:ff9b::a00:1", "100.64.0.1"]
)
def test_an_inner_address_is_none_of_the_web_however_it_is_written(inner):
    assert not _is_public(inner)


def test_a_public_address_is_asked():
    assert _is_public("8.8.8.8")
    assert _is_public("2a00:1450:400e:80c::200e")
