"""Title and lead of a page, edited with its sections."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sections.data import clean
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import DexterityContent
from typing import Any
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface


#: No section can be called so: their ids begin with a letter.
PREFIX = "_page"


class IHead(Interface):
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


def has_head(context: DexterityContent) -> bool:
    """Tell whether title and lead are edited here: the name of the site is a setting."""
    return not IPloneSiteRoot.providedBy(context)


def stored(context: DexterityContent) -> dict[str, str]:
    """Return what the page has."""
    if not has_head(context):
        return {}
    return {"title": context.title or "", "description": context.description or ""}


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
    found, errors = clean(IHead, head)
    found["description"] = " ".join(found.get("description", "").split())
    return found, {f"{PREFIX}.{name}": why for name, why in errors.items()}
