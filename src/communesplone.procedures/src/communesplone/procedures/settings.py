"""What a commune may choose: its life events. Themes and audiences are those of the whole site."""

from communesplone.core import _
from communesplone.core.topics import is_topic
from communesplone.core.topics import LANGUAGES
from importlib.resources import files
from zope import schema
from zope.interface import Interface
import json


LABELS = json.loads(files(__package__).joinpath("life_events.json").read_text(encoding="utf-8"))


class IProceduresSettings(Interface):
    """Settings of the procedures, in the site's registry."""

    life_events = schema.List(
        title=_("Life events"),
        description=_(
            "One line each: key | French | Dutch | German | English. Content keeps the key: "
            "change the labels as you like, the key never."
        ),
        value_type=schema.TextLine(constraint=is_topic, max_length=400),
        default=[
            " | ".join([key, *(names[code] for code in LANGUAGES)])
            for key, names in LABELS.items()
        ],
        required=True,
    )
