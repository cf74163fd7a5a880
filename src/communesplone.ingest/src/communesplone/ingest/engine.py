"""The steps of an import: read, write, undo, each in batches that are a transaction each.

A batch writes items and moves the position in one transaction, so that a worker that is killed
leaves neither half an item nor one twice: the next one begins that batch anew.
"""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.ingest import accounts
from communesplone.ingest import entries
from communesplone.ingest import fates
from communesplone.ingest import items
from communesplone.ingest import languages
from communesplone.ingest import report
from communesplone.ingest import undoing
from communesplone.ingest import writing
from communesplone.ingest.fetching import Fetcher
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.interfaces import NotNow
from communesplone.ingest.interfaces import Refused
from communesplone.ingest.interfaces import Unreachable
from communesplone.ingest.records import completed
from communesplone.ingest.records import Record
from communesplone.ingest.records import with_states
from communesplone.ingest.sources import Input
from communesplone.ingest.sources import read
from communesplone.ingest.sources.archive import Archive
from communesplone.ingest.store import BUSY
from communesplone.ingest.store import DONE
from communesplone.ingest.store import FAILED
from communesplone.ingest.store import known_key
from communesplone.ingest.store import ledger
from communesplone.ingest.store import READING
from communesplone.ingest.store import READY
from communesplone.ingest.store import Run
from communesplone.ingest.store import run_of
from communesplone.ingest.store import UNDOING
from communesplone.ingest.store import UNDONE
from communesplone.ingest.store import WRITING
from plone import api
from Products.CMFPlone.Portal import PloneSite
from uuid import uuid4


STEP = "communesplone.ingest.step"
BATCH = 20
#: From which states an act may begin, and to which it leads.
ACTS = {"write": ((READY,), WRITING), "undo": ((DONE,), UNDOING)}


def step(site: PloneSite, run_id: str) -> None:
    """Job: do the next batch, and ask for the one after it."""
    if run_id in ledger(site).runs and advance(site, run_id):
        ring(site, run_of(site, run_id))


def ring(site: PloneSite, run: Run) -> None:
    """Have the worker do the next batch."""
    run.job = jobs.add(STEP, run.id, site=site)


def is_stopped(site: PloneSite, run: Run) -> bool:
    """Tell whether a busy import has nobody who goes on with it: its job was given up."""
    return (
        run.state in BUSY
        and bool(run.job)
        and run.job not in {job.id for job in jobs.pending(site)}
    )


def start(site: PloneSite, run: Run, act: str) -> None:
    """Begin to write, or to undo. Nothing rings yet.

    :raises NotNow: when it is not the time for that.
    """
    states, following = ACTS[act]
    if run.state not in states:
        raise NotNow(_("This import is not at that point: look at its page again."))
    if act == "write" and run.problem:
        raise NotNow(_("Something is wrong with the file: see above. Nothing was written."))
    numbers = sorted(run.records, key=lambda number: run.record(number).order)
    run.order = tuple(numbers if act == "write" else reversed(numbers))
    run.position = 0
    run.state = following


def advance(site: PloneSite, run_id: str) -> bool:
    """Do the next batch in the current transaction; tell whether there is more to do."""
    run = run_of(site, run_id)
    if run.state == READING:
        _read(site, run)
    elif run.state == WRITING and entries.is_table(run):
        entries.write(site, run)
        run.state = DONE
        reopen(run)
    elif run.state == WRITING:
        _write(site, run)
    elif run.state == UNDOING:
        _undo(site, run)
    return run.state in BUSY


def _read(site: PloneSite, run: Run) -> None:
    try:
        with run.archive() as archive:
            if entries.is_table(run):
                entries.read(site, run, archive)
                run.options["into"] = _home(site)
                run.state = READY
                return
            batch = read(run.source, _input(run, archive), run.cursor)
    except Refused as error:
        _fail(run, error)
        return
    except Unreachable as error:
        if run.cursor is not None:
            # It answered before: the job is tried again later, where it was.
            raise
        _fail(run, error)
        return
    except IngestError as error:
        _fail(run, error)
        return
    run.origin = run.origin or batch.origin
    for record in batch.records:
        _keep(site, run, record)
    run.cursor = batch.cursor
    if run.cursor is None:
        accounts.forget(run.id)
        _complete(site, run)


