"""Errors that a person at the terminal reads: one sentence, and what to do next."""

from communesplone.core.interfaces import CommunesError


class CommandError(CommunesError):
    """Something that stops the command.

    :param sentence: what is wrong, and where.
    :param next_step: what the person can do now; may be empty.
    """

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.next_step = next_step


class SiteNotFound(CommandError):
    """No site of the database has that id."""


class DatabaseUnreachable(CommandError):
    """No ZEO server answers and none can be started."""


class ArchiveError(CommandError):
    """A file is not an export of a site, or is damaged."""
