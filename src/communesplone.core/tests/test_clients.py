from communesplone.core.clients import client_of
import pytest


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.17", "192.0.2.17"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_a_household_is_one_client_however_many_addresses_it_has(address, client):
    assert client_of(address) == client
