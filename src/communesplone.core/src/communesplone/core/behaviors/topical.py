"""What something is about, and for whom."""

from communesplone.core import _
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.indexer import indexer
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class ITopical(model.Schema):
    """Themes and audiences, by their keys."""

    model.fieldset("topics", label=_("Themes and audiences"), fields=["themes", "audiences"])

    directives.widget("themes", CheckBoxFieldWidget)
    themes = schema.List(
        title=_("Themes"),
        description=_(
            "What it is about, such as “Waste”: lists and search sort by it. Two or "
            "three are enough."
        ),
        value_type=schema.Choice(vocabulary="communesplone.themes"),
        required=False,
    )
    directives.widget("audiences", CheckBoxFieldWidget)
    audiences = schema.List(
        title=_("Audiences"),
        description=_(
            "For whom it is, such as “Families”. Leave it empty when it is for everybody."
        ),
        value_type=schema.Choice(vocabulary="communesplone.audiences"),
        required=False,
    )


@indexer(ITopical)
def topic_themes(context: ITopical) -> list[str]:
    """Index the keys of the themes."""
    return list(context.themes or ())


@indexer(ITopical)
def topic_audiences(context: ITopical) -> list[str]:
    """Index the keys of the audiences."""
    return list(context.audiences or ())
