"""What an import would do, before it does: nothing is written."""

from communesplone.ingest import fates
from communesplone.ingest import items
from communesplone.ingest import report
from communesplone.ingest import writing
from communesplone.ingest.html.links import Links
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.mapping import Destination
from communesplone.ingest.mapping import destination
from communesplone.ingest.records import Record
from communesplone.ingest.store import known_key
from communesplone.ingest.store import ledger
from communesplone.ingest.store import Run
from dataclasses import dataclass
from dataclasses import field
from Products.CMFPlone.Portal import PloneSite


#: Texts that are looked into: the summary is a page that somebody waits for.
LOOKED_INTO = 200
SHOWN = 100


@dataclass
class Preview:
    """What would become of the records, by fate and by type; of some texts, what needs a human."""

    fates: dict[str, int] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[str, str, str, str]] = field(default_factory=list)
    texts: int = 0
    looked: int = 0

    @property
    def total(self) -> int:
        return sum(self.fates.get(fate, 0) for fate in (fates.ADDED, fates.CHANGED))


def preview(site: PloneSite, run: Run) -> Preview:
    """Return what writing would do now; `rows` are (title, path, type, fate), the first."""
    found = Preview()
    codes: dict[str, int] = {}
    for record in sorted(run.all_records(), key=lambda one: one.order):
        place = destination(record, run.options)
        fate = _fate(site, run, record, place)
        found.fates[fate] = found.fates.get(fate, 0) + 1
        if place is not None and fate in (fates.ADDED, fates.CHANGED):
            found.types[place.portal_type] = found.types.get(place.portal_type, 0) + 1
        if place is not None and len(found.rows) < SHOWN:
            path = "/" + "/".join(place.path)
            found.rows.append((record.title, path, place.portal_type, fate))
        if place is None or fate not in (fates.ADDED, fates.CHANGED):
            continue
        found.texts += bool(record.html)
        if found.looked < LOOKED_INTO or not record.html:
            found.looked += bool(record.html)
            for code in _codes(run, record, place):
                codes[code] = codes.get(code, 0) + 1
    found.findings = {code: codes[code] for code in report.KINDS if code in codes}
    found.fates = {fate: found.fates[fate] for fate in report.FATES if fate in found.fates}
    return found


def _fate(site: PloneSite, run: Run, record: Record, place: Destination | None) -> str:
    if place is None:
        return fates.SKIPPED
    if place.is_there:
        return fates.THERE
    known = ledger(site).known.get(known_key(run, record))
    item = items.by_uid(site, known["uid"]) if known else None
    if item is not None and known["digest"] == record.digest:
        return fates.SAME
    if item is not None:
        return fates.KEPT if known["state"] != items.state_of(item) else fates.CHANGED
    if record.kind == "folder" and items.inside(site, place.path) is not None:
        return fates.THERE
    return fates.ADDED


def _codes(run: Run, record: Record, place: Destination) -> list[str]:
    links = Links(
        find=lambda name: writing.target(run, name),
        base=record.base,
        hosts=writing.hosts(run, record),
    )
    try:
        _fields, notes = items.fields(record, place.portal_type, links, None)
    except IngestError:
        return ["refused"]
    return [code for code, _detail in notes]
