"""Draw the general skylines: `python tools/skylines.py` writes static/skylines/*.svg.

One line across the page, 1200 × 124, made of a few shapes that stand on a ground at y = 104;
and, for the skin Vallée, the same shapes cut in paper before layers of hills, 1200 × 210
(`*-layers.svg`). A commune may replace them by a drawing of its own.
"""

from pathlib import Path
import sys


TARGET = Path(__file__).parents[1] / "src/communesplone/theme/static/skylines"
GROUND = 104


def house(x: float, width: float, wall: float, roof: float, base: float = GROUND) -> str:
    """A gabled front."""
    half = width / 2
    return f"M{x:g} {base:g}v{-wall:g}l{half:g} {-roof:g} {half:g} {roof:g}v{wall:g}"


def long_house(x: float, width: float, wall: float, roof: float, base: float = GROUND) -> str:
    """A house seen along its ridge: hipped roof, two windows, a chimney."""
    top = base - wall
    slope = roof * 0.7
    chimney = f"M{x + width * 0.68:g} {top - roof:g}v-8h6v8"
    windows = "".join(
        f"M{x + width * at:g} {base - wall * 0.35:g}v{-wall * 0.32:g}" for at in (0.25, 0.5, 0.75)
    )
    return (
        f"M{x:g} {base:g}v{-wall:g}h{width:g}v{wall:g}"
        f"M{x - 3:g} {top:g}l{slope + 3:g} {-roof:g}h{width - 2 * slope:g}l{slope + 3:g} {roof:g}z"
        + chimney
        + windows
    )


def church(x: float, base: float = GROUND) -> str:
    """A nave with a tower and its spire, a cross on top."""
    return (
        f"M{x:g} {base:g}v-52h20v52M{x - 4:g} {base - 52:g}l14 -34 14 34z"
        f"M{x + 10:g} {base - 86:g}v-14M{x + 5:g} {base - 95:g}h10"
        f"M{x + 7:g} {base - 32:g}v-8M{x + 13:g} {base - 32:g}v-8"
        f"M{x + 20:g} {base - 26:g}l6 -16h34l6 16zM{x + 20:g} {base:g}v-26h46v26"
        f"M{x + 32:g} {base - 8:g}v-10M{x + 43:g} {base - 8:g}v-10M{x + 54:g} {base - 8:g}v-10"
    )


def belfry(x: float, base: float = GROUND) -> str:
    """A square tower with a bulb and a vane."""
    return (
        f"M{x:g} {base:g}v-58h22v58M{x - 3:g} {base - 58:g}h28M{x + 2:g} {base - 58:g}"
        f"c-1 -10 4 -10 5 -16c-3 -4 1 -10 4 -12c3 2 7 8 4 12c1 6 6 6 5 16"
        f"M{x + 11:g} {base - 86:g}v-13l8 3 -8 3"
        f"M{x + 7:g} {base - 38:g}v-9M{x + 15:g} {base - 38:g}v-9"
    )


def tree(x: float, size: float, base: float = GROUND) -> str:
    """A round tree."""
    return (
        f"M{x:g} {base:g}v{-size:g}M{x:g} {base - size * 0.55:g}"
        f"c{-size * 0.75:g} 0 {-size * 0.6:g} {-size * 1.15:g} 0 {-size * 1.15:g}"
        f"c{size * 0.6:g} 0 {size * 0.75:g} {size * 1.15:g} 0 {size * 1.15:g}"
    )


def fir(x: float, size: float, base: float = GROUND) -> str:
    """A spruce of three tiers."""
    top = base - size
    tiers = "".join(
        f"M{x:g} {top + size * start:g}l{size * wide:g} {size * 0.33:g}h{-2 * size * wide:g}z"
        for start, wide in ((0, 0.16), (0.22, 0.22), (0.46, 0.28))
    )
    return tiers + f"M{x:g} {base:g}v{-size * 0.21:g}"


def bridge(x: float, arches: int, span: float) -> str:
    """A stone bridge over water."""
    width = arches * span
    openings = "".join(
        f"M{x + at * span + 5:g} {GROUND}a{span / 2 - 5:g} 13 0 0 1 {span - 10:g} 0"
        for at in range(arches)
    )
    return f"M{x - 14:g} {GROUND}l14 -20h{width:g}l14 20M{x:g} {GROUND - 16:g}h{width:g}{openings}"


