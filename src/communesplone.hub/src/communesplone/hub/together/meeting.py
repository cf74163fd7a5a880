"""A meeting of a working group: agenda, who took part, minutes, decisions."""

from communesplone.core import _
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer


TYPE = "WorkingMeeting"


class IWorkingMeeting(model.Schema):
    """A meeting. Its minutes are approved by the communes that took part."""

    start = schema.Datetime(
        title=_("Day and hour"), description=_("When the meeting begins, Belgian time.")
    )
    where = schema.TextLine(
        title=_("Place"),
        description=_("Room and street, or the address of the video meeting."),
        required=False,
    )
    agenda = schema.Text(
        title=_("Agenda of the meeting"),
        description=_("One point on each line, in the order of the meeting."),
        max_length=8000,
    )
    directives.widget(attending=CheckBoxFieldWidget)
    attending = schema.Tuple(
        title=_("Communes that took part"),
        description=_("They approve the minutes. Tick them after the meeting."),
        value_type=schema.Choice(vocabulary="communesplone.hub.members"),
        required=False,
        default=(),
        missing_value=(),
    )
    minutes = RichText(
        title=_("Minutes of the meeting"),
        description=_("What was said and settled. Names of people stay within the group."),
        required=False,
    )
    decisions = schema.Tuple(
        title=_("Decisions of the meeting"),
        description=_("One on each line, no names of people: everyone reads them once approved."),
        value_type=schema.TextLine(max_length=500),
        required=False,
        default=(),
        missing_value=(),
    )


@implementer(IWorkingMeeting)
class WorkingMeeting(Item):
    """A meeting as stored content."""
