"""What every source gives: plain records, whatever the old site was."""

from collections.abc import Iterable
from communesplone.core.reference import slug
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from hashlib import blake2b
from typing import Any
import json


#: Kinds of records, each with the type it becomes unless somebody chooses another.
TYPES = {
    "folder": "Folder",
    "page": "Document",
    "news": "News Item",
    "event": "Event",
    "file": "File",
    "image": "Image",
    "link": "Link",
}
#: The order of writing: what holds others first, then what texts show, then texts.
RANKS = {name: rank for rank, name in enumerate(("folder", "image", "file", "link"))}
ROOT = ""
#: What a text of a record is known by when it stands for a folder.
HOME = "accueil"


@dataclass(frozen=True)
class Record:
    """An item of the old site.

    :param key: the source's own id, the same at each export.
    :param section: the part of the old site, "" for its root; `place` the folders below it.
    :param name: its id in its folder.
    :param addresses: its paths on the old site, with a leading slash, the current one first.
    :param references: what texts of the source call it, beside its addresses.
    :param base: the address from which its relative links are read.
    :param data: where its bytes are: {"member": …} of the archive or {"url": …}, with "name"
        and "type".
    :param effective: ISO 8601, as are `start` and `end`.
    :param public: whether anybody saw it; `inherits` tells that this was said by its folder.
    :param language: "nl" for what stands in another language than most of the old site, else "".
    :param group: what the translations of one page have in common; "" without any.
    :param notes: pairs (code, detail) that the source found to need a human.
    """

    key: str
    kind: str
    title: str
    section: str = ROOT
    place: tuple[str, ...] = ()
    name: str = ""
    addresses: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    base: str = ""
    description: str = ""
    html: str = ""
    alt: str = ""
    public: bool = False
    inherits: bool = False
    subjects: tuple[str, ...] = ()
    effective: str = ""
    expires: str = ""
    start: str = ""
    end: str = ""
    location: str = ""
    remote: str = ""
    data: dict[str, str] | None = None
    lead: str = ""
    language: str = ""
    group: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def part(self) -> str:
        """What somebody chooses a place for: a section, of one language."""
        return f"{self.language}/{self.section}" if self.language else self.section

    @property
    def path(self) -> tuple[str, ...]:
        """The folders from the section on, and its name."""
        above = (self.section,) if self.section else ()
        if self.is_section:
            return above
        return (*above, *self.place, self.name)

    @property
    def is_section(self) -> bool:
        """Whether it is the folder of its section."""
        return self.kind == "folder" and bool(self.section) and not self.name

    @property
    def order(self) -> tuple[int, int, str]:
        """By what it is written: folders from the top, pictures and files, texts."""
        rank = RANKS.get(self.kind, len(RANKS))
        depth = len(self.path) + bool(self.language)
        return (rank, depth if rank == 0 else 0, self.key)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {name: value for name, value in asdict(self).items() if value not in ("", (), None)}

    @property
    def digest(self) -> str:
        """What tells its content from any other."""
        text = json.dumps(self.as_data(), sort_keys=True, default=list)
        return blake2b(text.encode(), digest_size=12).hexdigest()


def from_data(data: dict[str, Any]) -> Record:
    """Return the record of plain data."""
    return Record(**data)


def named(title: str, taken: str = "") -> str:
    """Return the id of a title."""
    return slug(title)[:80].strip("-") or taken or "page"


def with_states(records: Iterable[Record]) -> list[Record]:
    """Return the records, those without a state of their own with that of their folder."""
    found = list(records)
    public = {
        (one.language, one.path): one.public
        for one in found
        if one.kind == "folder" and not one.inherits
    }
    return [replace(one, public=_inherited(one, public)) if one.inherits else one for one in found]


def _inherited(one: Record, public: dict[tuple[str, tuple[str, ...]], bool]) -> bool:
    for depth in range(len(one.path) - 1, 0, -1):
        if (one.language, one.path[:depth]) in public:
            return public[one.language, one.path[:depth]]
    # Of the root: whoever could read it told it.
    return one.public


def completed(records: Iterable[Record]) -> list[Record]:
    """Return the records with every folder that they stand in.

    A page that others stand below becomes a folder with that page as its home.
    """
    spoken: dict[str, list[Record]] = {}
    for one in records:
        spoken.setdefault(one.language, []).append(one)
    made = [each for language, found in spoken.items() for each in _completed(found, language)]
    return sorted(made, key=lambda one: one.order)


def _completed(found: list[Record], language: str) -> list[Record]:
    holders = {(*one.path[:depth],) for one in found for depth in range(1, len(one.path))}
    made: list[Record] = []
    for one in found:
        if one.kind not in ("folder", "image", "file") and one.path in holders:
            made.extend(_opened(one))
        else:
            made.append(one)
    folders = {one.path for one in made if one.kind == "folder"}
    missing = holders - folders
    public = {
        one.path[:depth] for one in made if one.public for depth in range(1, len(one.path) + 1)
    }
    made.extend(_folder(path, path in public, language) for path in sorted(missing))
    return made


def _opened(page: Record) -> tuple[Record, Record]:
    """Return the folder that a page becomes, and the page as its home."""
    folder = replace(
        _folder(page.path, page.public, page.language),
        title=page.title,
        description=page.description,
        effective=page.effective,
        expires=page.expires,
        # The folder shows its home: who comes by an old address sees the page.
        addresses=page.addresses,
        references=page.references,
        group=f"{page.group}/" if page.group else "",
    )
    own = {"addresses": (), "references": (), "section": page.path[0], "place": page.path[1:]}
    home = replace(page, name=HOME, **own)
    return folder, home


def _folder(path: tuple[str, ...], public: bool, language: str) -> Record:
    title = path[-1].replace("-", " ").replace("_", " ")
    spoken = f"{language}:" if language else ""
    return Record(
        key=f"folder:{spoken}/{'/'.join(path)}",
        kind="folder",
        title=title[:1].upper() + title[1:],
        section=path[0],
        place=path[1:-1],
        name=path[-1] if len(path) > 1 else "",
        public=public,
        language=language,
    )
