"""The living style guide: every component, drawn by the classes and macros that pages use."""

from base64 import b64encode
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import Span
from communesplone.core.hours.drawing import ruler
from communesplone.core.hours.drawing import SHAPES
from communesplone.core.reference import all_communes
from communesplone.core.typography import NBSP
from communesplone.theme import mark as marks
from communesplone.theme import tokens
from communesplone.theme.browser import wardrobe
from communesplone.theme.browser.base import CitizenView
from communesplone.theme.colour import contrast
from communesplone.theme.skins import SKINS
from dataclasses import replace
from datetime import datetime
from datetime import time
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


#: Tokens that the guide shows, with the ground against which their contrast is told.
COLOURS = (
    ("acc", _("accent"), "paper"),
    ("deep", _("deep"), "paper"),
    ("tint", _("tint"), "paper"),
    ("edge", _("edge"), "paper"),
    ("two", _("second"), "paper"),
    ("twolight", _("light"), "paper"),
    ("ink", _("ink"), "paper"),
    ("ink2", _("ink 2"), "paper"),
    ("line2", _("line"), "paper"),
    ("ok", _("open"), "paper"),
    ("warn", _("warning"), "paper"),
    ("urg", _("emergency"), "paper"),
)
HUES = (
    (15, _("garnet")),
    (75, _("ochre")),
    (150, _("fir")),
    (225, _("river")),
    (270, _("slate")),
    (335, _("plum")),
)
SPACES = (4, 8, 12, 16, 24, 36, 56, 80)
COMMUNES = 18
DAY = (Span(time(8, 30), time(12)), Span(time(13), time(16)))
STATUSES = (
    ("open", _("Open until 4 pm")),
    ("closing", _("Closes at 4 pm (within the hour)")),
    ("closed", _("Closed, opens tomorrow at 8.30 am")),
    ("exceptionally_closed", _("Closed exceptionally")),
)


class Styleguide(CitizenView):
    """@@styleguide: in any skin (`?skin=vallee`), in one scheme (`?scheme=dark`)."""

    index = ViewPageTemplateFile("templates/styleguide.pt")
    page_title = _("Style guide")
    page_description = _("What the site can say, and how.")
    indexed = False

    def __call__(self) -> str:
        look = wardrobe.asked(self.request.form, self.frame.structure.branding)
        if look.tried:
            wardrobe.wear(self.request, look)
        return super().__call__()

    @property
    def canonical(self) -> str:
        return f"{self.frame.structure.home_url}/@@styleguide"

    @cached_property
    def look(self) -> Any:
        return wardrobe.worn(self.request) or self.frame.structure.branding

    @cached_property
    def tokens(self) -> dict[str, str]:
        write = tokens.dark if self.look.scheme == "dark" else tokens.light
        return write(self.look.brand)

    def choices(self) -> list[dict[str, Any]]:
        """Return the skins and schemes in which the guide may be seen."""
        here = (self.look.skin.name, self.look.scheme or "light")
        return [
            {
                "skin": skin.capitalize().replace("Vallee", "Vallée"),
                "dark": scheme == "dark",
                "url": f"{self.canonical}?skin={skin}&scheme={scheme}",
                "current": "page" if (skin, scheme) == here else None,
            }
            for skin in SKINS
            for scheme in wardrobe.SCHEMES
        ]

    def colours(self) -> list[dict[str, Any]]:
        made = self.tokens
        return [
            {
                "name": name,
                "value": made[token],
                "ratio": self._ratio(contrast(made[token], made[ground])),
            }
            for token, name, ground in COLOURS
        ]

    def hues(self) -> list[dict[str, Any]]:
        """Return other communes' colours: same lightness, same contrast."""
        found = []
        for hue, name in HUES:
            made = tokens.light(replace(self.look.brand, hue=hue, chroma=0.11))
            ratio = self._ratio(contrast(made["acc"], "#ffffff"))
            found.append({"name": name, "acc": made["acc"], "tint": made["tint"], "ratio": ratio})
        return found

    def marks(self) -> list[dict[str, str]]:
        """Return generated marks of a few communes, in the colours of this one."""
        day = replace(self.look.brand, skin="pierre")
        chosen = sorted(all_communes(), key=lambda one: one.nis)[:: 262 // COMMUNES][:COMMUNES]
        return [
            {
                "name": one.name,
                "source": "data:image/svg+xml;base64,"
                + b64encode(marks.svg(marks.mark(one.nis), day).encode()).decode(),
            }
            for one in chosen
        ]

    def spaces(self) -> list[dict[str, Any]]:
        return [{"size": size, "text": f"{at} · {size}"} for at, size in enumerate(SPACES, 1)]

    def statuses(self) -> list[dict[str, Any]]:
        return [{"kind": kind, "text": text, "shape": SHAPES[kind]} for kind, text in STATUSES]

    def ruler(self) -> str:
        return ruler(DAY, datetime.now(BRUSSELS).date())

    @property
    def modified(self) -> str:
        return self.dated(self.now)

    @property
    def open_shape(self) -> str:
        return SHAPES["open"]

    def _ratio(self, ratio: float) -> str:
        """Return a ratio in the language of the page, cut: it never looks better than it is."""
        text = f"{int(ratio * 10) / 10:.1f}"
        return f"{text if self.language == 'en' else text.replace('.', ',')}{NBSP}: 1"
