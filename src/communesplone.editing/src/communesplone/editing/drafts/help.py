"""Help beside the fields that Plone itself asks without a word."""

from communesplone.core import _
from z3c.form.interfaces import IForm
from zope.schema.interfaces import IField


#: By the schema and the name of a field; of a schema that Plone reads from XML, by the name alone.
HELP = {
    "IBasic.title": _("Short, as one says it at the desk, such as “PMC bags: where to buy them”."),
    "IRichTextBehavior.text": _(
        "What people come for first, then the details. Short paragraphs, headings, lists."
    ),
    "ILeadImageBehavior.image": _(
        "A picture wider than high, of 1200 pixels or more. What it shows is asked below."
    ),
    "ILeadImageBehavior.image_caption": _(
        "Shown under the picture, such as “The bridge in 1950, archives of the commune”."
    ),
    "ICategorization.language": _(
        "The language it is written in: screen readers need it to read it aloud."
    ),
    "IRelatedItems.relatedItems": _(
        "Pages that help to go on, such as the procedure it is about. Two or three are enough."
    ),
    "title": _("Short, as one says it at the desk, such as “PMC bags: where to buy them”."),
    "description": _("One sentence for lists and search, such as “Form to fill in, two pages”."),
    "file": _("Rather a PDF that can be read aloud than a scan. Its title says what it is."),
    "image": _("JPEG, PNG or WebP, as large as you have it: the site makes smaller ones."),
}
GENERATED = "plone.dexterity.schema.generated"


def key(field: IField) -> str:
    """Return the name under which the help of a field stands in `HELP`."""
    schema, name = field.interface, field.__name__
    return name if schema.__module__ == GENERATED else f"{schema.__name__}.{name}"


def give(form: IForm) -> None:
    """Give every field of a form that has no help the one that stands here."""
    for one in (form, *form.groups):
        for widget in one.widgets.values():
            if not widget.field.description and key(widget.field) in HELP:
                widget.description = HELP[key(widget.field)]
