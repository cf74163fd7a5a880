"""What the areas of the hub give to its home, its search and its navigation, as plain data."""

from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Row:
    """A row of the home or of what a search found.

    `text` is the sentence under the title. `act` is the label of the button to `act_url`, in the
    accent when it is `pressing`; without it, `state` may stand there, in the shape that the class
    of `.office-state` in `state_kind` gives it. `kind` says in a search what it is: “Tool”.
    """

    title: str
    url: str
    text: str | Message = ""
    act: str | Message = ""
    act_url: str = ""
    pressing: bool = False
    state: str | Message = ""
    state_kind: str = ""
    kind: str | Message = ""
