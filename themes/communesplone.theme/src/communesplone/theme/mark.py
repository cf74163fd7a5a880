"""The generated mark of a commune without a logo: a shield in two tinctures, no charge.

It is drawn from the NIS code, so that it never changes by itself and needs no storage.
It is not the commune's coat of arms, and the footer says so.
"""

from collections.abc import Callable
from communesplone.theme.tokens import Brand
from communesplone.theme.tokens import light
from dataclasses import dataclass
from dataclasses import field


PARTITIONS = (
    "parti",
    "coupé",
    "tranché",
    "taillé",
    "écartelé",
    "fasce",
    "pal",
    "bande",
    "chevron",
    "chapé",
    "fascé",
    "croix",
)
LINES = ("straight", "wavy", "indented")
SHIELD = "M6 6h52v28c0 14-11 22-26 28C17 56 6 48 6 34z"

#: Partitions that keep a straight line: another would make them illegible when small.
STRAIGHT_ONLY = ("tranché", "taillé", "écartelé", "bande", "chevron", "chapé", "croix")


@dataclass(frozen=True)
class Mark:
    """How the shield of a commune is parted."""

    partition: str
    line: str
    swapped: bool
    #: How the line is where a partition bears one; kept to draw another variant.
    wanted: str = field(default="straight", compare=False)

    @property
    def partition_number(self) -> int:
        return PARTITIONS.index(self.partition)


def mark(nis: str, variant: int = 0) -> Mark:
    """Return the mark of the commune `nis`; another `variant` gives the next partition."""
    number = ((int(nis or 0) * 2654435761) >> 7) & 0xFFFF
    drawn = Mark("parti", "straight", bool(number // 36 % 2), LINES[number // 12 % 3])
    return of_partition(drawn, (number + variant) % len(PARTITIONS))


def of_partition(shield: Mark, number: int) -> Mark:
    """Return a mark of the same commune with the partition of that number."""
    partition = PARTITIONS[number]
    line = "straight" if partition in STRAIGHT_ONLY else shield.wanted
    return Mark(partition, line, shield.swapped, shield.wanted)


def _edge(start: tuple[float, float], end: tuple[float, float], line: str) -> str:
    """Return path commands from `start` (already drawn to) to `end` along a kind of line."""
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if line == "straight":
        return f"L{x2:g} {y2:g}"
    count = max(2, round(length / 9))
    across = (-(y2 - y1) / length, (x2 - x1) / length)
    drawn = []
    for step in range(count):
        at, out = (step + 0.5) / count, (6 if line == "wavy" else 3.4) * (1 if step % 2 else -1)
        x, y = x1 + (x2 - x1) * at + across[0] * out, y1 + (y2 - y1) * at + across[1] * out
        nx, ny = x1 + (x2 - x1) * (step + 1) / count, y1 + (y2 - y1) * (step + 1) / count
        drawn.append(
            f"Q{x:.1f} {y:.1f} {nx:.1f} {ny:.1f}" if line == "wavy" else f"L{x:.1f} {y:.1f}"
        )
    if line == "indented":
        drawn.append(f"L{x2:g} {y2:g}")
    return "".join(drawn)


def _band(one: tuple, other: tuple, line: str) -> str:
    """Return a closed band between two edges given as (start, end)."""
    (a, b), (c, d) = one, other
    return f"M{a[0]:g} {a[1]:g}{_edge(a, b, line)}L{d[0]:g} {d[1]:g}{_edge(d, c, line)}z"


def _half(start: tuple, end: tuple, corner: str, line: str) -> str:
    """Return the part of the shield's box beyond the edge, closed over `corner` commands."""
    return f"M{start[0]:g} {start[1]:g}{_edge(start, end, line)}{corner}z"


DRAWINGS: dict[str, Callable[[str], str]] = {
    "parti": lambda line: _half((32, 0), (32, 66), "H64V0", line),
    "coupé": lambda line: _half((0, 31), (64, 31), "V66H0", line),
    "tranché": lambda line: _half((0, 0), (64, 60), "V0", line),
    "taillé": lambda line: _half((64, 0), (0, 60), "V66H64", line),
    "écartelé": lambda line: "M32 0H64V32H0V66H32z",
    "fasce": lambda line: _band(((0, 22), (64, 22)), ((0, 41), (64, 41)), line),
    "pal": lambda line: _band(((22, 0), (22, 66)), ((42, 0), (42, 66)), line),
    "bande": lambda line: _band(((14, -4), (74, 52)), ((-3, 9), (57, 65)), line),
    "chevron": lambda line: "M32 20L62 50V66L32 38 2 66V50z",
    "chapé": lambda line: "M32 8L64 66V0H0V66z",
    "fascé": lambda line: (
        _band(((0, 17), (64, 17)), ((0, 28), (64, 28)), line)
        + _band(((0, 39), (64, 39)), ((0, 50), (64, 50)), line)
    ),
    "croix": lambda line: "M25 0H39V24H64V38H39V66H25V38H0V24H25z",
}


def svg(shield: Mark, brand: Brand) -> str:
    """Return the SVG file of a mark: tinctures of the light scheme, edge by scheme."""
    tokens = light(brand)
    field, second = tokens["acc"], tokens["twolight"]
    if shield.swapped:
        field, second = second, field
    # The header of the skin Vallée is deep in both schemes
    day = "#fff" if brand.skin == "vallee" else "#1c1a16"
    edge = f".e{{stroke:{day}}}@media (prefers-color-scheme:dark){{.e{{stroke:#fff}}}}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 66" width="64" height="66">'
        f"<style>{edge}</style>"
        f'<clipPath id="s"><path d="{SHIELD}"/></clipPath>'
        f'<g clip-path="url(#s)"><path fill="{field}" d="M0 0h64v66H0z"/>'
        f'<path fill="{second}" d="{DRAWINGS[shield.partition](shield.line)}"/></g>'
        f'<path class="e" fill="none" stroke-width="2.4" stroke-linejoin="round" d="{SHIELD}"/>'
        "</svg>"
    )
