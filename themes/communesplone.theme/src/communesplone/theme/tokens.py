"""Design tokens: the colours of one commune, computed from a hue, a chroma and a second hue.

Lightness is fixed for each role, so that no choice of hue can make a page illegible.
"""

from communesplone.theme.colour import to_hex
from dataclasses import dataclass
from hashlib import sha256


CHROMA = (0.03, 0.15)

#: Hues that a commune without a choice of its own may get: none within 20 degrees of the
#: red of emergencies (25).
HUES = (55, 75, 110, 135, 158, 180, 205, 230, 250, 268, 290, 315, 340, 352)
SECOND_HUES = (70, 75, 95, 45, 155, 250)

FIXED_LIGHT = {
    "paper": "#fcfbf7",
    "raise": "#ffffff",
    "stone": "#f1ede3",
    "ink": "#1c1a16",
    "ink2": "#4a463e",
    "line": "#dad5c8",
    "line2": "#79746a",
    "ok": "#1c6b3c",
    "warn": "#ffd257",
    "warnink": "#1c1a16",
    "urg": "#97101b",
    "err": "#97101b",
    "onacc": "#ffffff",
}
FIXED_DARK = {
    "paper": "#16171a",
    "raise": "#1e2024",
    "stone": "#202126",
    "ink": "#f1eee7",
    "ink2": "#c6c1b6",
    "line": "#3a3b40",
    "line2": "#8f8b82",
    "ok": "#86d9a2",
    "warn": "#ffd257",
    "warnink": "#1c1a16",
    "urg": "#a5141f",
    "err": "#ffb0a8",
    "onacc": "#16171a",
}


@dataclass(frozen=True)
class Brand:
    """What a commune may choose about its colours: degrees, chroma, degrees."""

    hue: float
    chroma: float
    second_hue: float
    skin: str = "pierre"


def default_brand(nis: str) -> Brand:
    """Return the colours of a commune that has chosen none, drawn from its NIS code.

    25783 is the first salt under which the three demonstration communes get the hues of
    the reference pictures.
    """
    digest = sha256(f"25783 {nis}".encode()).digest()
    hue = HUES[digest[0] % len(HUES)]
    far = [
        second for second in SECOND_HUES if min(abs(second - hue), 360 - abs(second - hue)) > 60
    ]
    return Brand(hue, 0.09 + 0.01 * (digest[1] % 4), far[digest[2] % len(far)])


def lawful_chroma(chroma: float) -> float:
    """Return the nearest chroma that a commune may have."""
    return min(max(chroma, CHROMA[0]), CHROMA[1])


def _skinned(made: dict[str, str], skin: str) -> dict[str, str]:
    """Return the tokens with what a skin says otherwise."""
    if skin == "vallee":
        return made | {"stone": made["tint"]}
    return made


def light(brand: Brand) -> dict[str, str]:
    """Return the tokens of the light scheme, by name without dashes."""
    hue, two = brand.hue, brand.second_hue
    chroma = lawful_chroma(brand.chroma)
    paper = {"paper": "#ffffff"} if brand.skin == "vallee" else {}
    made = (
        FIXED_LIGHT
        | paper
        | {
            "acc": to_hex(0.40, chroma, hue),
            "deep": to_hex(0.29, 0.72 * chroma, hue),
            "tint": to_hex(0.955, min(0.17 * chroma, 0.02), hue),
            "edge": to_hex(0.80, min(0.6 * chroma, 0.075), hue),
            "hill": to_hex(0.40, chroma, hue),
            "two": to_hex(0.56, 0.13, two),
            "twotint": to_hex(0.93, 0.045, two),
            "twolight": to_hex(0.84, 0.12, two),
        }
    )
    return _skinned(made, brand.skin)


def dark(brand: Brand) -> dict[str, str]:
    """Return the tokens of the dark scheme."""
    hue, two = brand.hue, brand.second_hue
    chroma = lawful_chroma(brand.chroma)
    made = FIXED_DARK | {
        "acc": to_hex(0.83, min(chroma, 0.085), hue),
        "deep": to_hex(0.265, min(0.5 * chroma, 0.055), hue),
        "tint": to_hex(0.265, min(0.22 * chroma, 0.025), hue),
        "edge": to_hex(0.46, min(0.5 * chroma, 0.06), hue),
        "hill": to_hex(0.36, min(chroma, 0.085), hue),
        "two": to_hex(0.74, 0.12, two),
        "twotint": to_hex(0.32, 0.05, two),
        "twolight": to_hex(0.84, 0.12, two),
    }
    return _skinned(made, brand.skin)


def _declared(tokens: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in tokens.items())


def one_scheme(brand: Brand, scheme: str) -> str:
    """Return the tokens of one scheme alone: Plone's forms are light, a preview may be dark."""
    made = dark(brand) if scheme == "dark" else light(brand)
    return f":root{{color-scheme:{scheme};{_declared(made)}}}\n"


def stylesheet(brand: Brand) -> str:
    """Return the small style sheet of one commune: custom properties for both schemes."""
    day, night = light(brand), dark(brand)
    changed = {name: value for name, value in night.items() if day[name] != value}
    return (
        f":root{{color-scheme:light dark;{_declared(day)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_declared(changed)}}}}}\n"
        f"@media print{{:root{{color-scheme:light;{_declared(day)}"
        "--paper:#fff;--stone:#fff;--tint:#fff}}\n"
    )
