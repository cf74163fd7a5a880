"""Sections in words: how people know them again in a list."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sections import section_type
from communesplone.core.sections.fields import IAddress
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.html import plain
from plone import api
from typing import Any
from zope.i18n import translate
from zope.publisher.interfaces import IRequest
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IField
import re


UID = re.compile(r"[0-9a-f]{32}")
INSIDE = re.compile(r"resolveuid/([0-9a-f]{32})")
BLOCK_END = re.compile(r"(</(?:p|li|h\d|tr|dt|dd|blockquote)>|<br\s*/?>)", re.I)
YES, NO = _("yes"), _("no")


def title(section: Mapping[str, Any], request: IRequest) -> str:
    """Return the name of its type."""
    kind = section_type(section["type"])
    if kind is None:
        words = _("“${name}”: not installed here", mapping={"name": section["type"]})
        return translate(words, context=request)
    return translate(kind.title, context=request)


def summary(section: Mapping[str, Any]) -> str:
    """Return a few words by which people know their section again."""
    kind = section_type(section["type"])
    # The heading last: a list shows it already
    ordered = sorted(section.items(), key=lambda one: one[0] == "heading")
    for name, value in ordered:
        if kind is not None and IChoice.providedBy(kind.schema.get(name)):
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = next((one for one in value[0].values() if isinstance(one, str)), "")
        if isinstance(value, str) and value not in (section["id"], section["type"], "full"):
            words = " ".join(plain(_named(value)).split())
            if words:
                return words[:80]
    return ""


def called(section: Mapping[str, Any], request: IRequest) -> str:
    """Return what a section is called in a list: its heading, else its type and first words."""
    heading = section.get("heading")
    if isinstance(heading, str) and heading.strip():
        return heading.strip()
    kind, words = title(section, request), summary(section)
    return f"{kind} : {words[:40]}" if words and words != kind else kind


def words(field: IField | None, value: Any, request: IRequest) -> str:
    """Return the value of a field as plain text, for people to compare; one line a paragraph."""
    if value in (None, "", []):
        return ""
    if IBool.providedBy(field):
        return translate(YES if value else NO, context=request)
    if isinstance(value, list):
        return "\n".join(filter(None, (_part(one) for one in value)))
    if IHtml.providedBy(field):
        lines = (plain(line) for line in BLOCK_END.sub(r"\1\n", str(value)).split("\n"))
        return "\n".join(filter(None, lines))
    if IReference.providedBy(field) or IAddress.providedBy(field):
        return _named(str(value))
    if IChoice.providedBy(field) and field.vocabulary is not None:
        term = next((one for one in field.vocabulary if one.value == value), None)
        return translate(term.title or term.token, context=request) if term else str(value)
    return str(value)


def _part(one: Any) -> str:
    if isinstance(one, Mapping):
        return " · ".join(filter(None, (plain(_named(str(part))) for part in one.values())))
    return _named(str(one))


def _named(value: str) -> str:
    """Return the title of what a UID stands for, or the value: nobody knows a page by its UID."""
    inside = INSIDE.fullmatch(value)
    uid = inside.group(1) if inside else value
    if not UID.fullmatch(uid):
        return value
    brains = api.portal.get_tool("portal_catalog")(UID=uid)
    return brains[0].Title if brains else ""
