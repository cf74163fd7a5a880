"""The communes that a site can be made for: names, codes, languages.

The data is made by tools/reference_communes.py; data/ATTRIBUTION.md says where it comes from.
"""

from communesplone.core.interfaces import AmbiguousCommune
from communesplone.core.interfaces import UnknownArea
from communesplone.core.interfaces import UnknownCommune
from dataclasses import dataclass
from dataclasses import field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
import csv
import re
import unicodedata


DATA = Path(__file__).parent / "data" / "communes.csv"
COLUMNS = (
    "nis",
    "id",
    "name_fr",
    "name_nl",
    "name_de",
    "province",
    "region",
    "postal_codes",
    "language",
    "facility_languages",
    "latitude",
    "longitude",
)
NAME_LANGUAGES = ("fr", "nl", "de")

# The other names by which an operator may call a region or a province, as slugs.
AREAS = {
    "region-wallonne": ("wallonia", "wallonie", "walloon-region", "wallonien", "waals-gewest"),
    "province-du-brabant-wallon": ("brabant-wallon", "walloon-brabant", "waals-brabant"),
    "province-du-hainaut": ("hainaut", "henegouwen", "hennegau"),
    "province-de-liege": ("liege", "luik", "luttich"),
    "province-du-luxembourg": ("luxembourg", "luxemburg"),
    "province-de-namur": ("namur", "namen"),
}


@dataclass(frozen=True)
class ReferenceCommune:
    """A commune as the law and the statistical office know it."""

    nis: str
    id: str
    names: dict[str, str] = field(hash=False)
    province: str
    region: str
    postal_codes: tuple[str, ...]
    language: str
    facility_languages: tuple[str, ...]
    #: Latitude and longitude of its main place, in degrees.
    position: tuple[float, float]

    @property
    def name(self) -> str:
        """Official name in the language of administration."""
        return self.names[self.language]


def slug(name: str) -> str:
    """Return the ASCII slug of a name: `Sankt Vith` gives `st-vith`.

    Accents and umlauts are dropped; Saint, Sankt and Sint become st, Sainte becomes ste.
    """
    folded = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("ß", "ss"))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", plain)
    short = {"saint": "st", "sankt": "st", "sint": "st", "sainte": "ste"}
    return "-".join(short.get(word, word) for word in words)


@cache
def all_communes() -> tuple[ReferenceCommune, ...]:
    """Return every commune of the reference data, by NIS code."""
    with DATA.open(newline="", encoding="utf-8") as lines:
        return tuple(_commune(row) for row in csv.DictReader(lines))


def _commune(row: dict[str, str]) -> ReferenceCommune:
    names = {language: row[f"name_{language}"] for language in NAME_LANGUAGES}
    return ReferenceCommune(
        nis=row["nis"],
        id=row["id"],
        names={language: name for language, name in names.items() if name},
        province=row["province"],
        region=row["region"],
        postal_codes=tuple(row["postal_codes"].split()),
        language=row["language"],
        facility_languages=tuple(row["facility_languages"].split()),
        position=(float(row["latitude"]), float(row["longitude"])),
    )


def select(province: str | None = None, region: str | None = None) -> tuple[ReferenceCommune, ...]:
    """Return the communes of a province, of a region, or of both; all without.

    Areas are named in French, English, Dutch or German, without regard to accents or case.

    :raises UnknownArea: with the names it could have been.
    """
    communes = all_communes()
    if region is not None:
        wanted = _area(region, {commune.region for commune in communes})
        communes = tuple(commune for commune in communes if commune.region == wanted)
    if province is not None:
        wanted = _area(province, {commune.province for commune in all_communes()})
        communes = tuple(commune for commune in communes if commune.province == wanted)
    return communes


def _area(query: str, names: set[str]) -> str:
    asked = slug(query)
    for name in names:
        if asked in (slug(name), *AREAS[slug(name)]):
            return name
    raise UnknownArea(query, tuple(sorted(names)))


def find(query: str) -> ReferenceCommune:
    """Return the commune with this NIS code, id, or name in any language.

    Accents, case and punctuation do not matter; only a whole name is taken as certain.

    :raises AmbiguousCommune: when `query` is a part of the names of several.
    :raises UnknownCommune: with the nearest ones, best first.
    """
    asked = slug(query)
    if found := _by_name().get(asked):
        if len(found) == 1:
            return found[0]
        raise AmbiguousCommune(query, found)
    parts = _having_part(asked)
    if len(parts) > 1:
        raise AmbiguousCommune(query, parts)
    raise UnknownCommune(query, parts or _nearest(asked))


@cache
def _by_name() -> dict[str, tuple[ReferenceCommune, ...]]:
    found: dict[str, tuple[ReferenceCommune, ...]] = {}
    for commune in all_communes():
        german = re.sub("([äöü])", r"\1e", commune.names.get("de", "").lower())
        keys = {commune.nis, commune.id, slug(german), *map(slug, commune.names.values())} - {""}
        for key in keys:
            found[key] = (*found.get(key, ()), commune)
    return found


def _having_part(asked: str) -> tuple[ReferenceCommune, ...]:
    """Return the communes in whose names `asked` stands as whole words, in order of NIS code."""
    if not asked:
        return ()
    having = {
        commune
        for key, communes in _by_name().items()
        if f"-{asked}-" in f"-{key}-"
        for commune in communes
    }
    return tuple(sorted(having, key=lambda commune: commune.nis))


def _nearest(asked: str) -> tuple[ReferenceCommune, ...]:
    keys = get_close_matches(asked, _by_name(), n=3, cutoff=0.6)
    return tuple(dict.fromkeys(commune for key in keys for commune in _by_name()[key]))
