"""Whose approval the minutes of a meeting wait for."""

from communesplone.hub.together.meeting import WorkingMeeting
from communesplone.hub.together.rules import unapproved
from communesplone.hub.together.rules import witnesses
from communesplone.hub.together.settings import rules_of
from communesplone.hub.together.store import Dealings
from Products.CMFPlone.Portal import PloneSite


def group_of(meeting: WorkingMeeting) -> tuple[str, ...]:
    """Return the communes of the group of a meeting."""
    return tuple(meeting.aq_parent.communes or ())


def others_needed(site: PloneSite, meeting: WorkingMeeting) -> int:
    """Return how many communes that did not take part have to approve as well."""
    return witnesses(rules_of(site), meeting.attending or (), group_of(meeting))


def asked(site: PloneSite, meeting: WorkingMeeting) -> tuple[str, ...]:
    """Return the communes that may approve: those that took part, for one alone the group too."""
    attended = tuple(meeting.attending or ())
    if not others_needed(site, meeting):
        return attended
    return tuple(dict.fromkeys((*attended, *group_of(meeting))))


def can_be_approved(site: PloneSite, meeting: WorkingMeeting) -> bool:
    """Tell whether there are enough communes to approve the minutes."""
    others = set(group_of(meeting)) - set(meeting.attending or ())
    return len(others) >= others_needed(site, meeting)


def missing(
    site: PloneSite, meeting: WorkingMeeting, kept: Dealings
) -> tuple[tuple[str, ...], int]:
    """Return who has still to approve: communes that took part, and how many others."""
    attended, group = meeting.attending or (), group_of(meeting)
    return unapproved(rules_of(site), attended, group, tuple(kept.agreeing))
