"""All checks that are installed, run over one page."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.quality.interfaces import IQualityCheck
from communesplone.core.quality.records import Finding
from communesplone.core.quality.records import Subject
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.i18n import interpolate
from zope.i18nmessageid import Message
from zope.interface.interfaces import ComponentLookupError


class NothingToMend(CommunesError):
    """The problem is not there (any more), or the answer is missing; `message` says which."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))


def checks() -> list[tuple[str, IQualityCheck]]:
    """Return name and check of all that are declared, in their order."""
    found = getUtilitiesFor(IQualityCheck)
    return sorted(found, key=lambda one: (one[1].order, one[0]))


def check_named(name: str) -> IQualityCheck:
    """Return a check.

    :raises KeyError: when there is none of this name.
    """
    try:
        return getUtility(IQualityCheck, name)
    except ComponentLookupError as error:
        raise KeyError(name) from error


def findings(subject: Subject) -> list[Finding]:
    """Return the problems of a page: those of the law, what is personal, the rest as one reads."""
    places = {piece.way: number for number, piece in enumerate(subject.pieces)}
    found = [one for _name, check in checks() for one in check.findings(subject)]
    return sorted(
        found,
        key=lambda one: (
            one.severity != "law",
            not one.personal,
            places.get(one.way, len(places)),
            one.at,
        ),
    )
