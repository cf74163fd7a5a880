"""What stands above the sections of a page: title, lead and text, edited with them."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sections import Html
from communesplone.core.sections.data import clean
from communesplone.core.sections.data import CONTROL
from communesplone.core.sections.data import LONGEST_TEXT
from communesplone.core.sections.data import TOO_LONG
from communesplone.pages.anchors import anchored
from communesplone.pages.toptext import field_of
from communesplone.pages.toptext import raw_of
from communesplone.pages.toptext import write
from datetime import date
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from typing import Any
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface


#: No section can be called so: their ids begin with a letter.
PREFIX = "_page"
REVIEW = "review_date"
NO_DATE = _("Write a date as day, month and year.")


class IHeadWords(Interface):
    title = schema.TextLine(
        title=_("Title"),
        description=_("What somebody looks for: “PMC bags”, not “Information”."),
        max_length=200,
        required=True,
    )
    description = schema.Text(
        title=_("Lead"),
        description=_("The answer in one or two sentences; lists and searches show it too."),
        max_length=600,
        required=False,
    )


class IHead(IHeadWords):
    text = Html(
        title=_("Text above the sections"),
        description=_("It stands under the lead. Leave it empty when the sections say it all."),
        required=False,
    )
    review_date = schema.Date(
        title=_("Review date"),
        description=_("On this day the page comes back to its owner, to be checked."),
        required=False,
    )


def has_head(context: DexterityContent) -> bool:
    """Tell whether title and lead are edited here: the name of the site is a setting."""
    return not IPloneSiteRoot.providedBy(context)


def stored(context: DexterityContent) -> dict[str, str]:
    """Return what the page has, by name; a date as 2027-11-02. What it cannot have is left out."""
    if not has_head(context):
        return {}
    found = {"title": context.title or "", "description": context.description or ""}
    if field_of(context) is not None:
        found["text"] = raw_of(context)
    if any(REVIEW in one for one in iterSchemata(context)):
        when = getattr(context, REVIEW, None)
        found[REVIEW] = when.isoformat() if isinstance(when, date) else ""
    return found


def typed(context: DexterityContent, form: Mapping[str, Any]) -> dict[str, str]:
    """Return what a form says, what the page has where it says nothing."""
    found = stored(context)
    for name in found:
        value = form.get(f"{PREFIX}.{name}")
        if isinstance(value, str):
            found[name] = value.replace("\r\n", "\n")
    return found


def checked(head: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Message]]:
    """Return what is kept of a head, and what is wrong by way to the field."""
    if not head:
        return {}, {}
    found, errors = clean(IHeadWords, head)
    found["description"] = " ".join(found.get("description", "").split())
    if "text" in head:
        # As in the form of Plone: what may not be shown leaves whenever it is shown
        found["text"] = CONTROL.sub("", head["text"]).strip()
        if len(found["text"]) > LONGEST_TEXT:
            errors["text"] = TOO_LONG
    if REVIEW in head:
        found[REVIEW] = head[REVIEW].strip()
        if found[REVIEW] and _day(found[REVIEW]) is None:
            errors[REVIEW] = NO_DATE
    return found, {f"{PREFIX}.{name}": why for name, why in errors.items()}


def keep(context: DexterityContent, head: Mapping[str, str]) -> None:
    """Keep a checked head; whoever calls tells the site."""
    for name, value in head.items():
        if name == "text":
            if value != raw_of(context):
                write(context, anchored(value, set(), raw_of(context)))
        elif name == REVIEW:
            setattr(context, name, _day(value))
        else:
            setattr(context, name, value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
