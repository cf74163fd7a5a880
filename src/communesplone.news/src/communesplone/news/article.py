"""What a news item of a commune has beside Plone's text and picture."""

from communesplone.core import _
from communesplone.news.interfaces import InvalidDates
from datetime import date
from plone.app.contenttypes.interfaces import INewsItem
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider
import re


KEY_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*\|?\s*(\S.*)")


def read_key_date(line: str) -> tuple[date, str]:
    """Return the day and the words of "15/12/2026 Last day to apply".

    :raises InvalidDates: with an example.
    """
    match = KEY_DATE.fullmatch(line.strip())
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1])), match[4]
    except ValueError:
        match = None
    raise InvalidDates(
        _(
            "“${line}”: write the date, then what happens: 15/12/2026 Last day to apply",
            mapping={"line": line},
        )
    )


def is_key_date(line: str) -> bool:
    """Accept a line that `read_key_date` reads."""
    return bool(read_key_date(line))


@provider(IFormFieldProvider)
class INewsDetails(model.Schema, INewsItem):
    """Dates to remember. Marks the news that have this add-on's page."""

    key_dates = schema.List(
        title=_("Dates to remember"),
        description=_("One a line: 15/12/2026 Last day to apply"),
        value_type=schema.TextLine(constraint=is_key_date, max_length=200),
        required=False,
    )
