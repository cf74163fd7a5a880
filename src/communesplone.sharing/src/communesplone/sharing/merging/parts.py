"""What became of each part of a value, for people to read and to decide."""

from communesplone.sharing.merging.node import key_of
from communesplone.sharing.merging.node import Node
from communesplone.sharing.merging.splitting import contents
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from typing import Literal


State = Literal["same", "theirs", "mine", "both", "open"]
Act = Literal["", "changed", "added", "removed", "moved"]
Side = Literal["theirs", "mine"]


@dataclass(frozen=True)
class Answer:
    """What a person decided about a part: one side, both united, or their own text."""

    choice: Literal["theirs", "mine", "united", "written"]
    #: With "written": inline HTML for a paragraph, paragraphs for several, else plain text.
    text: str = ""


@dataclass(frozen=True)
class Part:
    """A paragraph, an item, a cell, a field: what it was, and what both made of it.

    `way` names it among all parts; `trail` tells where it stands, as pairs of what it stands in
    ("text", "ul", "tr", …) and its number there. `state`: untouched, changed by one or alike by
    both, or changed by both ("open", also once it is answered). A side that is not there is None.
    """

    way: str
    trail: tuple[tuple[str, int], ...]
    state: State
    act: Act
    before: Node | None
    theirs: Node | None
    mine: Node | None
    #: The part with both changes, where they touch no word in common.
    united: Node | None = None
    answer: Answer | None = None

    @property
    def is_question(self) -> bool:
        """Tell whether somebody has to decide: the result has mine meanwhile."""
        return self.state == "open" and self.answer is None

    @property
    def is_order(self) -> bool:
        """Tell whether it is the order of the parts of a value."""
        return self.way.endswith("/order") and self.state == "open" and self.act == "moved"

    @property
    def is_writable(self) -> bool:
        """Tell whether a person may write a third text."""
        sides = [one for one in (self.theirs, self.mine) if one is not None]
        return bool(sides) and all(
            contents(one) is not None or (one.form == "value" and isinstance(one.content, str))
            for one in sides
        )

    @property
    def mark(self) -> str:
        """What an answer is given to: another text on any side has another mark."""
        sides = "\0".join(key_of(one) for one in (self.before, self.theirs, self.mine))
        return blake2b(sides.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Merged:
    """A value made of two, and what became of each part of it."""

    value: Any
    parts: tuple[Part, ...]

    @property
    def settled(self) -> tuple[Part, ...]:
        """What was changed and needs no decision."""
        return tuple(part for part in self.parts if part.state in ("theirs", "mine", "both"))

    @property
    def conflicts(self) -> tuple[Part, ...]:
        """What both changed, each in another way, answered or not."""
        return tuple(part for part in self.parts if part.state == "open")

    @property
    def questions(self) -> tuple[Part, ...]:
        """What is still to be decided."""
        return tuple(part for part in self.parts if part.is_question)


def act_of(base: Node | None, side: Node | None) -> Act:
    """Return what was done to a part."""
    if base is None:
        return "added" if side is not None else ""
    if side is None:
        return "removed"
    return "changed" if base.key != side.key else ""
