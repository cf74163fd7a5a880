"""Trying a look on: for one request, a page wears another than the site has.

The style guide shows every skin, and the control panel what is not saved yet. A look that is
tried stands in the annotations of the request: nothing of it can reach another visitor.
"""

from collections.abc import Mapping
from communesplone.theme import mark as marks
from communesplone.theme import skylines
from communesplone.theme.branding import Branding
from communesplone.theme.skins import FACES
from communesplone.theme.skins import HEADERS
from communesplone.theme.skins import SKINS
from communesplone.theme.tokens import Brand
from communesplone.theme.tokens import CHROMA
from dataclasses import replace
from urllib.parse import urlencode
from zope.annotation.interfaces import IAnnotations
from zope.publisher.interfaces.browser import IBrowserRequest


KEY = "communesplone.theme.worn"
SCHEMES = ("light", "dark")
DRAWINGS = (*skylines.NAMES, skylines.OWN, "none")


def wear(request: IBrowserRequest, look: Branding) -> None:
    """Let the page of this request wear `look`."""
    IAnnotations(request)[KEY] = look


def worn(request: IBrowserRequest) -> Branding | None:
    """Return the look that this request tries on; None for that of the site."""
    return IAnnotations(request).get(KEY)


def query(look: Branding, scheme: bool = True) -> str:
    """Return the parameters of the address of a file that is computed from a look."""
    if not look.tried:
        return urlencode({"v": look.version})
    brand = look.brand
    asked_for = {
        "hue": f"{brand.hue:g}",
        "chroma": f"{brand.chroma:g}",
        "second": f"{brand.second_hue:g}",
        "skin": look.skin.name,
        "mark": f"{look.mark.partition_number}",
    }
    if scheme and look.scheme:
        asked_for["scheme"] = look.scheme
    return urlencode(asked_for)


def asked(form: Mapping[str, object], look: Branding) -> Branding:
    """Return `look` with what the parameters of a request ask for; what makes no sense is left."""
    # A parameter may come as a list, or as anything else that forms can send.
    form = {name: value for name, value in form.items() if isinstance(value, str)}
    chosen = look
    if form.get("skin") in SKINS:
        chosen = chosen.in_skin(form["skin"])
    brand = Brand(
        _number(form.get("hue"), (0, 360), chosen.brand.hue),
        _number(form.get("chroma"), CHROMA, chosen.brand.chroma),
        _number(form.get("second"), (0, 360), chosen.brand.second_hue),
        chosen.brand.skin,
    )
    scheme = form.get("scheme")
    shield = int(_number(form.get("mark"), (0, 11), chosen.mark.partition_number))
    chosen = replace(
        chosen,
        brand=brand,
        mark=marks.of_partition(chosen.mark, shield),
        face=form["face"] if form.get("face") in FACES else chosen.face,
        header=form["header"] if form.get("header") in HEADERS else chosen.header,
        skyline=form["skyline"] if form.get("skyline") in DRAWINGS else chosen.skyline,
        scheme=scheme if scheme in SCHEMES else "",
    )
    return replace(chosen, tried=True) if chosen != look else look


def _number(value: object, bounds: tuple[float, float], default: float) -> float:
    """Return a number within its bounds, the default for anything else."""
    try:
        number = float(str(value))
    except ValueError:
        return default
    return number if bounds[0] <= number <= bounds[1] else default
