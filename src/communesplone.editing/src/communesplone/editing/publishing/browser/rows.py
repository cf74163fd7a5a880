"""A comparison as the template draws it: what did not change is folded to one line."""

from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core import _
from communesplone.editing.publishing.blocks import Part
from communesplone.editing.publishing.browser.marking import marked
from communesplone.editing.publishing.comparison import Change
from communesplone.editing.publishing.comparison import Line
from communesplone.editing.publishing.remarks import Remark
from hashlib import blake2b
from itertools import groupby
from typing import Any
from zope.i18nmessageid import Message


Data = dict[str, Any]
STATES = {"changed": _("changed"), "added": _("added"), "removed": _("removed")}


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
    spoken_of = {part for part, _paragraph in remarks}

    def is_folded(change: Change) -> bool:
        return not change.touched and change.key not in moved and change.key not in spoken_of

    for folded, group in groupby(changes, is_folded):
        if folded:
            found.append(_folded(list(group)))
        else:
            found += [_row(change, remarks, change.key in moved) for change in group]
    return found


def plain(parts: Sequence[Part]) -> list[Data]:
    """Return one text by itself, as citizens read it: no row says what changed."""
    return [
        {
            "number": number,
            "label": part.label,
            "lines": [
                {
                    "text": block.text if not block.rows else "",
                    "cells": block.rows,
                    "place": place if len(part.blocks) > 1 else None,
                }
                for place, block in enumerate(part.blocks, 1)
            ],
        }
        for number, part in enumerate(parts, 1)
    ]


def _folded(group: Sequence[Change]) -> Data:
    first, last = group[0].number, group[-1].number
    return {
        "folded": True,
        "first": first,
        "last": last if last != first else None,
        "labels": ", ".join(dict.fromkeys(change.label for change in group)),
        "lines": [_line(change, line, ()) for change in group for line in change.lines],
    }


def _row(
    change: Change,
    remarks: Mapping[tuple[str, str], Sequence[Remark]],
    has_moved: bool,
) -> Data:
    return {
        "folded": False,
        "number": change.number,
        "label": change.label,
        "state": STATES.get(change.state),
        "origin": change.origin,
        "wordless": change.wordless,
        "moved": has_moved,
        "lines": [
            _line(change, line, remarks.get((change.key, line.text), ())) for line in change.lines
        ],
    }


def _line(change: Change, line: Line, remarks: Sequence[Remark]) -> Data:
    quotes = [(one.quote, one.nth) for one in remarks if one.quote and not one.done]
    written = [line.runs] if line.runs else [cell for row in line.cells for cell in row]
    drawn = iter(marked(written, quotes))
    return {
        "id": f"{change.key}-{line.number}",
        "state": line.state,
        "part": change.key,
        "paragraph": paragraph_id(line.text) if line.text else "",
        "place": line.number if len(change.lines) > 1 and line.state != "removed" else None,
        "origin": _origin(line),
        "runs": next(drawn) if line.runs else [],
        "cells": [[next(drawn) for _cell in row] for row in line.cells],
        "links": [marked([link], ())[0] for link in line.links],
        "remarks": list(remarks),
    }


def _origin(line: Line) -> Message | None:
    """Return in words where a paragraph stood before; None for one that stayed."""
    if not line.moved:
        return None
    if line.origin_part is None:
        return _("moved from § ${number}", mapping={"number": line.origin})
    part, label = line.origin_part
    return _(
        "moved from ${part}. ${label}, § ${number}",
        mapping={"part": part, "label": label, "number": line.origin},
    )
