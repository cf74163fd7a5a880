"""The board in words: with whom a commune is compared, how far it is, which way it made."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.sharing.showing import LANGUAGE_NAMES
from communesplone.core.typography import known
from communesplone.core.typography import MONTHS
from communesplone.sharing.catching_up.board import Board
from communesplone.sharing.catching_up.criteria import Comparison
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.criteria import SIZES
from communesplone.sharing.catching_up.store import Step
from zope.i18nmessageid import Message


Say = Callable[[Message | str], str]


def listed(names: Iterable[str], say: Say) -> str:
    """Return names one after the other: "Rendeux, Hotton and Daverdisse"."""
    *first, last = list(names) or [""]
    if not first:
        return last
    return say(_("${names} and ${last}", mapping={"names": ", ".join(first), "last": last}))


def told(criteria: Criteria, say: Say) -> str:
    """Return criteria in words, empty for none: "fewer than 5 000 inhabitants, français"."""
    sizes = [say(SIZES[one][1]) for one in criteria.sizes if one in SIZES]
    languages = [say(LANGUAGE_NAMES.get(one, one)) for one in criteria.languages]
    choice = " / "
    parts = (choice.join(sizes), choice.join(languages), choice.join(criteria.provinces))
    return ", ".join(filter(None, parts))


def compared(comparison: Comparison, board: Board, name: str) -> Message:
    """Return how far a commune is beside the others."""
    count = len(comparison.members)
    mapping = {"count": count, "name": name, "has": board.has, "of": board.of}
    if not count:
        return _(
            "No other commune has told the hub what it has yet: here stands what the law asks for "
            "and what is out of date."
        )
    if count == 1:
        return _(
            "Compared with one commune, ${name} has ${has} of ${of} useful things.",
            mapping=mapping,
        )
    return _(
        "Compared with ${count} communes, ${name} has ${has} of ${of} useful things.",
        mapping=mapping,
    )


def pressing(board: Board) -> Message:
    """Return what comes first."""
    count = len(board.law)
    minutes = sum(row.line.minutes for row in board.law)
    if not count:
        return _("Nothing is missing that the law asks for.")
    mapping = {"count": count, "minutes": minutes}
    if count == 1:
        return _(
            "One thing is missing that the law asks for: begin there, ${minutes} minutes are "
            "enough.",
            mapping=mapping,
        )
    return _(
        "${count} things are missing that the law asks for: begin there, ${minutes} minutes are "
        "enough.",
        mapping=mapping,
    )


def widened(comparison: Comparison, say: Say) -> str:
    """Return why a comparison is wider than what is asked; empty when it is not."""
    if not comparison.is_wider:
        return ""
    asked, used = told(comparison.asked, say), told(comparison.used, say)
    mapping = {"asked": asked, "used": used}
    if used:
        return say(
            _(
                "Too few communes are alike (${asked}): the comparison is made wider (${used}).",
                mapping=mapping,
            )
        )
    return say(
        _(
            "Too few communes are alike (${asked}): all those that take part are compared.",
            mapping=mapping,
        )
    )


def month(name: str, language: str) -> str:
    """Return a month in words: "juin 2026" of "2026-06"."""
    year, number = name.split("-")
    return f"{MONTHS[known(language)].split()[int(number) - 1]} {year}"


def way(months: Sequence[tuple[str, Step]], language: str) -> Message | str:
    """Return how far a commune came since the first of some months."""
    if len(months) < 2:
        return _("The way made is counted from this month on.")
    (name, first), (_name, last) = months[0], months[-1]
    more, adopted = last.has - first.has, max(0, last.adopted - first.adopted)
    mapping = {"count": more, "month": month(name, language), "adopted": min(more, adopted)}
    if more < 1:
        return _("Nothing more than in ${month}.", mapping=mapping)
    if more == 1:
        return _("One thing more than in ${month}.", mapping=mapping)
    if not adopted:
        return _("${count} things more than in ${month}.", mapping=mapping)
    return _(
        "${count} things more than in ${month}, ${adopted} of them from other communes.",
        mapping=mapping,
    )
