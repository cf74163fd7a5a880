"""Adopting a pack: all of its drafts in one transaction, with links from one to another."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Pack
from communesplone.sharing.adopting import begin
from communesplone.sharing.adopting import fill
from communesplone.sharing.delivering import ADOPTED
from communesplone.sharing.packs.choosing import own_keys
from communesplone.sharing.references import known
from communesplone.sharing.store import KnownPack
from communesplone.sharing.store import Store
from communesplone.sharing.store import utc_now
from dataclasses import dataclass
from plone.dexterity.content import DexterityContent
from typing import Any


@dataclass(frozen=True)
class Content:
    """A content of a pack, its files, and where it goes with which local values."""

    envelope: Envelope
    files: Mapping[str, bytes]
    container: DexterityContent
    answers: Mapping[str, Any]


def adopt_pack(
    pack: Pack,
    contents: list[Content],
    choices: Mapping[str, str],
    kept: Store,
    automatic: bool = False,
) -> list[DexterityContent]:
    """Make the drafts of a pack and return them in its order.

    Whoever calls sees to it that nothing stays when this raises.

    :param choices: UID by key of what was asked, empty for what is taken out.
    :raises SharingError: there is nothing to adopt, or one of them cannot be.
    :raises zExceptions.Unauthorized: the user may not add one of them in its place.
    """
    if not contents:
        raise SharingError(_("All of this pack is in your site already."))
    envelopes = [one.envelope for one in contents]
    # All of them first, so that each can name the others
    items = {one.envelope["urn"]: begin(one.container, one.envelope, kept) for one in contents}
    inside = {key: items[urn].UID() for key, urn in own_keys(envelopes).items()}
    for one in contents:
        settled = known(one.envelope, kept) | dict(choices) | inside
        item = items[one.envelope["urn"]]
        fill(item, one.envelope, one.files, one.answers, settled, kept, automatic)
    note_pack(pack, kept)
    return list(items.values())


def note_pack(pack: Pack, kept: Store) -> None:
    """Remember which revision of a pack is here, and have the library told."""
    row = pack.summary
    urns = tuple(one.urn for one in pack.rows)
    moment = utc_now().isoformat()
    kept.packs[row.urn] = KnownPack(row.title, row.revision, urns, moment, row.revision)
    jobs.add(ADOPTED, row.urn, row.revision)


def has_changed(found: KnownPack) -> bool:
    """Tell whether the hub has changed a pack since it was adopted, or taken it away."""
    return found.latest != found.revision
