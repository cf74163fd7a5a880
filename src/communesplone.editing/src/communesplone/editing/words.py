"""Moments and people as the pages of the back office name them."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import known
from communesplone.core.typography import moment as near
from datetime import datetime
from plone import api
from zope.i18n import translate
from zope.i18nmessageid import Message


def language() -> str:
    """Return the language in which this person works."""
    return known(api.portal.get_current_language())


def say(message: Message | str) -> str:
    """Return a message in the language in which this person works."""
    return translate(message, target_language=language())


def moment(when: datetime) -> str:
    """Return a moment in words: near ones by their name, all with their hour."""
    local, now = when.astimezone(BRUSSELS), datetime.now(BRUSSELS)
    told = near(local, now, language())
    at = hour(local, language())
    if abs((local.date() - now.date()).days) <= 6:
        return told
    return say(_("${day} at ${hour}", mapping={"day": told, "hour": at}))


def date_of(when: datetime) -> str:
    """Return the day of a moment in words."""
    local = when.astimezone(BRUSSELS)
    other = local.year != datetime.now(BRUSSELS).year
    return day(local.date(), language(), year=other)


def person(user_id: str) -> str:
    """Return what colleagues call somebody: their name, else that of their account."""
    found = api.user.get(userid=user_id) if user_id else None
    if found is None:
        return user_id or say(_("somebody who has left"))
    return found.getProperty("fullname", "") or found.getUserName()
