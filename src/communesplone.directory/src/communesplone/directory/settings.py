"""What a commune words itself: its bodies and roles, and the kinds of its entries."""

from communesplone.core import _
from communesplone.core.topics import is_topic
from communesplone.core.topics import LANGUAGES
from importlib.resources import files
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface
import json


LABELS = json.loads(files(__package__).joinpath("lists.json").read_text(encoding="utf-8"))
BODIES, ROLES = "bodies", "roles"
PLACE_KINDS, ASSOCIATION_KINDS, SHOP_KINDS = "place_kinds", "association_kinds", "shop_kinds"
LISTS = (BODIES, ROLES, PLACE_KINDS, ASSOCIATION_KINDS, SHOP_KINDS)


def _list_of(name: str, title: Message) -> schema.List:
    return schema.List(
        title=title,
        description=_(
            "One line each: key | French | Dutch | German | English. Content keeps the key: "
            "change the labels as you like, the key never."
        ),
        value_type=schema.TextLine(constraint=is_topic, max_length=400),
        default=[
            " | ".join([key, *(names[code] for code in LANGUAGES)])
            for key, names in LABELS[name].items()
        ],
        required=True,
    )


class IDirectorySettings(Interface):
    """Settings of the directory, in the site's registry. Roles are in order of precedence."""

    bodies = _list_of(BODIES, _("Bodies of the commune"))
    roles = _list_of(ROLES, _("Roles, in order of precedence"))
    place_kinds = _list_of(PLACE_KINDS, _("Kinds of places"))
    association_kinds = _list_of(ASSOCIATION_KINDS, _("Kinds of associations"))
    shop_kinds = _list_of(SHOP_KINDS, _("Kinds of shops"))
