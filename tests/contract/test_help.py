"""Beside each field that somebody fills in stands what to write there."""

from collections.abc import Iterator
from communesplone.core.guide import IGuide
from communesplone.core.sections import section_types
from communesplone.core.sections.fields import IItems
from communesplone.core.tool import tools
from communesplone.editing.drafts.help import HELP
from communesplone.editing.drafts.help import key
from plone.autoform.interfaces import MODES_KEY
from plone.autoform.interfaces import OMITTED_KEY
from plone.dexterity.interfaces import IDexterityFTI
from plone.dexterity.utils import iterSchemataForType
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.interface.interface import InterfaceClass
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField


#: What says by its title what to write: the title of a part of a page.
KNOWN = frozenset({"title"})


def hidden(schema: InterfaceClass) -> set[str]:
    """The fields of a schema that no form shows."""
    omitted = {name for _form, name, value in schema.queryTaggedValue(OMITTED_KEY) or () if value}
    modes = schema.queryTaggedValue(MODES_KEY) or ()
    return omitted | {name for _form, name, mode in modes if mode == "hidden"}


def fields_of(schema: InterfaceClass) -> Iterator[tuple[str, IField]]:
    left_out = hidden(schema)
    for name, field in getFieldsInOrder(schema):
        if not field.readonly and name not in left_out:
            yield f"{schema.__identifier__}.{name}", field
            if IItems.providedBy(field):
                yield from fields_of(field.part)


def without_help(schemas: list[InterfaceClass]) -> str:
    """The ways of fields that say nothing, one a line; those of Plone get their help in forms."""
    found = {way: field for schema in schemas for way, field in fields_of(schema)}
    silent = [
        way
        for way, field in found.items()
        if not (field.description or "").strip()
        and key(field) not in HELP
        and way.rpartition(".")[2] not in KNOWN
    ]
    return "\n".join(sorted(silent))


def test_every_field_of_every_type_says_what_to_write(policy_integration):
    schemas = [
        schema
        for name, _fti in getUtilitiesFor(IDexterityFTI)
        for schema in iterSchemataForType(name)
    ]
    assert without_help(schemas) == ""


def test_every_field_of_every_section_says_what_to_write(policy_integration):
    assert without_help([kind.schema for kind in section_types()]) == ""


def test_every_topic_that_a_tool_names_is_in_the_guide(policy_integration):
    guide = getUtility(IGuide)
    missing = [
        f"{tool.name}: {name}" for tool in tools() for name in tool.guide if not guide.topic(name)
    ]
    assert missing == []
