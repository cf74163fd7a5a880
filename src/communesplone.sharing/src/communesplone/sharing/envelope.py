"""An item of the site as a signed envelope, as `communesplone.core.sharing` defines it."""

from communesplone.core.identity import identity
from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.sharing.keys import ring_of
from communesplone.sharing.reading import Read
from communesplone.sharing.reading import read
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import utc_now
from plone.dexterity.content import DexterityContent
from typing import Any
from zope.component.hooks import getSite


def envelope(
    item: DexterityContent, shared: Shared, kept: Store, change: str = ""
) -> tuple[Envelope, Read]:
    """Return an item as a signed envelope, and what was read for it (its files).

    :param shared: identity, revision, licence, audience and note.
    :param change: what this revision changed, in the author's words.
    :raises SharingError: a value cannot be shared, or all of it is too large.
    """
    site = getSite()
    found = read(item, kept)
    ring_of(site, kept)
    document = unsigned(item, shared, found, change)
    document["issuer"] = issuer(identity(site), public_key(kept.keys.private))
    document["digest"] = digest_of(document)
    made = signed(document, kept.keys.private)
    check_shape(made)
    return made, found


def unsigned(
    item: DexterityContent, shared: Shared, found: Read, change: str = ""
) -> dict[str, Any]:
    """Return all that an envelope holds but issuer, digest and signature."""
    return {
        "format": FORMAT,
        "urn": shared.urn,
        "seed": shared.seed,
        "group": shared.group,
        "origin": shared.origin,
        "revision": shared.revision,
        "type": item.portal_type,
        "language": language_of(item),
        "licence": shared.licence,
        "audience": dict(shared.audience),
        "note": shared.note,
        "change": change,
        "issued": utc_now().isoformat(),
        "fields": found.fields,
        "references": found.references,
        "files": {name: {"size": len(data)} for name, data in found.files.items()},
    }


def language_of(item: DexterityContent) -> str:
    """Return the language of an item, that of the commune when it has none."""
    return (item.Language() or identity().language)[:2]
