"""What is kept of imports: each with its records and what became of them, and what came before."""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.core import _
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.records import from_data
from communesplone.ingest.records import Record
from communesplone.ingest.sources.archive import Archive
from contextlib import contextmanager
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from persistent import Persistent
from persistent.mapping import PersistentMapping
from Products.CMFPlone.Portal import PloneSite
from shutil import copyfileobj
from typing import Any
from typing import BinaryIO
from ZODB.blob import Blob
from ZODB.interfaces import BlobError
from zope.annotation.interfaces import IAnnotations
import secrets


KEY = "communesplone.ingest"
#: Where an import stands. Busy ones have a job.
READING, READY, WRITING, DONE = "reading", "ready", "writing", "done"
UNDOING, UNDONE, FAILED = "undoing", "undone", "failed"
BUSY = (READING, WRITING, UNDOING)


class Run(Persistent):
    """One import, from the reading of the old site until it is done, or undone."""

    state = READING
    cursor: Any = None
    origin = ""
    position = 0
    problem: Any = ""
    job = ""
    #: Whether it is read by an account, which is kept elsewhere: see accounts.py.
    has_account = False
    order: tuple[int, ...] = ()
    #: How many lines of the report somebody has to see yet.
    open = 0

    def __init__(self, run_id: str, source: str, label: str, address: str, user: str) -> None:
        self.id = run_id
        self.source = source
        self.label = label
        self.address = address
        self.user = user
        self.started = ""
        self.upload: Blob | None = None
        self.options = PersistentMapping({"into": "", "keep_public": False, "sections": {}})
        #: Number: plain data of the record, with its `uid` beside it.
        self.records = IOBTree()
        self.uids = IOBTree()
        #: Key, and each name that texts have for a record: its number.
        self.numbers = OOBTree()
        self.names = OOBTree()
        #: Number: {"fate", "uid", "notes", "redirects", "uses"}.
        self.outcomes = IOBTree()
        #: What the translations of one page have in common: their numbers.
        self.groups = OOBTree()
        #: Key of a record: its bytes, of those that only an account may have.
        self.kept = OOBTree()
        #: Number: what an item was before this import changed it, for who takes it back.
        self.former = IOBTree()

    def add(self, record: Record, uid: str) -> None:
        """Keep a record that was read; one of the same key takes the place of the former."""
        number = self.numbers.get(record.key, len(self.records))
        self.records[number] = record.as_data()
        self.uids[number] = uid
        self.numbers[record.key] = number

    def record(self, number: int) -> Record:
        """Return a record by its number."""
        return from_data(dict(self.records[number]))

    def all_records(self) -> Iterator[Record]:
        """Yield every record."""
        return (from_data(dict(data)) for data in self.records.values())

    def keep_bytes(self, key: str, data: bytes) -> None:
        """Keep the bytes of a record until it is written."""
        self.kept[key] = blob = Blob()
        with blob.open("w") as target:
            target.write(data)

    def bytes_of(self, key: str) -> bytes:
        """Return the bytes that were kept of a record.

        :raises KeyError: when none were.
        """
        with self.kept[key].open("r") as opened:
            return opened.read()

    def keep(self, opened: BinaryIO) -> None:
        """Keep the file that is to be read."""
        self.upload = Blob()
        with self.upload.open("w") as target:
            copyfileobj(opened, target)

    @contextmanager
    def archive(self) -> Iterator[Archive | None]:
        """Give the file that was kept, None without one.

        :raises UnreadableSource: when it is a zip that is not safe.
        """
        opened = _opened(self.upload) if self.upload is not None else nullcontext(None)
        with opened as file:
            yield Archive(file) if file is not None else None


def _opened(upload: Blob) -> BinaryIO:
    """Open a file that was kept, apart from the transaction: a rollback must not close it."""
    try:
        return Path(upload.committed()).open("rb")
    except BlobError:
        # Read in the transaction that kept it.
        with upload.open("r") as file:
            return BytesIO(file.read())


class Ledger(Persistent):
    """The imports of a site by id, and all that ever came: what is known by origin and key."""

    def __init__(self) -> None:
        self.runs = OOBTree()
        #: "origin key": {"uid", "digest" of the record, "state" of the item, "run"}.
        self.known = OOBTree()


def ledger(site: PloneSite) -> Ledger:
    """Return what is kept of imports, made when it is missing: for those who write anyway."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = Ledger()
    return annotations[KEY]


def runs(site: PloneSite) -> list[Run]:
    """Return the imports of a site, the newest first."""
    found = IAnnotations(site).get(KEY)
    return sorted(found.runs.values(), key=lambda run: run.started, reverse=True) if found else []


def run_of(site: PloneSite, run_id: str) -> Run:
    """Return an import.

    :raises IngestError: when there is none of that id.
    """
    found = IAnnotations(site).get(KEY)
    if found is None or run_id not in found.runs:
        raise IngestError(_("There is no such import. It may have been forgotten."))
    return found.runs[run_id]


def known_key(run: Run, record: Record) -> str:
    """Return what tells a record from all others, at each import."""
    return f"{run.origin} {record.key}"


def new_id() -> str:
    """Return the id of a new import."""
    return secrets.token_hex(6)
