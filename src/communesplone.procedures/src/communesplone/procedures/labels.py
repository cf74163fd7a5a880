"""The labels of audiences, life events and themes, in the language of a page."""

from communesplone.core import topics
from communesplone.core.settings import settings
from communesplone.procedures.settings import IProceduresSettings
from Products.CMFPlone.Portal import PloneSite


LIFE_EVENTS = "life_events"
LISTS = ("audiences", LIFE_EVENTS, "themes")


def labels(name: str, language: str, site: PloneSite | None = None) -> dict[str, str]:
    """Return {key: label} of one of the LISTS, in its order.

    A label that is missing in a language is shown in the first one that has it.
    """
    if name != LIFE_EVENTS:
        return topics.labels(name, language, site)
    found = {}
    for line in settings(IProceduresSettings, site).life_events:
        key, names = topics.read_topic(line)
        found[key] = dict(names).get(language[:2]) or names[0][1]
    return found
