"""Two alerts for demonstration sites, as data: an information and roadworks, no emergency."""

from collections.abc import Mapping
from communesplone.alerts.alert import ZONE
from datetime import datetime
from datetime import timedelta
from importlib.resources import files
from plone.api.content import transition
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import json
import re


FOLDER = "alerts"
WORD = re.compile(r"\{(\w+)\}")


def entries(language: str) -> list[dict[str, Any]]:
    """Return the alerts that we have in a language; none when we have none in it."""
    path = files(__package__).joinpath(f"{language}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """Publish the demonstration alerts of a language in the folder of alerts.

    See communesplone.core.interfaces.IDemonstration.
    """
    folder = made.get(FOLDER)
    if folder is None:
        return {}
    return {
        f"alert-{entry['key']}": _make(folder, entry, language, words)
        for entry in entries(language)
    }


def _make(folder: Any, entry: dict[str, Any], language: str, words: Mapping[str, str]) -> Any:
    today = datetime.now(ZONE).replace(hour=7, minute=0, second=0, microsecond=0)
    fields = {
        name: _filled(value, words)
        for name, value in entry.items()
        if name not in ("key", "from_days", "days")
    }
    start = ZONE.normalize(today + timedelta(days=entry["from_days"]))
    fields["end"] = ZONE.normalize(start + timedelta(days=entry["days"]))
    alert = createContentInContainer(
        folder, "Alert", checkConstraints=False, language=language, start=start, **fields
    )
    transition(alert, "publish")
    return alert


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_filled(part, words) for part in value]
    if isinstance(value, str):
        return WORD.sub(lambda found: words.get(found[1], found[0]), value)
    return value
