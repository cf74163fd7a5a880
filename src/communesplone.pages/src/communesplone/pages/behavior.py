"""Behaviours: a page with sections, and a mini-site."""

from Acquisition import aq_base
from communesplone.core import _
from communesplone.core.interfaces import IMiniSite
from communesplone.pages.browser.widget import SectionsFieldWidget
from communesplone.pages.field import SectionsField
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.dexterity.content import DexterityContent
from plone.supermodel import model
from typing import Any
from z3c.form.interfaces import IAddForm
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class ISections(model.Schema):
    """A page made of sections. They are edited in a form of their own, `@@sections`."""

    directives.omitted(IAddForm, "sections")
    directives.mode(sections="display")
    directives.widget("sections", SectionsFieldWidget)
    sections = SectionsField(
        title=_("Sections"),
        description=_(
            "The parts of the page, from top to bottom. They are written in the editor "
            "of the page."
        ),
        required=False,
        default=None,
    )


def sections_of(context: DexterityContent) -> list[dict[str, Any]]:
    """Return the sections of a page, none for what has none."""
    found = getattr(aq_base(context), "sections", None)
    return found if isinstance(found, list) else []


@provider(IFormFieldProvider)
class IMiniSiteLook(model.Schema, IMiniSite):
    """A mini-site: its menu is that of its own folders, its colours can be its own."""

    model.fieldset("colours", label=_("Colours"), fields=["hue", "chroma"])

    hue = schema.Float(
        title=_("Hue"),
        description=_(
            "An angle from 0 to 360: 25 is red, 75 yellow, 150 green, 250 blue. Empty: that of "
            "the commune. However you choose, the site can be read."
        ),
        min=0.0,
        max=360.0,
        required=False,
    )
    chroma = schema.Float(
        title=_("Chroma"),
        description=_("From 0.03, nearly grey, to 0.15, vivid. Empty: that of the commune."),
        min=0.03,
        max=0.15,
        required=False,
    )


class IMiniSiteContent(model.Schema):
    """The type of mini-sites: all that it has comes from behaviours."""
