"""What a commune may choose."""

from communesplone.alerts.interfaces import NotAStep
from communesplone.alerts.places import is_step
from communesplone.alerts.places import read_step
from communesplone.core import _
from zope import schema
from zope.interface import Interface


def is_own_text(line: str) -> bool:
    """Accept a ready text: its title and its instruction."""
    if is_step(line) and not read_step(line)[1]:
        raise NotAStep(line)
    return True


class IAlertsSettings(Interface):
    """Settings of communesplone.alerts, in the site's registry."""

    refresh_minutes = schema.Int(
        title=_("Minutes between two updates in a crisis"),
        description=_("What the crisis page promises at most."),
        min=5,
        max=240,
        default=15,
        required=True,
    )
    own_texts = schema.List(
        title=_("Our ready texts"),
        description=_(
            "One a line, beside those that come with the site: title, a bar, the instruction."
        ),
        value_type=schema.TextLine(constraint=is_own_text, max_length=600),
        default=[],
        required=False,
    )
