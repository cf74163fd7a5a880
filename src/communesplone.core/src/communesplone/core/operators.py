"""The accounts of the Zope root, as the command line asks the add-on of accounts about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zope.interface import Interface


class WrongCode(Exception):
    """The code that should prove a second factor is not right."""


@dataclass(frozen=True)
class Offer:
    """A second factor that is not kept yet: the secret, and a drawing of it in characters."""

    secret: str
    drawing: str


class IOperators(Interface):
    """An adapter of the Zope root; absent without accounts. `login` that nobody has: KeyError."""

    def listed() -> Iterable[dict[str, Any]]:
        """Return for each account login, second_factor (boolean), codes (for emergencies, left)
        and waits_until (aware moment before which no login is tried, or None)."""

    def offer(login: str) -> Offer:
        """Return a new second factor for somebody; nothing is kept."""

    def enrol(login: str, secret: str, code: str) -> tuple[str, ...]:
        """Keep an offered second factor, end all sessions, return codes for emergencies.

        :raises WrongCode: the telephone does not have the secret.
        """

    def unlock(login: str) -> None:
        """Let somebody log in again at once who failed too often."""

    def reset_second_factor(login: str) -> None:
        """Take the second factor of somebody away, and end their sessions."""
