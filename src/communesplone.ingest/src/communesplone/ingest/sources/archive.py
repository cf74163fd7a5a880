"""The file that was uploaded: one file, or a zip whose members are looked at before they are read.

Nothing is unpacked to the disk, so no name of a member can lead anywhere.
"""

from communesplone.core import _
from communesplone.ingest.interfaces import UnreadableSource
from pathlib import PurePosixPath
from typing import BinaryIO
import stat
import zipfile
import zlib


MEGA = 1024 * 1024
#: Bytes of the whole when unpacked, of one member, and how many members there may be.
MOST_BYTES = 4096 * MEGA
MOST_MEMBER = 300 * MEGA
MOST_MEMBERS = 100_000
#: A member that shrank more than this, and is not small, is a bomb.
MOST_RATIO = 150
SMALL = 4 * MEGA


class Archive:
    """An open file of the old site; `names` are its members, none of a file that is no zip."""

    def __init__(self, opened: BinaryIO) -> None:
        """:raises UnreadableSource: for a zip that is damaged or not safe."""
        self.opened = opened
        opened.seek(0)
        self.is_zip = opened.read(4) == b"PK\x03\x04"
        self._members: dict[str, zipfile.ZipInfo] = {}
        if self.is_zip:
            self._open()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def _open(self) -> None:
        try:
            self._zip = zipfile.ZipFile(self.opened)
            found = [one for one in self._zip.infolist() if not one.is_dir()]
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise UnreadableSource(
                _("This zip is damaged. Make it again, and send it once more.")
            ) from error
        for one in found:
            _check(one)
        if len(found) > MOST_MEMBERS or sum(one.file_size for one in found) > MOST_BYTES:
            raise UnreadableSource(_("This zip is too large when it is unpacked."))
        self._members = {one.filename: one for one in found}

    def whole(self) -> bytes:
        """Return a file that is no zip.

        :raises UnreadableSource: when it is too large.
        """
        self.opened.seek(0)
        data = self.opened.read(MOST_MEMBER + 1)
        if len(data) > MOST_MEMBER:
            raise UnreadableSource(_("This file is too large to be read at once."))
        return data

    def read(self, name: str, most: int = MOST_MEMBER) -> bytes:
        """Return a member of at most so many bytes.

        :raises UnreadableSource: when it is not there, damaged, or more than it announced.
        """
        if name not in self._members:
            raise UnreadableSource(_("“${name}” is not in the file.", mapping={"name": name}))
        info = self._members[name]
        if info.file_size > most:
            raise _too_large(name)
        try:
            with self._zip.open(info) as opened:
                # Never more than announced: a zip can claim less than it holds.
                data = opened.read(info.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise UnreadableSource(
                _("“${name}” in the zip is damaged.", mapping={"name": name})
            ) from error
        if len(data) > info.file_size:
            raise UnreadableSource(_("“${name}” in the zip is damaged.", mapping={"name": name}))
        return data


def _check(info: zipfile.ZipInfo) -> None:
    name = info.filename
    path = PurePosixPath(name)
    odd = "\\" in name or "\0" in name or path.is_absolute() or ".." in path.parts
    if odd or stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableSource(
            _("The zip holds a name that is not allowed: ${name}", mapping={"name": name[:80]})
        )
    large = info.file_size > MOST_MEMBER
    if large or info.file_size > max(SMALL, info.compress_size * MOST_RATIO):
        raise _too_large(name)


def _too_large(name: str) -> UnreadableSource:
    return UnreadableSource(
        _("“${name}” in the zip is too large when it is unpacked.", mapping={"name": name[:80]})
    )
