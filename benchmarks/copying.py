"""A site copied at object level: every record again, under new oids and another id.

No code of a site runs: what it indexed, related and counted is copied with it. The ids are of one
length, so that pickles stay what they are and trees keep their order.
"""

from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from ZODB.Connection import TransactionMetaData
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.serialize import referencesf
from ZODB.utils import p64
from ZODB.utils import u64
from ZODB.utils import z64
import re


#: An oid in a pickle, of a reference or kept as bytes: both are strings of eight.
OID = re.compile(rb"([CU]\x08)(\x00\x00\x00.{5})", re.DOTALL)
META = "Plone Site"


def copy_sites(path: Path, template: str, ids: list[str]) -> None:
    """Give a database copies of one of its sites; nobody else may have it open.

    :raises ValueError: an id has another length, or the site has blobs, which are not copied.
    """
    storage = FileStorage(str(path))
    database = DB(storage)
    try:
        with database.transaction() as connection:
            app = connection.root()["Application"]
            root, site = app._p_oid, app._getOb(template)._p_oid
        records = _records(storage, site, {z64, root})
        made = {one: _copy(storage, records, template, one, site) for one in ids}
        database.cacheMinimize()
        with database.transaction() as connection:
            app = connection.root()["Application"]
            for one, oid in made.items():
                app._setOb(one, connection.get(oid))
                app._objects += ({"id": one, "meta_type": META},)
    finally:
        database.close()


def _records(storage: FileStorage, first: bytes, outside: set[bytes]) -> dict[bytes, bytes]:
    """Return the pickles of an object and of all that it refers to, but for what is outside."""
    found, queue = {}, [first]
    while queue:
        oid = queue.pop()
        if oid in found or oid in outside:
            continue
        found[oid] = storage.load(oid)[0]
        if b"ZODB.blob" in found[oid]:
            raise ValueError(f"{oid!r} is a blob, or refers to one")
        queue += referencesf(found[oid])
    return found


def _copy(
    storage: FileStorage, records: dict[bytes, bytes], template: str, name: str, first: bytes
) -> bytes:
    """Write a copy of the records; return the oid of its first object."""
    if len(name) != len(template):
        raise ValueError(f"{name} is not as long as {template}")
    # The order of the oids stays, since trees are sorted by some
    base = u64(storage.new_oid())
    oids = {oid: p64(base + rank) for rank, oid in enumerate(sorted(records))}
    storage.set_max_oid(p64(base + len(oids)))
    former, latter = template.encode(), name.encode()
    meta = TransactionMetaData(description=f"copy {name}")
    storage.tpc_begin(meta)
    for oid, data in records.items():
        changed = OID.sub(_renamed(oids), data).replace(former, latter)
        storage.store(oids[oid], z64, changed, "", meta)
    storage.tpc_vote(meta)
    storage.tpc_finish(meta)
    return oids[first]


def _renamed(oids: dict[bytes, bytes]) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: found[1] + oids.get(found[2], found[2])


def numbered(prefix: str, count: int) -> Iterator[str]:
    """Yield ids of one length."""
    yield from (f"{prefix}-{number:03d}" for number in range(1, count + 1))
