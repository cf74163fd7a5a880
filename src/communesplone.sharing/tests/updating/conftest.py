"""A page that Durbuy adopted from Namur, and revisions of it that Namur signed."""

from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.sharing.adopting import adopt
from communesplone.sharing.updating.pending import Pending
from plone import api
import pytest


URN = "urn:uuid:00000000-0000-4000-8000-000000000001"
TEXT = (
    "<p>Chaque ménage reçoit une poubelle à puce.</p>"
    "<p>Elle est livrée sous quinze jours ouvrables.</p>"
    "<p>Un échange se demande au guichet.</p>"
)


class Namur:
    """A commune that writes revisions."""

    def __init__(self) -> None:
        self.private = new_key()

    def revision(self, number: int, text: str = TEXT, references=(), files=(), **more) -> dict:
        urn = more.pop("urn", URN)
        made = {
            "format": FORMAT,
            "urn": urn,
            "seed": "",
            "group": f"{urn[:-4]}aaaa",
            "origin": more.pop("origin", None),
            "revision": number,
            "type": more.pop("type", "Document"),
            "language": "fr",
            "issuer": {"id": "nis:92094", "name": "Namur", "key": public_key(self.private)},
            "licence": more.pop("licence", "CC-BY-4.0"),
            "audience": {},
            "note": "",
            "change": more.pop("change", ""),
            "issued": "2026-11-29T10:00:00+00:00",
            "fields": {"title": "Commander une poubelle", "text": {"html": text}, **more},
            "references": list(references),
            "files": {digest(data): {"size": len(data)} for data in files},
        }
        made["digest"] = digest_of(made)
        found = signed(made, self.private)
        check_shape(found)
        return found


@pytest.fixture
def namur():
    return Namur()


@pytest.fixture
def adopted(commune, kept, namur):
    """The page as it was adopted."""
    with api.env.adopt_roles(["Manager"]):
        return adopt(commune, namur.revision(1), {}, {}, {}, kept)


@pytest.fixture
def receive(adopted, kept):
    """`receive(envelope)`: a revision waits for the page, with files as bytes."""

    def of(envelope: dict, *files: bytes) -> None:
        kept.items[adopted.UID()].latest = envelope["revision"]
        kept.pending[adopted.UID()] = Pending(envelope, {digest(one): one for one in files})

    return of
