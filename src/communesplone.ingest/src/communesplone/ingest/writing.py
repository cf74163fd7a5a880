"""Writing records as items of the site: one after the other, each wholly or not at all."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.ingest import items
from communesplone.ingest import languages
from communesplone.ingest import redirects
from communesplone.ingest import undoing
from communesplone.ingest.fates import ADDED
from communesplone.ingest.fates import CHANGED
from communesplone.ingest.fates import KEPT
from communesplone.ingest.fates import REFUSED
from communesplone.ingest.fates import SAME
from communesplone.ingest.fates import SKIPPED
from communesplone.ingest.fates import THERE
from communesplone.ingest.fetching import Fetcher
from communesplone.ingest.html.links import Links
from communesplone.ingest.html.links import Target
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.mapping import Destination
from communesplone.ingest.mapping import destination
from communesplone.ingest.records import HOME
from communesplone.ingest.records import Record
from communesplone.ingest.sources.archive import Archive
from communesplone.ingest.store import known_key
from communesplone.ingest.store import ledger
from communesplone.ingest.store import Run
from contextlib import contextmanager
from plone import api
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.uuid.interfaces import ATTRIBUTE_NAME
from Products.CMFCore.indexing import getQueue
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from transaction.interfaces import TransientError
from typing import Any
from urllib.parse import urlsplit
from zExceptions import BadRequest
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import logging
import transaction


LARGEST_FILE = 300_000_000
logger = logging.getLogger(__name__)
Outcome = dict[str, Any]


def write(
    site: PloneSite, run: Run, number: int, archive: Archive | None, fetcher: Fetcher
) -> Outcome:
    """Write a record; what goes wrong with it is told, and stops no other."""
    record = run.record(number)
    try:
        with _all_or_nothing():
            return _write(site, run, number, record, archive, fetcher)
    except TransientError:
        raise
    except (IngestError, BadRequest) as error:
        return _refused(error)
    except Exception as error:
        # One odd page must not hold a thousand others back; the operator finds it in the log.
        logger.exception("A record could not be written: %s", record.key)
        return _refused(error)


def _refused(error: Exception) -> Outcome:
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return {"fate": REFUSED, "uid": "", "notes": [("refused", message)]}


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """Undo what the block did when it fails, and what it asked to be indexed."""
    processQueue()
    savepoint = transaction.savepoint()
    try:
        yield
        processQueue()
    except TransientError:
        raise
    except Exception:
        savepoint.rollback()
        # What was queued is no more: else it would be indexed all the same.
        getQueue().clear()
        raise


def _write(
    site: PloneSite,
    run: Run,
    number: int,
    record: Record,
    archive: Archive | None,
    fetcher: Fetcher,
) -> Outcome:
    place = destination(record, run.options)
    if place is None:
        return {"fate": SKIPPED, "uid": "", "notes": []}
    if place.is_there:
        return _already(site, run, record, items.inside(site, place.path))
    known = ledger(site).known.get(known_key(run, record))
    item = items.by_uid(site, known["uid"]) if known else None
    if item is not None and known["digest"] == record.digest:
        return {"fate": SAME, "uid": known["uid"], "notes": known.get("notes", [])}
    if item is not None and known["state"] != items.state_of(item):
        return {"fate": KEPT, "uid": known["uid"], "notes": [("kept", "")]}
    if item is None and record.kind == "folder":
        there = items.inside(site, place.path)
        if there is not None and hasattr(there, "objectIds"):
            return _already(site, run, record, there)
    return _put(site, run, number, record, place, item, archive, fetcher)


def _already(
    site: PloneSite, run: Run, record: Record, folder: DexterityContent | None
) -> Outcome:
    """Have the old addresses of a folder lead to one that the site has."""
    if folder is None:
        raise IngestError(_("The folder that was chosen is gone."))
    added = redirects.add(site, record.addresses, folder)
    uid = items.uid_of(folder) if folder is not site else ""
    return {"fate": THERE, "uid": uid, "notes": [], "redirects": added}


def _put(
    site: PloneSite,
    run: Run,
    number: int,
    record: Record,
    place: Destination,
    item: DexterityContent | None,
    archive: Archive | None,
    fetcher: Fetcher,
) -> Outcome:
    """Make an item, or change one that nobody has touched since it came."""
    links = Links(find=lambda name: target(run, name), base=record.base, hosts=hosts(run, record))
    data, missing = _data(run, record, archive, fetcher, place.portal_type)
    found, notes = items.fields(record, place.portal_type, links, data)
    notes.extend(missing)
    fate = ADDED if item is None else CHANGED
    if item is None:
        item = _make(site, run, number, record, place, found)
    else:
        run.former[number] = undoing.former(site, run, record, item, found)
        for name, value in found.items():
            setattr(item, name, value)
        notify(ObjectModifiedEvent(item))
    languages.link(site, run, record, item)
    lead = _target_of_key(run, record.lead)
    if lead:
        _take_lead(site, item, lead)
    if fate == ADDED and run.options["keep_public"] and record.public:
        notes.extend(_published(item, notes))
    ledger(site).known[known_key(run, record)] = {
        "uid": items.uid_of(item),
        "digest": record.digest,
        "state": items.state_of(item),
        "run": run.id,
        "notes": notes,
    }
    added = redirects.add(site, record.addresses, item)
    uid = items.uid_of(item)
    return {
        "fate": fate,
        "uid": uid,
        "notes": notes,
        "redirects": added,
        "uses": sorted(links.uids),
    }


def _data(
    run: Run, record: Record, archive: Archive | None, fetcher: Fetcher, portal_type: str
) -> tuple[bytes | None, list[tuple[str, str]]]:
    """Return the bytes of a record; of a text, a picture that is missing is only told.

    :raises IngestError: when a picture or file itself cannot be had.
    """
    if record.data is None:
        return None, []
    try:
        if "kept" in record.data:
            return run.bytes_of(record.data["kept"]), []
        if "member" in record.data:
            return archive.read(record.data["member"]), []
        return fetcher.get(record.data["url"], LARGEST_FILE).body, []
    except IngestError as error:
        if portal_type in ("Image", "File"):
            raise
        return None, [("picture", str(error))]


def _make(
    site: PloneSite,
    run: Run,
    number: int,
    record: Record,
    place: Destination,
    found: dict[str, Any],
) -> DexterityContent:
    folder = items.inside(site, place.folder)
    if folder is None:
        raise IngestError(_("The folder of this page could not be made."))
    language = record.language or folder.Language() or site.Language()
    content = createContent(place.portal_type, language=language, **found)
    # Known before it is made, so that texts written earlier already lead to it.
    setattr(content, ATTRIBUTE_NAME, run.uids[number])
    content.id = place.name
    for name, value in items.dates(record).items():
        setattr(content, name, value)
    item = addContentToContainer(folder, content, checkConstraints=False)
    if run.user:
        item.setCreators((run.user,))
        item.manage_setLocalRoles(run.user, ["Owner"])
    if record.name == HOME and record.key != f"folder:{HOME}" and _is_home(record):
        folder.setDefaultPage(item.getId())
    item.reindexObject()
    return item


def _is_home(record: Record) -> bool:
    return record.kind not in ("folder", "image", "file") and bool(record.section)


def _published(item: DexterityContent, notes: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Put an item online, where its type has such a state; yield why it stays a draft.

    What holds a national number goes online by no program: somebody reads it first.
    """
    if any(code == "national" for code, _detail in notes):
        return
    possible = [
        one["id"] for one in api.portal.get_tool("portal_workflow").getTransitionsFor(item)
    ]
    if "publish" not in possible:
        return
    try:
        api.content.transition(item, "publish")
    except CommunesError as error:
        # What the law holds back is no reason to lose the page: it waits here as a draft.
        yield "held", str(error)


