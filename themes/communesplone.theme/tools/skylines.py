"""Draw the general skylines: `python tools/skylines.py` writes static/skylines/*.svg.

One line across the page, 1200 × 124, made of a few shapes that stand on a ground at y = 104.
A commune may replace them by a drawing of its own.
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
        f"M{x + 20:g} {base - 26:g}l6 -16h34l6 16M{x + 66:g} {base - 26:g}v26"
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
        f"M{x + 114:g} {base - 24:g}h44l8 24M{x + 16:g} {base - 8:g}v-8M{x + 30:g} {base - 8:g}v-8"
        f"M{x + 44:g} {base - 8:g}v-8M{x + 78:g} {base - 14:g}v-9M{x + 98:g} {base - 14:g}v-9"
        f"M{x + 128:g} {base - 7:g}v-7M{x + 142:g} {base - 7:g}v-7"
    )


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


def river() -> tuple[str, str, str]:
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
    lines = (
        "M232 96c70 -8 150 -8 232 0"
        + bridge(570, 6, 28)
        + tree(58, 22)
        + tree(84, 16)
        + tree(116, 20)
        + tree(1118, 22)
        + tree(1142, 15)
        + tree(1168, 24)
    )
    return (
        ground,
        solid + lines,
        ripples(
            (560, 110, 66),
            (640, 115, 80),
            (600, 120, 44),
            (700, 121, 60),
            (742, 111, 30),
            (20, 112, 60),
        ),
    )


def village() -> tuple[str, str, str]:
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
    lines = (
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
        + "M900 104c40 -6 76 -12 130 -12M940 108c40 -6 80 -8 120 -8"
    )
    return (
        ground,
        solid + lines,
        ripples((360, 112, 80), (470, 117, 60), (880, 114, 50), (60, 113, 70)),
    )


def forest() -> tuple[str, str, str]:
    """A small town in a clearing, spruces on both hills."""
    ground = "M0 104h40c70 0 100 -28 180 -28s110 26 190 28H800c80 0 110 -30 190 -30s130 26 210 28"
    solid = (
        row(500, [(22, 26, 12), (24, 34, 13)])
        + long_house(556, 66, 34, 26)
        + row(634, [(22, 26, 12), (20, 32, 12)])
        + church(690)
        + row(768, [(24, 26, 11), (22, 20, 10)])
    )
    lines = "".join(
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
    return ground, solid + lines, ripples((380, 111, 84), (480, 116, 80), (820, 112, 50))


def write(name: str, ground: str, drawing: str, light: str) -> None:
    """Write one drawing; its colours come from the page."""
    text = (
        '<svg viewBox="0 0 1200 124" aria-hidden="true" focusable="false">'
        f'<path d="{ground}"/><path class="solid" d="{drawing}"/>'
        f'<path class="water" d="{light}"/></svg>\n'
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / f"{name}.svg").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{name}: {len(text)} bytes\n")


if __name__ == "__main__":
    write("river", *river())
    write("village", *village())
    write("forest", *forest())
