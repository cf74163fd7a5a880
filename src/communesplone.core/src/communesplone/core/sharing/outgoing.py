"""An envelope on its way, kept with its files until it is handed over."""

from collections.abc import Mapping
from communesplone.core.sharing.records import Envelope
from persistent import Persistent
from ZODB.blob import Blob


class Outgoing(Persistent):
    """A signed envelope that is to be delivered, and its files by digest."""

    def __init__(self, envelope: Envelope, files: Mapping[str, bytes]) -> None:
        self.envelope = envelope
        self.files = {name: _blob(data) for name, data in files.items()}

    def read_files(self) -> dict[str, bytes]:
        """Return the bytes of the files by digest."""
        found = {}
        for name, blob in self.files.items():
            with blob.open() as opened:
                found[name] = opened.read()
        return found


def _blob(data: bytes) -> Blob:
    blob = Blob()
    with blob.open("w") as opened:
        opened.write(data)
    return blob
