"""The three texts of an adopted item: what came last time, what comes now, what it says here."""

from collections.abc import Mapping
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.adopting import arriving
from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import merge
from communesplone.sharing.merging import Merged
from communesplone.sharing.reading import read
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from dataclasses import dataclass
from hashlib import blake2b
from plone.dexterity.content import DexterityContent
from typing import Any


@dataclass(frozen=True)
class Sides:
    """Shared fields by name as data, what they name of the site by the author's keys.

    `choices` is what the keys of all three stand for here, empty for what is taken out;
    `missing` are titles of what the author names and this site does not have.
    """

    portal_type: str
    author: str
    base: dict[str, Any]
    theirs: dict[str, Any]
    mine: dict[str, Any]
    choices: dict[str, str]
    missing: tuple[str, ...]
    #: The bytes of the item's own files, by digest
    files: dict[str, bytes]

    def merged(self, answers: Mapping[str, Answer] | None = None) -> Merged:
        """Return them united."""
        return merge(self.base, self.theirs, self.mine, answers)

    @property
    def mark(self) -> str:
        """What a page was shown for: any of the texts being another has another mark."""
        text = repr((self.base, self.theirs, self.mine)).encode("utf-8", "replace")
        return blake2b(text, digest_size=8).hexdigest()


def sides(item: DexterityContent, shared: Shared, envelope: Envelope, kept: Store) -> Sides | None:
    """Return the three texts of an item and a revision; None where they cannot be compared."""
    base = kept.bases.get(item.UID())
    if base is None or shareable(item.portal_type) is None:
        return None
    here = read(item, kept, shared.choices)
    choices, missing = _choices(envelope, shared, kept)
    # By their keys, so that the three can be compared; what is not here is taken out
    keys = {key: key for key, uid in choices.items() if uid}
    theirs = arriving(item.portal_type, envelope["fields"], keys)
    return Sides(
        item.portal_type,
        str(shared.issuer.get("name", "")),
        dict(base.fields),
        {name: data for name, data in theirs.items() if data not in (None, "", [], {})},
        here.fields,
        {**choices, **{key: uid for key, uid in here.uids.items() if uid}},
        missing,
        here.files,
    )


def _choices(
    envelope: Envelope, shared: Shared, kept: Store
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what the keys of a revision stand for: as chosen on adoption, or adopted since."""
    found = dict(shared.choices)
    missing = []
    told = {one.get("key"): one for one in envelope["references"]}
    for key in dict.fromkeys(keys_in(envelope["fields"])):
        if key in found:
            continue
        at = kept.at_urn(str(told.get(key, {}).get("urn") or ""))
        found[key] = at[0] if at is not None else ""
        if at is None and told.get(key, {}).get("title"):
            missing.append(str(told[key]["title"]))
    return found, tuple(missing)
