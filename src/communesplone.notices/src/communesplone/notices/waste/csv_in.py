"""Streets or days of a waste calendar from a CSV file: all of it, or none and a report."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from communesplone.core import _
from communesplone.notices.interfaces import BadLine
from communesplone.notices.waste.lines import BadLines
from communesplone.notices.waste.lines import check_overlaps
from communesplone.notices.waste.lines import check_sectors
from communesplone.notices.waste.lines import Problem
from communesplone.notices.waste.lines import read_cells
from communesplone.notices.waste.lines import read_day
from communesplone.notices.waste.lines import read_segment
from communesplone.notices.waste.lines import read_stream
from communesplone.notices.waste.model import plain
import csv
import io


LARGEST = 2_000_000
STREETS, DAYS = "streets", "days"
COLUMNS = {
    STREETS: (
        ("rue", "street", "straat", "strasse", "voie"),
        ("numeros", "numero", "numbers", "nummers", "hausnummern", "nummer"),
        ("secteur", "sector", "sektor", "zone"),
    ),
    DAYS: (
        ("flux", "dechet", "stream", "afval", "abfall", "fraction", "collecte"),
        ("secteur", "sector", "sektor", "zone"),
        ("date", "jour", "day", "datum", "tag"),
    ),
}
EXPECTED = {STREETS: "rue;numéros;secteur", DAYS: "flux;secteur;date"}


def decoded(data: bytes) -> str:
    """Return the text of a file as spreadsheets write it: UTF-8, or Windows' Latin-1."""
    if len(data) > LARGEST:
        raise BadLine(_("The file is too large: 2 MB at most."))
    if b"\0" in data:
        raise BadLine(_("This is no CSV file. Save the sheet as CSV, then send that."))
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def rows(data: bytes, kind: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and the cells of our three columns, in our order.

    :raises BadLine: when the first line does not name the columns.
    """
    text = decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [plain(cell) for cell in next(reader, [])]
        places = [_place(header, names) for names in COLUMNS[kind]]
        if places[0] is None or places[2] is None or (kind == DAYS and places[1] is None):
            raise BadLine(
                _(
                    "The first line names the columns: ${columns}.",
                    mapping={"columns": EXPECTED[kind]},
                )
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [_cell(cells, place) for place in places]
    except csv.Error as error:
        raise BadLine(_("This is no CSV file. Save the sheet as CSV, then send that.")) from error


def _place(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((at for at, cell in enumerate(header) if cell in names), None)


def _cell(cells: list[str], place: int | None) -> str:
    text = cells[place] if place is not None and place < len(cells) else ""
    # What separates the cells and lines of what we store
    return " ".join(text.replace("|", "/").split())


def read_streets(data: bytes, sectors: dict[str, str]) -> str:
    """Return the lines of the streets of a file.

    :raises BadLines: with every line that is wrong; nothing may be stored then.
    """
    found = read_cells(rows(data, STREETS), read_segment)
    check_sectors(sectors, [(number, {one.sector}) for number, one in found])
    check_overlaps(found)
    _some(found)
    return "\n".join(" | ".join(cells) for _number, cells in rows(data, STREETS))


def read_days(data: bytes, sectors: dict[str, str]) -> str:
    """Return the lines of the rounds of a file: one for each stream and sector, with its days.

    :raises BadLines: with every line that is wrong; nothing may be stored then.
    """
    found = read_cells(rows(data, DAYS), _read_day)
    check_sectors(sectors, [(number, {one[1]} - {""}) for number, one in found])
    _some(found)
    days: dict[tuple[str, str], set] = {}
    for _number, (stream, sector, day) in found:
        days.setdefault((stream, sector), set()).add(day)
    return "\n".join(
        f"{stream} | {sector} | {', '.join(day.isoformat() for day in sorted(found_days))}"
        for (stream, sector), found_days in sorted(days.items())
    )


def _read_day(cells: list[str]) -> tuple:
    return read_stream(cells[0]), cells[1], read_day(cells[2])


def _some(found: list) -> None:
    if not found:
        raise BadLines([Problem(1, _("The file has no line below the names of its columns."))])
