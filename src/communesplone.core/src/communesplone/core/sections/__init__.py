"""Sections: the parts that pages are made of.

A type of section is a schema, a view and a template, declared by one `communes:section` in the
ZCML of whichever add-on knows about it. A page keeps plain data: a list of
{"id": …, "type": …, field: value …}. All else (text for the search, references, what is empty)
follows from the schema.
"""

from communesplone.core.sections.data import addresses
from communesplone.core.sections.data import is_empty
from communesplone.core.sections.data import new_section
from communesplone.core.sections.data import references
from communesplone.core.sections.data import searchable_text
from communesplone.core.sections.fields import Address
from communesplone.core.sections.fields import Html
from communesplone.core.sections.fields import ISection
from communesplone.core.sections.fields import Items
from communesplone.core.sections.fields import Reference
from communesplone.core.sections.fields import References
from communesplone.core.sections.fields import WrongTogether
from communesplone.core.sections.kinds import available
from communesplone.core.sections.kinds import section_type
from communesplone.core.sections.kinds import section_types
from communesplone.core.sections.kinds import SectionType
from communesplone.core.sections.rendering import render
from communesplone.core.sections.rendering import render_all
from communesplone.core.sections.rendering import Rendered
from communesplone.core.sections.view import Section


__all__ = [
    "Address",
    "Html",
    "ISection",
    "Items",
    "Reference",
    "References",
    "Rendered",
    "Section",
    "SectionType",
    "WrongTogether",
    "addresses",
    "available",
    "is_empty",
    "new_section",
    "references",
    "render",
    "render_all",
    "searchable_text",
    "section_type",
    "section_types",
]