def castle(x: float, base: float) -> str:
    """A stronghold with a keep and a flag."""
    return (
        f"M{x:g} {base:g}l6 -26h56v26M{x + 62:g} {base:g}v-42h6v6h8v-6h8v6h8v-6h8v6h8v-6h6v42"
        f"M{x + 88:g} {base - 42:g}v-24l18 5 -18 6"
        f"M{x + 114:g} {base:g}v-24h44l8 24M{x + 16:g} {base - 8:g}v-8M{x + 30:g} {base - 8:g}v-8"
        f"M{x + 44:g} {base - 8:g}v-8M{x + 78:g} {base - 14:g}v-9M{x + 98:g} {base - 14:g}v-9"
        f"M{x + 128:g} {base - 7:g}v-7M{x + 142:g} {base - 7:g}v-7"
    )


Drawing = tuple[str, str, str, str, str]


def ripples(*lines: tuple[float, float, float]) -> str:
    """Light lines on the water."""
    return "".join(f"M{x:g} {y:g}h{width:g}" for x, y, width in lines)


def row(x: float, sizes: list[tuple[float, float, float]], gap: float = 3) -> str:
    """A row of gabled fronts."""
    drawn = ""
    for width, wall, roof in sizes:
        drawn += house(x, width, wall, roof)
        x += width + gap
    return drawn


def river() -> Drawing:
    """A town on both banks, a stronghold on its rock."""
    ground = "M0 104H150c40 0 52 -10 74 -16c24 -7 34 -8 52 -8h176c26 0 38 22 52 24h52M752 104H1200"
    solid = (
        castle(282, 80)
        + row(780, [(20, 26, 12), (18, 40, 14), (26, 28, 11)])
        + belfry(856)
        + row(886, [(22, 34, 13), (26, 24, 10), (20, 42, 12)])
        + church(972)
        + row(1048, [(24, 30, 11), (18, 38, 13)])
    )
    lines = "M232 96c70 -8 150 -8 232 0"
    trees = (
        tree(58, 22)
        + tree(84, 16)
        + tree(116, 20)
        + tree(1118, 22)
        + tree(1142, 15)
        + tree(1168, 24)
    )
    return (
        ground,
        solid + bridge(570, 6, 28),
        trees,
        lines,
        ripples(
            (560, 110, 66),
            (640, 115, 80),
            (600, 120, 44),
            (700, 121, 60),
            (742, 111, 30),
            (20, 112, 60),
        ),
    )


def village() -> Drawing:
    """Houses around a church, between orchards and fields."""
    ground = "M0 104h60c60 0 90 -22 170 -22s120 22 180 22H850c70 0 100 -26 180 -26s110 18 170 20"
    solid = (
        long_house(440, 62, 24, 18)
        + row(512, [(26, 28, 12), (22, 36, 13)])
        + church(572)
        + row(650, [(24, 26, 11)])
        + long_house(684, 74, 26, 20)
        + row(770, [(22, 32, 12), (26, 24, 12)])
    )
    trees = (
        tree(150, 22, 91)
        + tree(180, 26, 86)
        + tree(212, 20, 83)
        + tree(246, 24, 82)
        + tree(412, 18)
        + tree(836, 22)
        + tree(862, 16)
        + fir(960, 44, 84)
        + fir(984, 54, 80)
        + fir(1010, 40, 79)
        + fir(1100, 46, 82)
        + fir(1124, 38, 86)
    )
    lines = "M900 104c40 -6 76 -12 130 -12M940 108c40 -6 80 -8 120 -8"
    return (
        ground,
        solid,
        trees,
        lines,
        ripples((360, 112, 80), (470, 117, 60), (880, 114, 50), (60, 113, 70)),
    )


def forest() -> Drawing:
    """A small town in a clearing, spruces on both hills."""
    ground = "M0 104h40c70 0 100 -28 180 -28s110 26 190 28H800c80 0 110 -30 190 -30s130 26 210 28"
    solid = (
        row(500, [(22, 26, 12), (24, 34, 13)])
        + long_house(556, 66, 34, 26)
        + row(634, [(22, 26, 12), (20, 32, 12)])
        + church(690)
        + row(768, [(24, 26, 11), (22, 20, 10)])
    )
    trees = "".join(
        fir(x, size, base)
        for x, size, base in (
            (96, 34, 95),
            (118, 48, 88),
            (142, 58, 83),
            (168, 46, 79),
            (196, 40, 77),
            (236, 56, 76),
            (260, 62, 78),
            (286, 48, 82),
            (316, 36, 88),
            (420, 30, 104),
            (444, 40, 104),
            (862, 40, 98),
            (888, 54, 91),
            (914, 44, 84),
            (960, 60, 76),
            (986, 50, 74),
            (1012, 38, 74),
            (1060, 52, 79),
            (1086, 64, 84),
            (1112, 46, 89),
            (1140, 34, 94),
        )
    )
    return ground, solid, trees, "", ripples((380, 111, 84), (480, 116, 80), (820, 112, 50))


