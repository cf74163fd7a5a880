"""A comparison as the template draws it: what did not change is folded to one line."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core import _
from communesplone.editing.publishing.comparison import Change
from communesplone.editing.publishing.comparison import Line
from communesplone.editing.publishing.comparison import Runs
from communesplone.editing.publishing.remarks import Remark
from hashlib import blake2b
from itertools import groupby
from typing import Any


Data = dict[str, Any]
STATES = {"changed": _("changed"), "added": _("added"), "removed": _("removed")}
#: What a screen reader hears before words that changed.
OPERATIONS = {"ins": _("added:"), "del": _("removed:")}


def paragraph_id(text: str) -> str:
    """Return by what a form names a paragraph."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


def rows(
    changes: Sequence[Change],
    remarks: Mapping[tuple[str, str], Sequence[Remark]],
    moved: set[str] | None = None,
) -> list[Data]:
    """Return the parts of a page as rows.

    :param remarks: by part and paragraph.
    :param moved: the parts that changed since the page was opened.
    """
    moved = moved or set()
    found: list[Data] = []
    numbered = enumerate(changes, 1)
    spoken_of = {part for part, _paragraph in remarks}

    def is_folded(entry: tuple[int, Change]) -> bool:
        change = entry[1]
        return change.state == "same" and change.key not in moved and change.key not in spoken_of

    for folded, entries in groupby(numbered, is_folded):
        group = list(entries)
        if folded:
            found.append(_folded(group))
        else:
            found += [
                _row(number, change, remarks, change.key in moved) for number, change in group
            ]
    return found


def _folded(group: Sequence[tuple[int, Change]]) -> Data:
    first, last = group[0][0], group[-1][0]
    return {
        "folded": True,
        "first": first,
        "last": last if last != first else None,
        "labels": ", ".join(dict.fromkeys(change.label for _number, change in group)),
        "lines": [_line(change, line, ()) for _number, change in group for line in change.lines],
    }


def _row(
    number: int,
    change: Change,
    remarks: Mapping[tuple[str, str], Sequence[Remark]],
    has_moved: bool,
) -> Data:
    return {
        "folded": False,
        "number": number,
        "label": change.label,
        "state": STATES.get(change.state),
        "moved": has_moved,
        "lines": [
            _line(change, line, remarks.get((change.key, line.text), ())) for line in change.lines
        ],
    }


def _line(change: Change, line: Line, remarks: Sequence[Remark]) -> Data:
    quotes = [remark.quote for remark in remarks if remark.quote and not remark.done]
    return {
        "state": line.state,
        "part": change.key,
        "paragraph": paragraph_id(line.text) if line.text else "",
        "runs": _runs(line.runs, quotes),
        "cells": [[_runs(cell, quotes) for cell in row] for row in line.cells],
        "remarks": list(remarks),
    }


def _runs(runs: Runs, quotes: Sequence[str]) -> list[Data]:
    return [
        {"tag": tag, "text": text, "says": OPERATIONS.get(tag)}
        for operation, words in runs
        for tag, text in _marked(operation, words, quotes)
    ]


def _marked(operation: str, words: str, quotes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the words with those that a remark is about apart."""
    quote = next((one for one in quotes if one in words), None)
    if operation == "del" or quote is None:
        yield operation, words
        return
    before, _found, after = words.partition(quote)
    if before:
        yield operation, before
    yield "mark", quote
    if after:
        yield operation, after