def target(run: Run, name: str) -> Target | None:
    """Return what a name of the old site became, of what is to come along."""
    number = run.names.get(name)
    if number is None:
        return None
    record = run.record(number)
    place = destination(record, run.options)
    if place is None or place.is_there:
        return None
    return Target(run.uids[number], record.kind, record.alt)


def _target_of_key(run: Run, key: str) -> str:
    number = run.numbers.get(key) if key else None
    return run.uids[number] if number is not None else ""


def _take_lead(site: PloneSite, item: DexterityContent, uid: str) -> None:
    """Show a picture that came along at the head of a text."""
    picture = items.by_uid(site, uid)
    if picture is not None and picture.portal_type == "Image" and hasattr(item, "image"):
        item.image = type(picture.image)(
            data=picture.image.data,
            contentType=picture.image.contentType,
            filename=picture.image.filename,
        )
        item.picture_alt = getattr(picture, "picture_alt", None)
        notify(ObjectModifiedEvent(item))


def hosts(run: Run, record: Record) -> frozenset[str]:
    """Return the hosts of the old site, with and without "www."."""
    found = {urlsplit(one).netloc.lower() for one in (run.address, run.origin, record.base)}
    bare = {host.removeprefix("www.") for host in found if host}
    return frozenset(bare | {f"www.{host}" for host in bare})
