"""The skins, the faces and the layouts of the header that the theme ships."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Skin:
    """A character of its own: `face` is that of its headings, `desks_first` the home's order."""

    name: str
    face: str
    desks_first: bool


SKINS = {
    # The desks stand beside the question, over a drawing in one line
    "pierre": Skin("pierre", face="besley", desks_first=True),
    # The question stands in the valley, the desks are a panel below it
    "vallee": Skin("vallee", face="bricolage-grotesque", desks_first=False),
}

#: Faces for headings: file name -> how it is called. The text has the last one in any case.
FACES = {
    "besley": "Besley",
    "bricolage-grotesque": "Bricolage Grotesque",
    "radio-canada": "Radio Canada",
}
TEXT_FACE = "radio-canada"

#: How the header is laid out: mark and name over the menu, beside it, or a wide logo.
HEADERS = ("standard", "compact", "wide")


def skin(name: str) -> Skin:
    """Return the skin of that name; the first one for a name that no skin has."""
    return SKINS.get(name, SKINS["pierre"])
