"""What of a pack is to be adopted, and what for that is asked: each thing once."""

from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.registration import local_fields
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.adopting import believed
from communesplone.sharing.references import Asked
from communesplone.sharing.references import asked
from communesplone.sharing.store import Store
from dataclasses import dataclass
from dataclasses import replace
from Products.CMFPlone.Portal import PloneSite
from zope.schema.interfaces import IField


@dataclass(frozen=True)
class Choice:
    """The contents of a pack: to adopt, here already, of a kind that this site does not have."""

    new: tuple[Summary, ...]
    here: tuple[Summary, ...]
    foreign: tuple[Summary, ...]


@dataclass(frozen=True)
class Question:
    """A local field, and the numbers of the contents that get its answer, counted from 0.

    One that is the same for all is asked once; `name` tells it from all others of the form.
    """

    name: str
    field: IField
    contents: tuple[int, ...]
    apart: bool


def choice(pack: Pack, kept: Store) -> Choice:
    """Return what of a pack is to be adopted."""
    new, here, foreign = [], [], []
    for row in pack.rows:
        if kept.at_urn(row.urn) is not None:
            here.append(row)
        elif shareable(row.portal_type) is None:
            foreign.append(row)
        else:
            new.append(row)
    return Choice(tuple(new), tuple(here), tuple(foreign))


def envelopes(library: ILibrary, rows: tuple[Summary, ...]) -> list[Envelope]:
    """Return the envelopes of contents, each verified.

    :raises SharingError: one of them is gone, or is not to be believed.
    """
    return [believed(library, row.urn) for row in rows]


def questions(made: list[Envelope]) -> list[Question]:
    """Return the local fields of all contents: what is one for the commune first, each once."""
    shared: dict[tuple[str, object], list[int]] = {}
    fields: dict[tuple[str, object], IField] = {}
    apart = []
    for number, envelope in enumerate(made):
        each = shareable(envelope["type"]).each
        for name, field in local_fields(envelope["type"]).items():
            if name in each:
                apart.append(Question(f"{number}.{name}", field, (number,), True))
            else:
                shared.setdefault((name, field.interface), []).append(number)
                fields[(name, field.interface)] = field
    once = [
        Question(f"all{at}.{key[0]}", fields[key], tuple(numbers), False)
        for at, (key, numbers) in enumerate(shared.items())
    ]
    return [*once, *apart]


def links(site: PloneSite, made: list[Envelope], kept: Store) -> list[Asked]:
    """Return the references that are asked for: neither here nor in the pack, each once.

    What has the same urn is the same, whoever names it. Each says in which contents it stands:
    different pages of one title are told apart by that.
    """
    inside = set(own_keys(made))
    found: dict[str, Asked] = {}
    for envelope in made:
        for one in asked(site, envelope, kept):
            if one.key not in inside:
                name = one.urn or one.key
                found[name] = _united(found[name], one) if name in found else one
    return list(found.values())


def _united(before: Asked, one: Asked) -> Asked:
    also = before.also if one.key in (before.key, *before.also) else (*before.also, one.key)
    return replace(before, also=also, inside=(*before.inside, *one.inside))


def own_keys(made: list[Envelope]) -> dict[str, str]:
    """Return the urn of the content that each key stands for, of what leads to another one."""
    urns = {envelope["urn"] for envelope in made}
    return {
        one["key"]: one["urn"]
        for envelope in made
        for one in envelope["references"]
        if one.get("urn") in urns
    }
