"""What a commune signs beside its content: bytes that say one thing, and nothing else ever."""

from communesplone.core.sharing.signing import canonical


def withdrawal(urn: str) -> bytes:
    """Return what the author of an item says to take it out of the library."""
    return f"withdraw {urn}".encode()


def answer(urn: str, commune: str, revision: int, taken: bool, word: str) -> bytes:
    """Return what the author of an item says to who proposed something for it."""
    told = {"answer": urn, "to": commune, "revision": revision, "taken": taken, "word": word}
    return canonical(told)


def succession(issuer: str, successor: str, moment: str) -> bytes:
    """Return what a commune says, or who keeps the library for it, when another follows it.

    :param moment: aware, as ISO.
    """
    return canonical({"succession": issuer, "to": successor, "moment": moment})