def towers(x: float, base: float) -> str:
    """A manor between two round towers under pointed roofs."""
    windows = "".join(f"M{x + at:g} {base - 22:g}v-9" for at in (9, 33, 59, 72, 95))
    return (
        f"M{x:g} {base:g}v-50h18v50M{x - 4:g} {base - 50:g}l13 -26 13 26z"
        f"M{x + 18:g} {base:g}v-38h68v38M{x + 18:g} {base - 38:g}l12 -14h44l12 14"
        f"M{x + 86:g} {base:g}v-60h18v60M{x + 82:g} {base - 60:g}l13 -30 13 30z"
        f"M{x + 95:g} {base - 90:g}v-10M{x + 9:g} {base - 76:g}v-8"
        f"M{x + 46:g} {base:g}v-10a6 6 0 0 1 12 0v10{windows}"
    )


def fold(x: float, size: float, base: float = GROUND) -> str:
    """Layers of rock folded into an arch."""
    return "".join(
        f"M{x - radius:g} {base:g}a{radius:g} {radius:g} 0 0 1 {2 * radius:g} 0"
        for radius in (size * part for part in (1, 0.8, 0.6, 0.4, 0.2))
    )


def cliff(x: float, height: float, base: float = GROUND) -> str:
    """A wall of rock that falls to the water, with its cracks."""
    return (
        f"M{x:g} {base:g}l6 {-height * 0.5:g} -4 {-height * 0.3:g} 10 {-height * 0.2:g}h34"
        f"l8 {height * 0.15:g}h26l12 {height * 0.35:g} -5 {height * 0.2:g} 9 {height * 0.3:g}"
        f"M{x + 24:g} {base - height * 0.9:g}l4 {height * 0.3:g} -5 {height * 0.25:g}"
        f"M{x + 56:g} {base - height * 0.8:g}l-4 {height * 0.35:g} 6 {height * 0.2:g}"
    )


def turbine(x: float, height: float, base: float) -> str:
    """A wind turbine."""
    top, blade = base - height, height * 0.42
    return (
        f"M{x:g} {base:g}V{top:g}l{blade * 0.2:g} {-blade:g}M{x:g} {top:g}"
        f"l{blade * 0.8:g} {blade * 0.6:g}M{x:g} {top:g}l{-blade * 0.95:g} {blade * 0.35:g}"
    )


def poplar(x: float, size: float, base: float = GROUND) -> str:
    """A tall narrow tree."""
    wide, leaves = size * 0.22, size * 0.84
    return (
        f"M{x:g} {base:g}v{-size:g}c{-wide:g} {size * 0.3:g} {-wide:g} {size * 0.8:g} 0 {leaves:g}"
        f"c{wide:g} {-size * 0.04:g} {wide:g} {-size * 0.54:g} 0 {-leaves:g}"
    )


def rocks() -> Drawing:
    """A narrow valley: a manor by the water, rocks above it."""
    ground = (
        "M0 84c60 -14 120 -16 190 -4s90 24 150 24H470"
        "M640 104H880c60 0 80 -8 130 -14s120 -12 190 -6"
    )
    solid = (
        cliff(196, 62)
        + towers(690, 104)
        + row(810, [(24, 26, 12), (22, 34, 13), (26, 24, 11)])
        + row(352, [(22, 26, 12), (20, 32, 12)])
    )
    trees = (
        fir(60, 44, 74)
        + fir(84, 54, 72)
        + fir(110, 40, 71)
        + fir(150, 36, 72)
        + tree(440, 20)
        + tree(664, 22)
        + fir(1060, 46, 86)
        + fir(1084, 58, 84)
        + fir(1110, 44, 82)
        + fir(1150, 36, 81)
    )
    return (
        ground,
        solid + bridge(500, 4, 28),
        trees,
        fold(960, 58, 104),
        ripples((480, 111, 70), (560, 117, 80), (400, 114, 44), (660, 112, 60)),
    )


