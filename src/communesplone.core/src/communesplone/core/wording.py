"""What a page says: messages in its language, and days as a reader in Belgium counts them."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from communesplone.core.typography import typeset
from datetime import datetime
from zope.i18n import translate
from zope.i18nmessageid import Message


def say(words: Message | str, language: str) -> str:
    """Return a message in a language, typeset."""
    return typeset(translate(words, target_language=language), language)


def day_of(moment: datetime | str, language: str) -> str:
    """Return the day of a moment in words, with its year when that is not this one.

    :param moment: aware, or as ISO.
    """
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    here = found.astimezone(BRUSSELS)
    other_year = here.year != datetime.now(BRUSSELS).year
    return day(here.date(), language, weekday=False, year=other_year)
