"""What the commands print: tables for people, JSON for programs."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from typing import Any
import click
import json


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def print_json(data: dict[str, Any]) -> None:
    """Print one JSON object; dates in ISO 8601."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False, default=_plain))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their headings, each column as wide as its longest cell."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *cells, strict=True)]
    click.echo(click.style(_line(headings, widths), bold=True))
    for row in cells:
        click.echo(_line(row, widths))


def _cell(value: object) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or "-"
    return str(value)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(
        f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)
    ).rstrip()


def print_pairs(pairs: dict[str, object]) -> None:
    """Print names and values, one pair a line, values aligned."""
    width = max(map(len, pairs), default=0)
    for name, value in pairs.items():
        click.echo(f"{name:<{width}}  {_cell(value)}")


def size_text(size: int) -> str:
    """Return a number of bytes as people read it: "3.4 MB"."""
    for unit in ("B", "kB", "MB", "GB"):
        if abs(size) < 1000 or unit == "GB":
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError("unreachable")


def each(
    items: Sequence[Any],
    work: Callable[[Any], dict[str, Any]],
    line: Callable[[dict[str, Any]], str],
    *,
    name: Callable[[Any], str],
    quiet: bool,
) -> list[dict[str, Any]]:
    """Do `work` for each item and return its results; show how far it is, and with which one.

    A progress bar on a terminal when there are several items, one line per item otherwise;
    nothing when `quiet`, as for `--json`.
    """
    stream = click.get_text_stream("stdout")
    if quiet or len(items) < 2 or not stream.isatty():
        return [_told(work(item), line, quiet=quiet) for item in items]
    results = []
    with click.progressbar(
        items, show_pos=True, item_show_func=lambda item: name(item) if item else ""
    ) as bar:
        for item in bar:
            results.append(work(item))
    for result in results:
        if result.get("status") == "failed":
            click.echo(line(result))
    return results


def _told(
    result: dict[str, Any], line: Callable[[dict[str, Any]], str], *, quiet: bool
) -> dict[str, Any]:
    if not quiet:
        click.echo(line(result))
    return result
