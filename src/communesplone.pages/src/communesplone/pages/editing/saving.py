"""A page saved: what was typed, united with what somebody else saved meanwhile."""

from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.sections.fields import IAddress
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IReference
from communesplone.core.uniting import United
from communesplone.core.uniting.page import chosen
from communesplone.core.uniting.page import Overlap
from communesplone.core.uniting.page import written
from communesplone.pages.addresses import converted
from communesplone.pages.addresses import kept
from communesplone.pages.behavior import sections_of
from communesplone.pages.editing import describing
from communesplone.pages.editing import head
from communesplone.pages.editing.uniting import assembled
from communesplone.pages.editing.uniting import field_of
from communesplone.pages.editing.uniting import merged_order
from communesplone.pages.editing.uniting import ORDER
from communesplone.pages.editing.uniting import raw_value
from communesplone.pages.editing.uniting import Text
from communesplone.pages.field import check_shape
from communesplone.pages.interfaces import InvalidSections
from communesplone.pages.toptext import value_of
from communesplone.pages.writing import checked
from communesplone.pages.writing import save
from plone.dexterity.content import DexterityContent
from typing import Any
from zope.i18n import translate
from zope.publisher.interfaces import IRequest
from zope.schema.interfaces import IField
from zope.schema.interfaces import IList
from zope.schema.interfaces import IText


Data = dict[str, Any]
THE_ORDER = _("Order of the sections")


def stored_text(context: DexterityContent) -> Text:
    """Return the page as it is, its sections as their types would keep them."""
    sections = sections_of(context)
    return Text(head.stored(context), checked(sections, sections)[0])


def typed_text(
    context: DexterityContent,
    sections: Sequence[Mapping[str, Any]],
    form: Mapping[str, Any],
    *,
    strict: bool = True,
) -> Text:
    """Return the page as it was typed.

    :param strict: without it what is wrong is taken as it is, to be shown.
    :raises InvalidSections: with everything that is wrong, by way to the field.
    :raises ValidationError: for what are no sections at all.
    """
    check_shape(list(sections))
    title, errors = head.checked(head.typed(context, form))
    found, wrong = checked(converted(sections, kept), sections_of(context))
    if strict and (errors or wrong):
        raise InvalidSections({**errors, **wrong})
    return Text(title, found)


def keep(context: DexterityContent, text: Text) -> None:
    """Keep a page and tell the site."""
    head.keep(context, text.head)
    save(context, text.sections)


def values(text: Text) -> dict[str, Any]:
    """Return a text by the names of the page's fields, as they would be kept."""
    found: dict[str, Any] = {**text.head, "sections": text.sections}
    if "text" in found:
        found["text"] = value_of(found["text"])
    found.pop(head.REVIEW, None)
    return found


class Decided:
    """What a person decided of overlaps, from the form that asked."""

    def __init__(self, mine: Text, theirs: Text, found: United, form: Mapping[str, Any]) -> None:
        self.mine, self.theirs, self.found = mine, theirs, found
        self.choices = {key: chosen(form, key, raw_value(key, theirs)) for key in found.overlaps}
        self.form = form

    @property
    def is_open(self) -> bool:
        return not all(self.choices.values())

    def text(self) -> Text:
        """Return the united page."""
        return assembled(self.mine, self.theirs, self._value)

    def _value(self, key: str) -> Any:
        if key == ORDER and key not in self.choices:
            return self.found.values[ORDER]
        choice = self.choices.get(key) or self.found.whose.get(key, "theirs")
        own, other = raw_value(key, self.mine), raw_value(key, self.theirs)
        if choice == "both":
            return _joined(field_of(key, self.mine, self.theirs), own, other)
        if choice == "write":
            return written(self.form, key)
        return own if choice == "mine" else other


def _joined(field: IField | None, own: Any, other: Any) -> Any:
    """Return both values, mine first."""
    if isinstance(own, list) and isinstance(other, list):
        return [*own, *(one for one in other if one not in own)]
    between = "" if IHtml.providedBy(field) else "\n\n"
    return between.join(filter(None, (own, other)))


class InWords:
    """Keys of a page in words, for the page that asks."""

    def __init__(self, mine: Text, theirs: Text, request: IRequest) -> None:
        self.mine, self.theirs, self.request = mine, theirs, request
        self.order = merged_order(mine.ids, mine, theirs)

    def overlap(self, key: str) -> Overlap:
        """Return what both changed, with what may be chosen."""
        field = field_of(key, self.mine, self.theirs)
        line = IReference.providedBy(field) or IAddress.providedBy(field)
        is_text = IText.providedBy(field) and not line
        return Overlap(
            key=key,
            title=self.title(key),
            mine=self._words(key, field, self.mine),
            theirs=self._words(key, field, self.theirs),
            joinable=IList.providedBy(field) or (is_text and not key.endswith(".title")),
            writable=is_text,
        )

    def title(self, key: str) -> str:
        """Return "2. When – Text" for a field, "2. When" for a whole section."""
        if key == ORDER:
            return translate(THE_ORDER, context=self.request)
        section_id, _dot, _name = key.partition(".")
        field = field_of(key, self.mine, self.theirs)
        named = translate(field.title, context=self.request) if field is not None else ""
        section = self.theirs.section(section_id) or self.mine.section(section_id)
        if section is None:
            return named
        number = self.order.index(section_id) + 1
        called = f"{number}. {describing.called(section, self.request)}"
        return f"{called} – {named}" if named else called

    def _words(self, key: str, field: IField | None, text: Text) -> str:
        if key == ORDER:
            found = enumerate(text.sections, 1)
            return "\n".join(f"{at}. {describing.called(one, self.request)}" for at, one in found)
        value = raw_value(key, text)
        if field is not None or value is None:
            return describing.words(field, value, self.request)
        section = text.section(key)
        lines = (
            describing.words(field_of(f"{key}.{name}", text), one, self.request)
            for name, one in section.items()
            if name not in ("id", "type", "width")
        )
        return "\n".join(filter(None, lines)) or describing.called(section, self.request)
