"""The communes on a drawn map of Wallonia: no script, no third party, a list beside it."""

from collections.abc import Sequence
from communesplone.core.maps.wallonia import borders
from communesplone.core.maps.wallonia import HEIGHT
from communesplone.core.maps.wallonia import place
from communesplone.core.maps.wallonia import WIDTH
from communesplone.hub.communes.members import Member
from html import escape


#: So few communes have all their names on the map; of more, only these: Tournai, Mons, Charleroi,
#: Namur, Liège, Eupen, Arlon.
FEW = 12
KNOWN = frozenset(
    f"nis:{nis}" for nis in ("57081", "53053", "52011", "92094", "62063", "63023", "81001")
)


def draw(found: Sequence[Member], tool: str, here: str, title: str) -> str:
    """Return an SVG: a square for who uses a tool (or for all, without one), else a circle.

    :param here: the id of a commune to be ringed, empty for none.
    """
    shown = [one for one in found if one.position is not None and not one.former]
    parts = [
        f'<svg class="hub-map" role="img" aria-label="{escape(title)}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" xmlns="http://www.w3.org/2000/svg">',
        *(f'<path class="land" d="{line}"/>' for line in borders().values()),
        *(_mark(one, not tool or tool in one.tools, one.issuer == here) for one in shown),
        *(_name(one, one.issuer == here) for one in shown if _is_named(one, here, len(shown))),
        "</svg>",
    ]
    return "".join(parts)


def _mark(one: Member, uses: bool, is_here: bool) -> str:
    across, down = place(*one.position)
    ring = f'<circle class="here" cx="{across}" cy="{down}" r="11"/>' if is_here else ""
    if uses:
        return f'{ring}<rect class="uses" x="{across - 5}" y="{down - 5}" width="10" height="10"/>'
    return f'{ring}<circle class="lacks" cx="{across}" cy="{down}" r="4.5"/>'


def _is_named(one: Member, here: str, many: int) -> bool:
    return many <= FEW or one.issuer == here or one.issuer in KNOWN


def _name(one: Member, is_here: bool) -> str:
    across, down = place(*one.position)
    css = ' class="here"' if is_here else ""
    # At the right edge a name stands before its mark
    x, anchor = (across - 14, "end") if across > WIDTH - 120 else (across + 14, "start")
    return f'<text{css} x="{x}" y="{down + 5}" text-anchor="{anchor}">{escape(one.name)}</text>'
