"""What a commune may choose: its audiences, life events and themes."""

from communesplone.core import _
from communesplone.procedures.interfaces import InvalidRow
from importlib.resources import files
from zope import schema
from zope.interface import Interface
import json
import re


LANGUAGES = ("fr", "nl", "de", "en")
LISTS = ("audiences", "life_events", "themes")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LABELS = json.loads(files(__package__).joinpath("labels.json").read_text(encoding="utf-8"))


def read_label(line: str) -> tuple[str, dict[str, str]]:
    """Return key and labels of "moving | Je déménage | Ik verhuis | Ich ziehe um | I move".

    :raises InvalidRow: without a key or a first label.
    """
    key, *names = (part.strip() for part in line.split("|"))
    if not KEY.fullmatch(key) or not names or not names[0] or len(names) > len(LANGUAGES):
        raise InvalidRow(
            _(
                "“${line}”: write a key in small letters, then the label in French, Dutch, "
                "German and English: moving | Je déménage | Ik verhuis | Ich ziehe um | I move",
                mapping={"line": line},
            )
        )
    return key, {code: name for code, name in zip(LANGUAGES, names, strict=False) if name}


def is_label(line: str) -> bool:
    """Accept a line that `read_label` reads."""
    return bool(read_label(line))


def _lines(name: str) -> list[str]:
    return [
        " | ".join([key, *(names[code] for code in LANGUAGES)])
        for key, names in LABELS[name].items()
    ]


def _list_of_labels(name: str, title: str) -> schema.List:
    return schema.List(
        title=title,
        description=_(
            "One line each: key | French | Dutch | German | English. The key is what procedures "
            "keep: change labels as you like, keys never."
        ),
        value_type=schema.TextLine(constraint=is_label, max_length=400),
        default=_lines(name),
        required=True,
    )


class IProceduresSettings(Interface):
    """Settings of the procedures, in the site's registry."""

    audiences = _list_of_labels("audiences", _("Audiences"))
    life_events = _list_of_labels("life_events", _("Life events"))
    themes = _list_of_labels("themes", _("Themes"))
