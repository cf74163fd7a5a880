"""The three texts of an adopted item: what came last time, what comes now, what it says here."""

from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.adopting import arriving
from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import merge
from communesplone.sharing.merging import Merged
from communesplone.sharing.reading import Read
from communesplone.sharing.reading import read
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.updating.along import differing
from communesplone.sharing.updating.along import told
from dataclasses import dataclass
from dataclasses import field
from hashlib import blake2b
from plone.dexterity.content import DexterityContent
from typing import Any
from zope.component.hooks import getSite


@dataclass(frozen=True)
class Sides:
    """Shared fields by name as data, what they name of the site by the author's keys.

    Beside them stand the pictures and files that the author changed (`along`). `choices` is what
    the keys of all three stand for here, empty for what is taken out; `missing` are titles of what
    the author names and this site does not have.
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
    #: What is told of the pictures and files that come with theirs, by key
    along: dict[str, dict[str, str]] = field(default_factory=dict)
    #: The keys of those that are not here yet
    coming: frozenset[str] = frozenset()

    def merged(self, answers: Mapping[str, Answer] | None = None) -> Merged:
        """Return them united."""
        return merge(self.base, self.theirs, self.mine, answers)

    @property
    def mark(self) -> str:
        """What a page was shown for: any of the texts being another has another mark."""
        seen = (self.base, self.theirs, self.mine, sorted(self.along.items()))
        return blake2b(repr(seen).encode("utf-8", "replace"), digest_size=8).hexdigest()


def sides(item: DexterityContent, shared: Shared, envelope: Envelope, kept: Store) -> Sides | None:
    """Return the three texts of an item and a revision; None where they cannot be compared."""
    base = kept.bases.get(item.UID())
    if base is None or shareable(item.portal_type) is None:
        return None
    here = read(item, kept, shared.choices)
    along = told(envelope["references"])
    # What was proposed from here may come back
    same = alike(along, here, shared.choices) if item.UID() in kept.proposed else {}
    if same:
        here = read(item, kept, {**shared.choices, **same})
    choices, missing, coming = _choices(envelope, {**shared.choices, **same}, kept, along)
    # By their keys, so that the three can be compared; what is not here is taken out
    keys = {key: key for key in [*(key for key, uid in choices.items() if uid), *coming]}
    theirs = arriving(item.portal_type, envelope["fields"], keys)
    former, comes, has = differing(base.along, along, choices)
    return Sides(
        item.portal_type,
        str(shared.issuer.get("name", "")),
        {**base.fields, **former},
        {**filled(theirs), **comes},
        {**here.fields, **has},
        {**choices, **{key: uid for key, uid in here.uids.items() if uid}},
        missing,
        here.files,
        {key: one for key, one in along.items() if key in {*base.along, *same, *coming}},
        coming,
    )


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields without those that say nothing."""
    return {name: data for name, data in fields.items() if data not in (None, "", [], {})}


def alike(
    along: Mapping[str, Mapping[str, str]], here: Read, choices: Mapping[str, str]
) -> dict[str, str]:
    """Return what comes along and is here with the same bytes, since it came from here: UIDs.

    A picture that a commune proposed comes back under the key that its author gives it.
    """
    own = {
        one["file"]: here.uids[one["key"]]
        for one in here.references
        if one.get("file") and one["key"] not in choices
    }
    return {
        key: own[one["file"]]
        for key, one in along.items()
        if one["file"] in own and not choices.get(key)
    }


def _choices(
    envelope: Envelope,
    known: Mapping[str, str],
    kept: Store,
    along: Mapping[str, Mapping[str, str]],
) -> tuple[dict[str, str], tuple[str, ...], frozenset[str]]:
    """Return what the keys of a revision stand for, titles of what is missing, and what comes.

    They are as chosen on adoption, or adopted since; `known` has them by key.
    """
    found, missing, coming = dict(known), [], set()
    references = {one.get("key"): one for one in envelope["references"]}
    there = are_here(known.get(key, "") for key in along)
    for key in dict.fromkeys(keys_in(envelope["fields"])):
        if known.get(key) in there if key in along else key in known:
            continue
        one = references.get(key, {})
        at = kept.at_urn(str(one.get("urn") or ""))
        found[key] = at[0] if at is not None else ""
        if at is None and key in along:
            del found[key]
            coming.add(key)
        elif at is None and one.get("title"):
            missing.append(str(one["title"]))
    return found, tuple(missing), frozenset(coming)


def are_here(uids: Iterable[str]) -> set[str]:
    """Return those of some UIDs that are of items of this site."""
    wanted = list(filter(None, uids))
    if not wanted:
        return set()
    # Unrestricted, since nothing is told but whether they are there
    return {one.UID for one in getSite().portal_catalog.unrestrictedSearchResults(UID=wanted)}
