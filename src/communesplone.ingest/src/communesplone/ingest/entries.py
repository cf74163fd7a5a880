"""Tables of the kinds that other add-ons contribute: entries of a directory, for one.

Their kind plans and does them, wholly or not at all; here it is remembered what came, so that
it can be taken out again.
"""

from communesplone.core import _
from communesplone.core.ingest import ITableKind
from communesplone.core.ingest import TablePlan
from communesplone.core.tables import decode
from communesplone.core.tables import UnreadableTable
from communesplone.ingest import items
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.interfaces import UnreadableSource
from communesplone.ingest.records import Record
from communesplone.ingest.sources.archive import Archive
from communesplone.ingest.store import known_key
from communesplone.ingest.store import ledger
from communesplone.ingest.store import Run
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.component import getAdapters
from zope.component import queryAdapter
from zope.i18nmessageid import Message


PREFIX = "csv:"


def kinds(site: PloneSite) -> dict[str, Message]:
    """Return the kinds of tables that the installed add-ons read, by the name of their source."""
    types = api.portal.get_tool("portal_types")
    found = {
        PREFIX + name: kind.title
        for name, kind in getAdapters((site,), ITableKind)
        if name in types
    }
    return dict(sorted(found.items()))


def is_table(run: Run) -> bool:
    """Tell whether an import is a table of a kind of another add-on."""
    return run.source.startswith(PREFIX)


def read(site: PloneSite, run: Run, archive: Archive | None) -> None:
    """See that the file is text at all; what it holds is read where it is shown."""
    if archive is None:
        raise UnreadableSource(_("Choose a file."))
    try:
        decode(archive.whole())
    except UnreadableTable as error:
        raise UnreadableSource(error.message) from error


def plan(site: PloneSite, run: Run, language: str) -> TablePlan:
    """Return what the table would do in the chosen folder.

    :raises UnreadableSource: when it is no table of its kind.
    """
    kind = queryAdapter(site, ITableKind, run.source.removeprefix(PREFIX))
    folder = items.inside(site, tuple(filter(None, run.options["into"].split("/"))))
    if kind is None or folder is None:
        raise IngestError(_("The folder that was chosen is gone."))
    try:
        with run.archive() as archive:
            return kind.plan(folder, decode(archive.whole()), language)
    except UnreadableTable as error:
        raise UnreadableSource(error.message) from error


def write(site: PloneSite, run: Run) -> None:
    """Do what the table says, wholly, in the current transaction.

    :raises UnreadableSource: when a line is wrong: nothing is written then.
    """
    language = api.portal.get_default_language()
    found = plan(site, run, language)
    if not found.is_right:
        raise UnreadableSource(_("A line of the table is wrong: nothing was written."))
    into = run.options["into"]
    run.origin = f"{run.source}:{into}"
    kind = queryAdapter(site, ITableKind, run.source.removeprefix(PREFIX))
    folder = items.inside(site, tuple(filter(None, into.split("/"))))
    made = kind.apply(folder, found, run.options["keep_public"])
    for row in found.rows:
        _remember(site, run, Record(key=row.key, kind="page", title=row.title), row.fate, made)


def _remember(
    site: PloneSite, run: Run, record: Record, fate: str, made: dict[str, object]
) -> None:
    item = made.get(record.key)
    uid = items.uid_of(item) if item is not None else ""
    run.add(record, uid)
    run.outcomes[run.numbers[record.key]] = {"fate": fate, "uid": uid, "notes": []}
    if item is not None:
        ledger(site).known[known_key(run, record)] = {
            "uid": uid,
            "digest": record.digest,
            "state": items.state_of(item),
            "run": run.id,
        }
