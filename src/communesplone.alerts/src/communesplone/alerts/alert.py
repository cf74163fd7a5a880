"""The content type Alert, and the rules about its dates."""

from communesplone.alerts.kinds import INFORMATION
from communesplone.alerts.kinds import kinds
from communesplone.alerts.kinds import levels
from communesplone.alerts.places import is_code_of_commune
from communesplone.alerts.places import is_position
from communesplone.alerts.places import is_step
from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.core.hours import BRUSSELS
from communesplone.core.maps.picker import PositionsFieldWidget
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.app.event.base import default_timezone
from plone.app.z3cform.widgets.datetime import DatetimeFieldWidget
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.schema import JSONField
from plone.supermodel import model
from pytz import timezone
from zope import schema
from zope.interface import Invalid
from zope.interface import invariant


#: pytz, as Plone stores moments: the ZODB cannot keep a ZoneInfo.
ZONE = timezone(BRUSSELS.key)
YEARS = (1990, 2200)
LONGEST_INSTRUCTION = 600


def aware(moment: datetime) -> datetime:
    """Return a moment with its zone: what somebody typed without one is Belgium's time."""
    return ZONE.localize(moment) if moment.tzinfo is None else moment


def now_in_minutes() -> datetime:
    """The default beginning: this minute."""
    return datetime.now(ZONE).replace(second=0, microsecond=0)


def tomorrow() -> datetime:
    """The default end: a day later."""
    return ZONE.normalize(now_in_minutes() + timedelta(days=1))


class IAlert(model.Schema):
    """Something that citizens must know now, from a moment to another."""

    title = schema.TextLine(
        title=_("Title"),
        description=_("What happens and where: “Water not fit to drink in Barvaux”."),
        max_length=120,
        required=True,
    )
    level = schema.Choice(
        title=_("Gravity"),
        description=_("Decides the colour and place of the banner."),
        vocabulary=levels,
        default=INFORMATION,
        required=True,
    )
    kind = schema.Choice(
        title=_("Kind"),
        description=_("By it people choose which alerts they get by mail."),
        vocabulary=kinds,
        default="other",
        required=True,
    )
    instruction = schema.Text(
        title=_("First instruction"),
        description=_("Who must do what, in one to three short sentences: the banner has it."),
        max_length=LONGEST_INSTRUCTION,
        required=True,
    )
    directives.widget("start", DatetimeFieldWidget, default_timezone=default_timezone)
    start = schema.Datetime(
        title=_("From"), description=_("The banner appears then."), defaultFactory=now_in_minutes
    )
    directives.widget("end", DatetimeFieldWidget, default_timezone=default_timezone)
    end = schema.Datetime(
        title=_("Until"),
        description=_("The banner goes away then; you may prolong it."),
        defaultFactory=tomorrow,
    )
    steps = schema.List(
        title=_("What to do"),
        description=_("One a line, more about it after a bar: Go upstairs | Take a lamp"),
        value_type=schema.TextLine(constraint=is_step, max_length=400),
        required=False,
    )
    details = schema.Text(
        title=_("More about it"),
        description=_("Reasons, detours, whom to call. A blank line begins a paragraph."),
        max_length=10_000,
        required=False,
    )
    shelter = schema.Text(
        title=_("Reception centre"),
        description=_("Where people are received, if need be."),
        max_length=600,
        required=False,
    )

    model.fieldset("where", label=_("Where"), fields=["postal_codes", "streets", "positions"])
    postal_codes = schema.List(
        title=_("Postal codes"),
        description=_("One a line; none, and no street: the whole commune."),
        value_type=schema.TextLine(constraint=is_code_of_commune),
        required=False,
    )
    streets = schema.List(
        title=_("Streets"),
        description=_("One a line, what to do there after a bar: Quai de Meuse | Evacuate"),
        value_type=schema.TextLine(constraint=is_step, max_length=300),
        required=False,
    )
    directives.widget("positions", PositionsFieldWidget)
    positions = schema.List(
        title=_("Positions"),
        description=_(
            "One a line, latitude first: 50.4669, 4.8675. One is a point on the map, several "
            "are a line; an area ends where it begins."
        ),
        value_type=schema.TextLine(constraint=is_position, max_length=60),
        max_length=500,
        required=False,
    )

    model.fieldset("sending", label=_("Sending"), fields=["mail", "crisis"])
    mail = schema.Bool(
        title=_("Mail to subscribers"),
        description=_("Sent once it is published and its beginning has come."),
        default=True,
        required=False,
    )
    directives.write_permission(crisis="communesplone.alerts.crisis")
    crisis = schema.Bool(
        title=_("Crisis page"),
        description=_(
            "While this emergency lasts, a light page that survives a rush takes the place of "
            "the home page."
        ),
        default=False,
        required=False,
    )

    # Entries are only added, by `log.add`; imports bring them along.
    directives.omitted("updates")
    directives.write_permission(updates="cmf.ManagePortal")
    updates = JSONField(title=_("Updates"), required=False)

    @invariant
    def the_end_comes_after_the_beginning(data: "IAlert") -> None:
        """No alert ends before it begins, or in a year that nobody means."""
        moments = [aware(found) for found in (data.start, data.end) if found is not None]
        if any(not YEARS[0] <= moment.year <= YEARS[1] for moment in moments):
            raise at(Invalid(_("Write a year with four digits, such as 2027.")), "start", "end")
        if len(moments) == 2 and moments[1] <= moments[0]:
            raise at(Invalid(_("The alert ends before it begins: choose a later end.")), "end")


class Alert(Item):
    """An alert; what it says is read through `facts`."""

    def Description(self) -> str:
        """The first instruction stands for the alert in lists and searches."""
        return self.instruction or ""


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC."""
    return aware(moment).astimezone(UTC)
