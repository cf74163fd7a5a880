"""The text that stands above the sections of a page: rich text of Plone, written as HTML."""

from Acquisition import aq_base
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.interfaces import IRichTextValue
from plone.app.textfield.value import RichTextValue
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata


NAME = "text"
HTML, SAFE = "text/html", "text/x-html-safe"


def field_of(context: DexterityContent) -> IRichText | None:
    """Return the field of a page's text; None for a page without one, or with one not in HTML."""
    value = getattr(aq_base(context), NAME, None)
    if IRichTextValue.providedBy(value) and value.mimeType != HTML:
        return None
    found = (schema[NAME] for schema in iterSchemata(context) if NAME in schema)
    return next((field for field in found if IRichText.providedBy(field)), None)


def raw_of(context: DexterityContent) -> str:
    """Return the text as it was written; links into the site are `resolveuid/…`."""
    value = getattr(aq_base(context), NAME, None)
    return (value.raw or "") if IRichTextValue.providedBy(value) else ""


def value_of(raw: str) -> RichTextValue | None:
    """Return what a page keeps of a text, None of an empty one."""
    return RichTextValue(raw, HTML, SAFE) if raw else None


def write(context: DexterityContent, raw: str) -> None:
    """Give a page its text; whoever calls tells the site."""
    setattr(context, NAME, value_of(raw))


def output(context: DexterityContent, raw: str) -> str:
    """Return what citizens would read of a text that is not kept yet, as safe HTML."""
    return RichTextValue(raw, HTML, SAFE).output_relative_to(context) if raw else ""
