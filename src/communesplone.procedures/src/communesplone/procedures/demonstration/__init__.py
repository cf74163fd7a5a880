"""Procedures of a fictitious commune, as the tables that webmasters bring in.

`keys.csv` says which procedure of each language is which: what links to it names it by its key.
"""

from collections.abc import Mapping
from communesplone.core.demonstration import filled
from communesplone.procedures.procedure import Procedure
from communesplone.procedures.tables import cells
from communesplone.procedures.tables import importing
from datetime import date
from datetime import timedelta
from importlib.resources import files
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import csv
import re


FOLDER = "procedures"
IN_DAYS = re.compile(r"\{in_(\d+)_days\}")


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Procedure]:
    """Publish the demonstration procedures of a language in the folder of procedures.

    See communesplone.core.interfaces.IDemonstration.
    """
    folder, text = made.get(FOLDER), table(language, words, date.today())
    if folder is None or not text:
        return {}
    found = bring_in(folder, text, language)
    return {f"procedure-{key}": found[name] for key, name in keys(language).items()}


def table(language: str, words: Mapping[str, str], today: date) -> str:
    """Return a table with the words of the commune; empty when we have none in a language."""
    path = files(__package__).joinpath(f"{language}.csv")
    if not path.is_file():
        return ""

    def later(found: re.Match[str]) -> str:
        return (today + timedelta(days=int(found[1]))).isoformat()

    return IN_DAYS.sub(later, filled(path.read_text(encoding="utf-8"), words))


def keys(language: str) -> dict[str, str]:
    """Return the id of each procedure of a language by its key."""
    text = files(__package__).joinpath("keys.csv").read_text(encoding="utf-8")
    return {row["key"]: row[language] for row in csv.DictReader(text.splitlines(), delimiter=";")}


def bring_in(folder: Any, text: str, language: str) -> dict[str, Procedure]:
    """Bring a table in and publish what it adds; return the procedures by id.

    :raises ValueError: when a row of the table is wrong.
    """
    rows = importing.plan(folder, cells.lines(text), language)
    return importing.apply(folder, rows, publish=True)
