"""Words that a remark is about, marked among those that changed."""

from collections.abc import Iterator
from collections.abc import Sequence
from communesplone.core import _
from communesplone.editing.publishing.wording import Runs
from itertools import pairwise
from typing import Any


Data = dict[str, Any]
#: Words, and which of their occurrences is meant, from 0.
Quote = tuple[str, int]
#: What a screen reader hears before words that changed.
OPERATIONS = {"ins": _("added:"), "del": _("removed:")}


def marked(cells: Sequence[Runs], quotes: Sequence[Quote]) -> list[list[Data]]:
    """Return the runs of a paragraph, or of each cell of a table, as the template draws them.

    Quoted words are looked for in the new text; across cells they are in none.
    """
    starts, whole = [], ""
    for runs in cells:
        # As the script of the page counts: cells stand one space apart
        whole += " " if starts else ""
        starts.append(len(whole))
        whole += "".join(text for operation, text in runs if operation != "del")
    spans = [span for quote in quotes if (span := _span(whole, *quote)) is not None]
    return [list(_pieces(runs, start, spans)) for runs, start in zip(cells, starts, strict=True)]


def _span(text: str, words: str, nth: int) -> tuple[int, int] | None:
    """Return where words stand in a text; the first of them when there are not as many."""
    found, at = [], text.find(words)
    while at >= 0 and len(found) <= nth:
        found.append(at)
        at = text.find(words, at + 1)
    if not found:
        return None
    start = found[nth] if nth < len(found) else found[0]
    return start, start + len(words)


def _pieces(runs: Runs, start: int, spans: Sequence[tuple[int, int]]) -> Iterator[Data]:
    at = start
    for operation, text in runs:
        if operation == "del":
            yield _piece(operation, text, is_marked=False)
            continue
        end = at + len(text)
        cuts = {at, end, *(edge for span in spans for edge in span if at < edge < end)}
        edges = sorted(cuts)
        for left, right in pairwise(edges):
            inside = any(first <= left and right <= last for first, last in spans)
            yield _piece(operation, text[left - at : right - at], is_marked=inside)
        at = end


def _piece(operation: str, text: str, *, is_marked: bool) -> Data:
    return {"tag": operation, "text": text, "says": OPERATIONS.get(operation), "marked": is_marked}
