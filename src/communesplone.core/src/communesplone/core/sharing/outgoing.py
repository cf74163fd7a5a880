"""An envelope on its way, kept with its files until it is handed over."""

from collections.abc import Mapping
from communesplone.core.sharing.records import Envelope
from persistent import Persistent
from ZODB.blob import Blob


class Files(Persistent):
    """Files that are kept by digest, each as a blob."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = {name: _blob(data) for name, data in files.items()}

    def read_files(self) -> dict[str, bytes]:
        """Return the bytes of the files by digest."""
        return {name: self.read_file(name) for name in self.files}

    def read_file(self, name: str) -> bytes:
        """Return the bytes of one of them."""
        with self.files[name].open() as opened:
            return opened.read()


class Outgoing(Files):
    """A signed envelope that is to be delivered, and its files."""

    def __init__(self, envelope: Envelope, files: Mapping[str, bytes]) -> None:
        super().__init__(files)
        self.envelope = envelope


def _blob(data: bytes) -> Blob:
    blob = Blob()
    with blob.open("w") as opened:
        opened.write(data)
    return blob
