"""What inquiries, vacancies and public contracts have in common."""

from communesplone.core import _
from communesplone.notices.fields import YEARS
from communesplone.notices.interfaces import INotice
from communesplone.notices.interfaces import InvalidNotice
from datetime import date
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.supermodel import model
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


def check_years(*days: date | None) -> None:
    """Refuse days whose year was mistyped.

    :raises InvalidNotice: with the sentence for the person.
    """
    for day in filter(None, days):
        if not YEARS[0] <= day.year <= YEARS[1]:
            raise InvalidNotice(_("Write a year with four digits, such as 2027."))


def check_order(first: date | None, last: date | None) -> None:
    """Refuse an end before the beginning.

    :raises InvalidNotice: with the sentence for the person.
    """
    check_years(first, last)
    if first and last and last < first:
        raise InvalidNotice(_("The last day lies before the first: choose a later one."))


def line(title: str, description: str = "", **options: object) -> schema.TextLine:
    """Return a field for one line that may be empty."""
    options.setdefault("max_length", 300)
    return schema.TextLine(title=title, description=description, required=False, **options)


def lines(title: str, description: str = "") -> schema.Text:
    """Return a field for a few lines that may be empty."""
    return schema.Text(title=title, description=description, max_length=2000, required=False)
