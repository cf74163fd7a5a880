"""A library in memory: what Namur wrote and signed, and who uses it."""

from communesplone.core.sharing import ILibrary
from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.signing import digest
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.core.sharing.signing import signed_ring
from dataclasses import replace
from zope.interface import implementer


SINCE = "2026-01-01T00:00:00+00:00"
ACCEPTED = "2026-11-29T10:00:00+00:00"
PACK_URN = "urn:uuid:00000000-0000-4000-8000-00000000ffff"


@implementer(ILibrary)
class Shelf:
    """What a hub answers."""

    def __init__(self):
        self.key = new_key()
        mine = PublicKey(public_key(self.key), SINCE)
        self.ring = signed_ring(Ring("nis:92094", 1, (mine,)), self.key)
        self.envelopes, self.files, self.users, self.reports = {}, {}, {}, []

    def holds(self, number=1, portal_type="Document", files=(), references=(), **fields):
        """Put a content of Namur there; return its urn."""
        urn = f"urn:uuid:00000000-0000-4000-8000-{number:012}"
        made = {
            "format": FORMAT,
            "urn": urn,
            "seed": "",
            "group": f"urn:uuid:00000000-0000-4000-8001-{number:012}",
            "origin": None,
            "revision": 1,
            "type": portal_type,
            "language": "fr",
            "issuer": {"id": "nis:92094", "name": "Namur", "key": public_key(self.key)},
            "licence": "CC-BY-4.0",
            "audience": {},
            "note": "",
            "change": "",
            "issued": ACCEPTED,
            "fields": {"title": "Commander une poubelle", **fields},
            "references": list(references),
            "files": {digest(data): {"size": len(data)} for data in files},
        }
        made["digest"] = digest_of(made)
        self.envelopes[urn] = signed(made, self.key)
        check_shape(self.envelopes[urn])
        self.files |= {digest(data): data for data in files}
        return urn

    def is_used(self, urn, *names):
        self.users[urn] = tuple((f"nis:{name}", name) for name in names)

    def says(self, name, size=9_000):
        """Have a commune tell of itself."""
        self.reports.append(Report(f"nis:{name}", name, name, "Luxembourg", ("fr",), size))

    def _row(self, urn):
        one = self.envelopes[urn]
        return Summary(
            urn,
            1,
            one["fields"]["title"],
            "",
            one["type"],
            "page",
            "fr",
            one["licence"],
            "nis:92094",
            "Namur",
            ACCEPTED,
            len(self.users.get(urn, ())),
        )

    def search(self, query):
        rows = tuple(self._row(urn) for urn in self.envelopes)
        users = {urn: tuple(one for one, _name in ids) for urn, ids in self.users.items()}
        return Found(rows, len(rows), {}, users)

    def standing(self, urn):
        if urn not in self.envelopes:
            return None
        return Standing(self._row(urn), False, self.users.get(urn, ()), ((1, ACCEPTED, ""),), ())

    def pack(self, urn):
        if urn != PACK_URN:
            return None
        rows = tuple(self._row(one) for one in self.envelopes)
        row = replace(rows[0], urn=urn, kind=PACK, title="Les déchets", contents=len(rows))
        return Pack(row, {}, rows, self.users.get(urn, ()), ((1, ACCEPTED, ""),))

    def envelope(self, urn, revision=None):
        return self.envelopes.get(urn)

    def file(self, name):
        return self.files.get(name)

    def keys(self, issuer):
        return self.ring

    def members(self):
        return tuple(self.reports)
