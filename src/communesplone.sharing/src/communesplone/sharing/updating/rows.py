"""The parts of a merging as the page draws them."""

from communesplone.sharing.merging import Merged
from communesplone.sharing.merging import Part
from communesplone.sharing.merging.showing import marked
from communesplone.sharing.merging.showing import plain
from communesplone.sharing.merging.showing import text_of
from communesplone.sharing.merging.showing import united
from communesplone.sharing.updating.labels import label_of
from communesplone.sharing.updating.sides import Sides
from communesplone.sharing.updating.telling import reason
from communesplone.sharing.updating.telling import TURNS
from typing import Any


Data = dict[str, Any]


def rows(merged: Merged, sides: Sides) -> list[Data]:
    """Return what was changed and what is to choose, in the order of the page."""
    return [_row(part, sides) for part in merged.parts if part.state != "same"]


def untouched(merged: Merged, sides: Sides) -> list[Data]:
    """Return what nobody touched: its name, its place and its words."""
    found = []
    for part in merged.parts:
        text = text_of(part.mine)
        if part.state == "same" and text:
            found.append({**_named(part, sides), "text": text})
    return found


def _row(part: Part, sides: Sides) -> Data:
    whose = part.theirs if part.state in ("theirs", "both", "open") else part.mine
    turn = TURNS.get((part.state, part.act))
    return {
        **_named(part, sides),
        "way": part.way,
        "is_open": part.state == "open",
        "reason": reason(part, sides.author),
        "html": marked(part.before, whose),
        "turn": turn,
        "turn_to": "mine" if part.state == "theirs" else "theirs",
        "turned": part.answer is not None,
        **(_open(part) if part.state == "open" else {}),
    }


def _named(part: Part, sides: Sides) -> Data:
    label = label_of(part, sides.portal_type, sides.theirs, sides.mine, sides.base)
    return {
        "name": label.name,
        "place": label.place,
        "is_text": label.is_text,
        "kind": label.kind,
    }


def _open(part: Part) -> Data:
    """Return what a question shows: before, theirs, mine, and what the page would say."""
    both = united(part)
    return {
        "is_order": part.is_order,
        "before": plain(part.before),
        "theirs": marked(part.before, part.theirs),
        "mine": marked(part.before, part.mine),
        "theirs_gone": part.theirs is None,
        "mine_gone": part.mine is None,
        "both": both,
        "writable": part.is_writable and not part.is_order,
        "choice": part.answer.choice if part.answer else "",
        "written": part.answer.text if part.answer and part.answer.choice == "written" else "",
        "says": {
            "theirs": plain(part.theirs),
            "mine": plain(part.mine),
            "united": both,
        },
    }
