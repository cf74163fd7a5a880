"""The labels of audiences, life events and themes, in the language of a page."""

from communesplone.core.settings import settings
from communesplone.procedures.interfaces import InvalidRow
from communesplone.procedures.settings import IProceduresSettings
from communesplone.procedures.settings import read_label
from Products.CMFPlone.Portal import PloneSite
import logging


LOGGER = logging.getLogger(__name__)


def labels(name: str, language: str, site: PloneSite | None = None) -> dict[str, str]:
    """Return {key: label} of one of the lists, in its order.

    A label that is missing in a language is shown in the first one that has it.

    :param name: "audiences", "life_events" or "themes".
    """
    found = {}
    for line in getattr(settings(IProceduresSettings, site), name) or ():
        try:
            key, names = read_label(line)
        except InvalidRow:
            LOGGER.warning("%s: a label cannot be read: %r", name, line)
            continue
        found[key] = names.get(language[:2]) or next(iter(names.values()))
    return found
