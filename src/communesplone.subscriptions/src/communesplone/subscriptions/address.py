"""Mail addresses: read as people type them, kept as mail servers take them."""

import re


#: RFC 5321: 64 octets before the sign, 254 in all.
LONGEST = 254
LONGEST_LOCAL = 64
LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+(?!\d+$){LABEL}")


class InvalidAddress(ValueError):
    """What somebody typed is not the address of a mailbox."""


def read_address(text: str) -> str:
    """Return an address with its domain in ASCII (IDNA) and small letters.

    The part before the sign is kept as it is: only its own server knows what it means. It must
    be ASCII, since relays that carry others (SMTPUTF8) are still rare.

    >>> read_address(" Nom@Café.example ")
    'Nom@xn--caf-dma.example'

    :raises InvalidAddress: for anything else, line breaks first of all.
    """
    local, _sign, domain = text.strip(" ").rpartition("@")
    try:
        ascii_domain = domain.lower().encode("idna").decode("ascii").removesuffix(".")
    except UnicodeError:
        raise InvalidAddress(text) from None
    address = f"{local}@{ascii_domain}"
    sound = LOCAL.fullmatch(local) and DOMAIN.fullmatch(ascii_domain)
    if not sound or len(local) > LONGEST_LOCAL or len(address) > LONGEST:
        raise InvalidAddress(text)
    return address


def shown(address: str) -> str:
    """Return an address as people read it, its domain in their letters."""
    local, _sign, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return address


def same(address: str) -> str:
    """Return what two spellings of one mailbox have in common: no server minds their case."""
    return address.lower()


def mailbox(address: str) -> str:
    """Return the mailbox behind an address: what follows a plus only sorts its mail.

    >>> mailbox("Nom+news@Example.be")
    'nom@example.be'
    """
    local, _sign, domain = same(address).rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