def _input(run: Run, archive: Archive | None) -> Input:
    account = accounts.account_of(run)
    language = api.portal.get_default_language()
    if account is None:
        return Input(archive, run.address, Fetcher(), language)
    fetcher = Fetcher(secret=account.header, site=run.address)
    return Input(archive, run.address, fetcher, language, keep=run.keep_bytes)


def _fail(run: Run, error: IngestError) -> None:
    run.problem, run.state = error.message, FAILED
    accounts.forget(run.id)


def _complete(site: PloneSite, run: Run) -> None:
    """Add the folders that records stand in, and the names that texts have for each."""
    if not run.records:
        run.problem, run.state = _("Nothing was found there that could come along."), FAILED
        return
    found = with_states(run.all_records())
    spoken = {one.language for one in found} - {""}
    own = languages.folders(site, spoken)
    for record in (*languages.records(spoken - set(own)), *completed(found)):
        _keep(site, run, record)
    groups: dict[str, list[int]] = {}
    for number in run.records:
        record = run.record(number)
        for name in (*record.references, *record.addresses, record.base):
            run.names.setdefault(name.rstrip("/"), number)
        if record.group:
            groups.setdefault(record.group, []).append(number)
    run.groups.update({name: tuple(numbers) for name, numbers in groups.items()})
    _propose(site, run)
    run.options["languages"] = own
    run.state = READY


def _keep(site: PloneSite, run: Run, record: Record) -> None:
    """Keep a record with the UID that it has here, or will have."""
    number = run.numbers.get(record.key)
    known = ledger(site).known.get(known_key(run, record))
    uid = known["uid"] if known else uuid4().hex
    run.add(record, run.uids[number] if number is not None else uid)


def _home(site: PloneSite) -> str:
    """Return the path below which content stands: the folder of the language, if any."""
    return languages.folder_of(site, api.portal.get_default_language()) or ""


def _propose(site: PloneSite, run: Run) -> None:
    """Propose the folder of this site that has the name of a part of the old one."""
    into = _home(site)
    ours = _known_uids(site, run)
    sections = {}
    for language, name in {(one.language, one.section) for one in run.all_records()}:
        above = languages.folder_of(site, language) if language else into
        folder = None
        if name and above is not None:
            folder = items.inside(site, tuple(filter(None, f"{above}/{name}".split("/"))))
        if folder is None or folder.portal_type != "Folder" or items.uid_of(folder) in ours:
            continue
        sections[f"{language}/{name}" if language else name] = {
            "to": f"{above}/{name}",
            "kind": "",
        }
    run.options.update({"into": into, "sections": sections})


def _known_uids(site: PloneSite, run: Run) -> set[str]:
    """Return what came from the same old site before: that is found again by itself."""
    prefix = f"{run.origin} "
    return {one["uid"] for one in ledger(site).known.values(prefix, f"{prefix}\uffff")}


def _write(site: PloneSite, run: Run) -> None:
    fetcher = Fetcher()
    with run.archive() as archive:
        for number in run.order[run.position : run.position + BATCH]:
            run.outcomes[number] = writing.write(site, run, number, archive, fetcher)
    run.position += BATCH
    if run.position >= len(run.order):
        _finish(run)
        run.kept.clear()
        run.state = DONE
        reopen(run)


def _finish(run: Run) -> None:
    """Tell the texts that lead to something that did not come along after all."""
    lost = {
        run.uids[number]: run.record(number).title
        for number, outcome in run.outcomes.items()
        if outcome["fate"] == fates.REFUSED
    }
    for number, outcome in list(run.outcomes.items()):
        missing = [lost[uid] for uid in outcome.get("uses", ()) if uid in lost]
        if missing:
            notes = [*outcome["notes"], *(("dead", title) for title in missing)]
            run.outcomes[number] = {**outcome, "notes": notes}


def _undo(site: PloneSite, run: Run) -> None:
    for number in run.order[run.position : run.position + BATCH]:
        if number in run.outcomes:
            run.outcomes[number] = undoing.undo(site, run, number)
    run.position += BATCH
    if run.position >= len(run.order):
        run.state = UNDONE


def reopen(run: Run) -> None:
    """Have the dashboard tell what the report leaves for a human."""
    run.open = sum(report.counts(run).values())


def settle(run: Run) -> None:
    """Have the dashboard be silent about the report: somebody has dealt with it."""
    run.open = 0
