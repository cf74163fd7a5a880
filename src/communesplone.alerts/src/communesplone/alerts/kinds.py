"""How grave an alert is, and what it is about."""

from communesplone.core import _
from zope.i18nmessageid import Message
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


INFORMATION, WARNING, EMERGENCY = "information", "warning", "emergency"
#: The gravest first, as lists have them.
LEVELS = (EMERGENCY, WARNING, INFORMATION)
LEVEL_NAMES: dict[str, Message] = {
    INFORMATION: _("Information"),
    # An id: elsewhere a "warning" is another word in French
    WARNING: _("alert_level_warning", default="Warning"),
    EMERGENCY: _("Emergency"),
}
LEVEL_HINTS: dict[str, Message] = {
    INFORMATION: _("A nuisance. A planned cut, a closed road"),
    WARNING: _("A risk. Water not fit to drink, a violent storm"),
    EMERGENCY: _("A danger to life. The home page becomes a crisis page"),
}
#: What an emergency is to who may not switch the crisis page.
WITHOUT_CRISIS_PAGE = _("A danger to life. The crisis page is for others to switch on")

ROADWORKS, INTERRUPTION = "roadworks", "interruption"
#: What has a map and dates of its own page.
WORKS = (ROADWORKS, INTERRUPTION, "road_closed")
KIND_NAMES: dict[str, Message] = {
    "flood": _("Flood"),
    "storm": _("Storm"),
    "fire": _("Fire, smoke"),
    "boil_water": _("Water not fit to drink"),
    "water_cut": _("Water cut"),
    "power_cut": _("Power cut"),
    "gas": _("Gas leak"),
    "health": _("Health"),
    "security": _("Safety"),
    ROADWORKS: _("Roadworks"),
    "road_closed": _("Closed road"),
    INTERRUPTION: _("Interruption of a service"),
    "other": _("Other"),
}

levels = SimpleVocabulary(
    [SimpleTerm(key, key, LEVEL_NAMES[key]) for key in (INFORMATION, WARNING, EMERGENCY)]
)
kinds = SimpleVocabulary([SimpleTerm(key, key, name) for key, name in KIND_NAMES.items()])


def gravity(level: str) -> int:
    """Return the place of a level in lists: 0 for the gravest."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
