"""Where the parts of an old site go: rules on plain data, without a site."""

from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.ingest.records import Record
from communesplone.ingest.records import ROOT
from communesplone.ingest.records import TYPES
from dataclasses import dataclass
from plone.i18n.normalizer import urlnormalizer
from typing import Any


SKIP = "skip"
#: Of the keys of the folders that languages get where the site has none.
LANGUAGE = "language:"
NEW = "new"
#: Kinds whose type somebody may choose: files stay files.
TEXTS = ("page", "news", "event")
CHOICES = ("", "page", "news")


@dataclass(frozen=True)
class Part:
    """A part of the old site: how much it holds, and what was chosen for it.

    :param section: its name on the old site, "" for the root; `language` where it is another.
    :param to: `skip`, `new` (a folder of its own), or the path of a folder of the site.
    :param kind: what its texts become; "" for what they were.
    """

    name: str
    section: str
    language: str
    title: str
    count: int
    kinds: tuple[tuple[str, int], ...]
    to: str = NEW
    kind: str = ""


def parts(records: Iterable[Record], chosen: Mapping[str, Mapping[str, str]]) -> list[Part]:
    """Return the parts of an old site, its root first, with what was chosen for each."""
    titles: dict[str, str] = {}
    counts: dict[str, dict[str, int]] = {}
    names: dict[str, tuple[str, str]] = {}
    for one in records:
        if one.is_section:
            titles[one.part] = one.title
        names[one.part] = (one.language, one.section)
        kinds = counts.setdefault(one.part, {})
        if not one.is_section:
            kinds[one.kind] = kinds.get(one.kind, 0) + 1
    return [
        Part(
            name=name,
            section=section,
            language=language,
            title=titles.get(name, section),
            count=sum(kinds.values()),
            kinds=tuple(sorted(kinds.items())),
            to=chosen.get(name, {}).get("to", NEW),
            kind=chosen.get(name, {}).get("kind", ""),
        )
        for name, (language, section) in sorted(names.items(), key=lambda one: one[1])
        for kinds in [counts[name]]
    ]


@dataclass(frozen=True)
class Destination:
    """Where a record goes: path of the folder below the site, id there, type.

    `is_there` tells that it is a folder of the site already: nothing is made.
    """

    folder: tuple[str, ...]
    name: str
    portal_type: str
    is_there: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        return (*self.folder, self.name) if self.name else self.folder


def destination(record: Record, options: Mapping[str, Any]) -> Destination | None:
    """Return where a record goes; None when its part is left out."""
    if record.key.startswith(LANGUAGE):
        own = options.get("languages", {}).get(record.name)
        at = _above(record.name, options)
        return Destination(at[:-1], at[-1], TYPES["folder"], is_there=own is not None)
    chosen = options.get("sections", {}).get(record.part, {})
    to, kind = chosen.get("to", NEW), chosen.get("kind", "")
    if to == SKIP:
        return None
    into = _above(record.language, options)
    portal_type = TYPES[kind if kind and record.kind in TEXTS else record.kind]
    if record.is_section:
        if to != NEW:
            return Destination(_names(to), "", portal_type, is_there=True)
        return Destination(into, _normal(record.section), portal_type)
    if to == NEW:
        above = (*into, _normal(record.section)) if record.section != ROOT else into
    else:
        above = _names(to)
    folder = (*above, *(_normal(name) for name in record.place))
    return Destination(folder, _normal(record.name), portal_type)


def _above(language: str, options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where what is in a language stands: in its own folder of the site, if it has one."""
    into = _names(options.get("into", ""))
    if not language:
        return into
    own = options.get("languages", {}).get(language)
    return (*into, _normal(language)) if own is None else _names(own)


def _normal(name: str) -> str:
    """Return a name as Plone would make it: else what stands in a folder would not find it."""
    return urlnormalizer.normalize(name) or "page"


def _names(path: str) -> tuple[str, ...]:
    return tuple(name for name in path.split("/") if name)
