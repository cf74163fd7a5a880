"""Behaviours: a page with sections, and a mini-site."""

from Acquisition import aq_base
from communesplone.core import _
from communesplone.pages.browser.widget import SectionsFieldWidget
from communesplone.pages.field import SectionsField
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.dexterity.content import DexterityContent
from plone.supermodel import model
from typing import Any
from z3c.form.interfaces import IAddForm
from zope.interface import provider


@provider(IFormFieldProvider)
class ISections(model.Schema):
    """A page made of sections. They are edited in a form of their own, `@@sections`."""

    directives.omitted(IAddForm, "sections")
    directives.mode(sections="display")
    directives.widget("sections", SectionsFieldWidget)
    sections = SectionsField(title=_("Sections"), required=False, default=None)


def sections_of(context: DexterityContent) -> list[dict[str, Any]]:
    """Return the sections of a page, none for what has none."""
    found = getattr(aq_base(context), "sections", None)
    return found if isinstance(found, list) else []
