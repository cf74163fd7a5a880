"""Reading the demonstration content that add-ons ship as data (see IDemonstration)."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any
import json
import re


#: Group of those who keep one part of a demonstration site, where there is an add-on of accounts.
LIBRARY_TEAM = "team-library"
WORD = re.compile(r"\{(\w+)\}")


def entries(package: str, language: str) -> list[dict[str, Any]]:
    """Return what a package has in `<language>.json`; nothing when it has none in it."""
    path = files(package).joinpath(f"{language}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def filled(value: Any, words: Mapping[str, str]) -> Any:
    """Return data with the words of a commune in every text of it; others stay as they are."""
    if isinstance(value, str):
        return WORD.sub(lambda found: words.get(found[1], found[0]), value)
    if isinstance(value, list):
        return [filled(part, words) for part in value]
    if isinstance(value, dict):
        return {key: filled(part, words) for key, part in value.items()}
    return value
