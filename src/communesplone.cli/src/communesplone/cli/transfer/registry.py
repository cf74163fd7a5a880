"""The settings of a site: ours, and those of Plone's control panels."""

from communesplone.cli.errors import ArchiveError
from communesplone.cli.values import from_json
from communesplone.cli.values import to_json
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.schema.interfaces import ValidationError
import logging


logger = logging.getLogger(__name__)

# What an editor can change by a form. The rest of the registry is code: it belongs to the
# version that is installed, not to the site.
INTERFACES = (
    "communesplone.",
    "plone.base.interfaces.controlpanel.",
    "Products.CMFPlone.interfaces.controlpanel.",
    "plone.i18n.interfaces.",
)


def dump(site: PloneSite) -> dict[str, Any]:
    """Return the settings as JSON data by registry key."""
    return {
        key: to_json(record.value)
        for key, record in site.portal_registry.records.items()
        if (record.interfaceName or "").startswith(INTERFACES)
    }


def load(site: PloneSite, data: dict[str, Any]) -> list[str]:
    """Write the settings; return the keys that this version does not have any more.

    :raises ArchiveError: a value that its field refuses.
    """
    registry = site.portal_registry
    gone = []
    for key, stored in data.items():
        if key not in registry.records:
            gone.append(key)
            continue
        value = from_json(stored)
        if registry[key] == value:
            continue
        try:
            registry[key] = value
        except ValidationError as error:
            raise ArchiveError(f"The setting {key} cannot be read: {error.doc()}") from error
    if gone:
        logger.warning("settings that this version does not have: %s", ", ".join(gone))
    return gone
