"""Who asks, for limits on how often: one household is one client."""

from ipaddress import ip_address
from ipaddress import ip_network


#: Whoever has an IPv6 address has 2^64 of them.
HOUSEHOLD_BITS = 64


def client_of(address: str) -> str:
    """Return what is counted of an IP address: of IPv6 its network, which a household has whole.

    >>> client_of("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::'
    """
    try:
        version = ip_address(address).version
    except ValueError:
        return address
    if version == 4:
        return address
    return str(ip_network((address, HOUSEHOLD_BITS), strict=False).network_address)
