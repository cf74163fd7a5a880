"""What a reviewer says of a text, at its words; kept with the item, and no part of it."""

from collections.abc import Iterable
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.editing.publishing.comparison import Change
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from plone.dexterity.content import DexterityContent
from typing import Any
from zope.annotation.interfaces import IAnnotations
import secrets


KEY = "communesplone.editing.remarks"
#: Where a remark on the page as a whole stands.
WHOLE = ""
LONGEST = 2_000
MOST = 60


class BadRemark(CommunesError):
    """A remark that cannot be kept; `message` says why."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Remark:
    """`part` and `paragraph` say where, `quote` which words there; empty for all of it.

    `nth` says which of the same words in that paragraph, from 0.
    `sent` is the moment at which it reached the author, None while its writer keeps it.
    """

    id: str
    part: str
    paragraph: str
    quote: str
    text: str
    by: str
    made: datetime
    sent: datetime | None = None
    done: bool = False
    nth: int = 0


def remarks(item: DexterityContent) -> tuple[Remark, ...]:
    """Return the remarks on `item`, the oldest first."""
    return tuple(IAnnotations(item).get(KEY) or ())


def for_reader(item: DexterityContent, user: str) -> tuple[Remark, ...]:
    """Return what somebody reads: what was sent, and what they wrote themselves."""
    return tuple(one for one in remarks(item) if one.sent is not None or one.by == user)


def add(
    item: DexterityContent, part: str, paragraph: str, quote: str, text: str, **by: Any
) -> Remark:
    """Keep a remark and return it.

    :param by: `by` a user id, `made` an aware moment, and `nth` for words that stand there twice.
    :raises BadRemark: it says nothing, too much, is about words that are not there, or there are
        too many.
    """
    if not text.strip():
        raise BadRemark(_("Write what the author should change or check."))
    if len(text) > LONGEST:
        raise BadRemark(
            _("This remark is too long: ${most} signs at most.", mapping={"most": LONGEST})
        )
    kept = remarks(item)
    if len(kept) >= MOST:
        raise BadRemark(_("That is a lot of remarks. Send these first."))
    quote = " ".join(quote.split())
    if quote and quote not in paragraph:
        raise BadRemark(
            _(
                "“${words}” is not in this paragraph. Copy the words from it, or leave them out.",
                mapping={"words": quote},
            )
        )
    made = Remark(secrets.token_hex(4), part, paragraph, quote, text.strip(), **by)
    _keep(item, (*kept, made))
    return made


def drop(item: DexterityContent, remark_id: str, user: str) -> None:
    """Take back a remark that its writer has not sent."""
    _keep(
        item,
        (one for one in remarks(item) if one.id != remark_id or one.by != user or one.sent),
    )


def settle(item: DexterityContent, remark_id: str) -> None:
    """Mark a remark as done: the author has seen to it."""
    _keep(item, (replace(one, done=True) if one.id == remark_id else one for one in remarks(item)))


def send(item: DexterityContent, user: str, now: datetime) -> list[Remark]:
    """Let the author read the remarks that `user` wrote and return these."""
    waiting = [one for one in remarks(item) if one.by == user and one.sent is None]
    _keep(item, (replace(one, sent=now) if one in waiting else one for one in remarks(item)))
    return waiting


def clear(item: DexterityContent) -> None:
    """Forget all remarks: the text is online."""
    IAnnotations(item).pop(KEY, None)


def placed(
    found: Sequence[Remark], changes: Sequence[Change]
) -> tuple[dict[tuple[str, str], list[Remark]], list[Remark]]:
    """Return remarks by (part, paragraph of the new text), and those that stand nowhere now.

    A remark follows its words when the paragraph around them changes.
    """
    where: dict[tuple[str, str], list[Remark]] = {}
    homeless: list[Remark] = []
    for remark in found:
        at = _place(remark, changes)
        if at is None:
            homeless.append(remark)
        else:
            where.setdefault(at, []).append(remark)
    return where, homeless


def _place(remark: Remark, changes: Sequence[Change]) -> tuple[str, str] | None:
    lines = [line.text for change in changes if change.key == remark.part for line in change.lines]
    if remark.paragraph in lines:
        return remark.part, remark.paragraph
    text = next((line for line in lines if remark.quote and remark.quote in line), None)
    return (remark.part, text) if text is not None else None


def _keep(item: DexterityContent, found: Iterable[Remark]) -> None:
    kept = tuple(found)
    if kept:
        IAnnotations(item)[KEY] = kept
    else:
        clear(item)
