"""What inquiries, vacancies and public contracts have in common."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.notices.fields import YEARS
from communesplone.notices.interfaces import INotice
from communesplone.notices.interfaces import InvalidNotice
from datetime import date
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def terms(**titles: str) -> SimpleVocabulary:
    """Return a vocabulary of tokens and their titles."""
    return SimpleVocabulary([SimpleTerm(key, key, title) for key, title in titles.items()])


class INoticeBase(model.Schema, INotice):
    """The text of a notice, below what each kind asks."""

    directives.order_after(text="*")
    text = RichText(
        title=_("Text"),
        description=_("What it is about, in plain words; the files hold the legal text."),
        required=False,
    )


def check_year(day: date | None, name: str) -> None:
    """Refuse a day whose year was mistyped.

    :param name: the field it stands in.
    :raises InvalidNotice: with the sentence for the person.
    """
    if day and not YEARS[0] <= day.year <= YEARS[1]:
        raise at(InvalidNotice(_("Write a year with four digits, such as 2027.")), name)


def check_order(data: Any, first: str, last: str) -> None:
    """Refuse an end before the beginning.

    :param first: the field of the beginning.
    :param last: that of the end.
    :raises InvalidNotice: with the sentence for the person.
    """
    start, end = getattr(data, first), getattr(data, last)
    check_year(start, first)
    check_year(end, last)
    if start and end and end < start:
        message = _("The last day lies before the first: choose a later one.")
        raise at(InvalidNotice(message), last)


def line(title: str, description: str = "", **options: object) -> schema.TextLine:
    """Return a field for one line that may be empty."""
    options.setdefault("max_length", 300)
    return schema.TextLine(title=title, description=description, required=False, **options)


def lines(title: str, description: str = "") -> schema.Text:
    """Return a field for a few lines that may be empty."""
    return schema.Text(title=title, description=description, max_length=2000, required=False)
