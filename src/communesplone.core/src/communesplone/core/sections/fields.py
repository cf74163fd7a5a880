"""The fields that schemas of sections may have, beside the plain ones of zope.schema.

TextLine, Text, Int, Bool, Choice and List of Choice are known too; nothing else is.
"""

from communesplone.core import _
from communesplone.core.behaviors.contact_point import is_email_address
from communesplone.core.behaviors.contact_point import is_phone_number
from communesplone.core.behaviors.contact_point import is_web_address
from typing import Any
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface.interface import InterfaceClass
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField
from zope.schema.interfaces import IList
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import re


UID = re.compile(r"[0-9a-zA-Z-]{8,40}")
PATH = re.compile(r"/(?!/)[^\s<>\"\\]*|#[\w-]+")
#: How data name an item of the site, as rich text of Plone does.
INTERNAL = re.compile(r"resolveuid/([0-9a-zA-Z-]{8,40})([/?#][^\s<>\"\\]*)?")


class NotAReference(schema.ValidationError):
    __doc__ = _("Choose an item of this site.")


class NotAnAddress(schema.ValidationError):
    __doc__ = _(
        "Choose a page of this site, or write a complete address, such as "
        "https://www.example.be, mailto:name@example.be or tel:+32 81 00 00 00."
    )


class WrongTogether(Invalid):
    """What an invariant of a schema raises: the field that is wrong beside the others, and why."""

    def __init__(self, field: str, message: Message) -> None:
        self.field, self.message = field, message
        super().__init__(message)


class IHtml(IText):
    """Rich text, kept as safe HTML; its links to the site are `resolveuid/…`."""


class IReference(ITextLine):
    """The UID of an item of the site."""

    types = schema.Tuple(title="Portal types that may be chosen; all of them when empty")


class IReferences(IList):
    """UIDs, in the order of the editor."""


class IAddress(ITextLine):
    """A link: to an item (`resolveuid/…`), a path of the site, a web, mail or phone address."""


class IPart(IField):
    """One of several like things inside a section, such as a question with its answer."""

    schema = schema.Object(title="Its fields", schema=Interface)


class IItems(IList):
    """Several like things, each a dict."""


@implementer(IHtml)
class Html(schema.Text):
    """See IHtml."""


@implementer(IReference)
class Reference(schema.TextLine):
    """See IReference."""

    def __init__(self, types: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(**options)
        self.types = types

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        if not UID.fullmatch(value):
            raise NotAReference(value)


@implementer(IReferences)
class References(schema.List):
    """See IReferences."""

    def __init__(self, types: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(value_type=Reference(types=types), **options)
        self.types = types


@implementer(IAddress)
class Address(schema.TextLine):
    """See IAddress."""

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        if not is_address(value):
            raise NotAnAddress(value)


@implementer(IPart)
class Part(schema.Field):
    """See IPart. Its value is checked by `data.clean`, which knows the way to each field."""

    _type = dict

    def __init__(self, part: InterfaceClass, **options: Any) -> None:
        super().__init__(**options)
        self.schema = part


@implementer(IItems)
class Items(schema.List):
    """See IItems."""

    def __init__(self, part: InterfaceClass, **options: Any) -> None:
        options.setdefault("max_length", 100)
        super().__init__(value_type=Part(part), **options)

    @property
    def part(self) -> InterfaceClass:
        return self.value_type.schema


def is_address(value: str) -> bool:
    """Tell whether a link may lead there: never to a script."""
    if INTERNAL.fullmatch(value) or PATH.fullmatch(value):
        return True
    scheme, _colon, rest = value.partition(":")
    check, text = {
        "mailto": (is_email_address, rest.partition("?")[0]),
        "tel": (is_phone_number, rest),
    }.get(scheme.lower(), (is_web_address, value))
    try:
        return check(text)
    except schema.ValidationError:
        return False


WIDTHS = SimpleVocabulary(
    [
        SimpleTerm("full", "full", _("The whole width")),
        SimpleTerm("half", "half", _("Half, beside the next")),
        SimpleTerm("third", "third", _("A third, beside the next two")),
    ]
)


class ISection(Interface):
    """What each section has; the schema of a type extends it."""

    heading = schema.TextLine(
        title=_("Heading"),
        description=_("Leave it empty for the usual one of this kind of section."),
        max_length=200,
        required=False,
    )
    note = schema.TextLine(
        title=_("Note under the heading"),
        description=_("One sentence under the heading, when it needs one."),
        max_length=300,
        required=False,
    )
    width = schema.Choice(
        title=_("Width"),
        description=_("Two halves or three thirds that follow one another stand side by side."),
        vocabulary=WIDTHS,
        default="full",
        required=True,
    )


def own_fields(kind_schema: InterfaceClass) -> list[tuple[str, IField]]:
    """Return the fields of a type in the order of its schema, the shared ones first."""
    return getFieldsInOrder(kind_schema)