def plateau() -> Drawing:
    """Open fields: a square farm, poplars, turbines on the horizon."""
    ground = "M0 98c200 -8 420 -8 640 2s380 6 560 -4"
    solid = (
        long_house(360, 78, 26, 20, 98)
        + long_house(450, 60, 34, 22, 99)
        + row(516, [(26, 30, 14)], 3).replace("104", "99")
        + church(880, 102)
        + house(952, 24, 26, 12, 102)
        + house(980, 22, 20, 11, 102)
    )
    trees = (
        "".join(poplar(x, size, 101) for x, size in ((610, 40), (632, 46), (654, 42), (676, 38)))
        + tree(320, 20, 97)
        + tree(1030, 18, 101)
        + tree(846, 20, 102)
    )
    lines = turbine(96, 58, 95) + turbine(156, 70, 94) + turbine(220, 54, 94)
    return ground, solid, trees, lines, ripples((40, 118, 90), (200, 115, 60), (1080, 114, 70))


#: Where the shapes stand before the hills, and what is left out there, by drawing.
HILLS = {
    "river": ("M0 92c140 -40 300 -44 470 -8s330 30 460 -10s200 -30 270 -14V210H0z", 58),
    "village": ("M0 80c160 -44 330 -30 480 2s300 26 440 -6s210 -24 280 -2V210H0z", 56),
    "rocks": ("M0 66c130 -50 300 -36 440 8s260 40 400 -20s250 -40 360 10V210H0z", 58),
    "forest": ("M0 70c120 -46 270 -40 420 0s290 40 420 -4s260 -44 360 -6V210H0z", 56),
    "plateau": ("M0 96c260 -16 520 -18 760 -4s320 8 440 -6V210H0z", 58),
}
NEAR = "M0 140c180 -34 340 -30 520 -8s360 26 680 -16V210H0z"
GROUND_LAYER = "M0 164c260 -16 480 -10 700 -2s340 2 500 -8V210H0z"
SHORE = "M0 196c200 -12 420 -6 620 2s400 4 580 -8V210H0z"


#: The sun of the skin's reference picture: folded rock behind the valley.
SUN = (
    '<g class="sun"><circle cx="1052" cy="172" r="96"/>'
    + "".join(f'<circle class="in" cx="1052" cy="172" r="{size}"/>' for size in (70, 46, 22))
    + "</g>"
)


def layers(name: str, drawing: Drawing) -> str:
    """Return a drawing cut in paper: far hill, near hill, shapes, ground, the page's edge."""
    _ground, solid, trees, lines, light = drawing
    far, down = HILLS[name]
    if name == "rocks":
        lines = ""
    standing = "".join(
        f'<path class="{kind}" d="{drawn}"/>'
        for kind, drawn in (("wood", trees), ("cut", solid), ("thin", lines))
        if drawn
    )
    return (
        '<svg viewBox="0 0 1200 210" aria-hidden="true" focusable="false">'
        f'<path class="far" d="{far}"/><path class="near" d="{NEAR}"/>'
        f'{SUN if name == "rocks" else ""}<g transform="translate(0 {down})">{standing}</g>'
        f'<path class="ground" d="{GROUND_LAYER}"/>'
        f'<path class="glint" transform="translate(0 66)" d="{light}"/>'
        f'<path class="shore" d="{SHORE}"/></svg>\n'
    )


def line(drawing: Drawing) -> str:
    """Return a drawing in one line."""
    ground, solid, trees, lines, light = drawing
    return (
        '<svg viewBox="0 0 1200 124" aria-hidden="true" focusable="false">'
        f'<path d="{ground}"/><path class="solid" d="{solid}{lines}{trees}"/>'
        f'<path class="water" d="{light}"/></svg>\n'
    )


def write(name: str, drawing: Drawing) -> None:
    """Write both forms of one drawing; their colours come from the page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for file, text in ((name, line(drawing)), (f"{name}-layers", layers(name, drawing))):
        (TARGET / f"{file}.svg").write_text(text, encoding="utf-8")
        sys.stdout.write(f"{file}: {len(text)} bytes\n")


if __name__ == "__main__":
    for draw in (river, village, rocks, forest, plateau):
        write(draw.__name__, draw())
