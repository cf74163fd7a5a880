"""Two alerts for demonstration sites, as data: an information and roadworks, no emergency."""

from collections.abc import Mapping
from communesplone.alerts.alert import ZONE
from communesplone.core.demonstration import entries
from communesplone.core.demonstration import filled
from datetime import datetime
from datetime import timedelta
from plone.api.content import transition
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.Portal import PloneSite
from typing import Any


FOLDER = "alerts"


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
        for entry in entries(__package__, language)
    }


def _make(folder: Any, entry: dict[str, Any], language: str, words: Mapping[str, str]) -> Any:
    today = datetime.now(ZONE).replace(hour=7, minute=0, second=0, microsecond=0)
    fields = {
        name: filled(value, words)
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
