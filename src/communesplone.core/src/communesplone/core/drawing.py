"""Curves and stairs drawn as SVG on the server: no script, no third party, a text beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from math import log10


HEIGHT = 190
TOP, BOTTOM, LEFT, RIGHT = 16, 26, 44, 10
#: Of stairs: width, height, y of the dashed line and of the base, and the space at both sides.
STAIRS = (300, 124, 22, 104, 8)
#: Height of a number over a step.
ROOM = 18


@dataclass(frozen=True)
class Series:
    """Values from left to right; None where there is none (yet)."""

    values: tuple[int | None, ...]
    css: str


def draw(
    name: str,
    title: str,
    description: str,
    labels: Sequence[str],
    series: Sequence[Series],
    width: int,
) -> str:
    """Return an SVG of lines over labelled steps, with a scale from 0.

    :param name: begins the ids, unique in the page.
    :param labels: one for each step; those that would touch are left out.
    """
    top = ceiling(max((value or 0 for one in series for value in one.values), default=0))
    count = max(len(labels), *(len(one.values) for one in series))
    xs = [LEFT + (width - LEFT - RIGHT) * at / max(count - 1, 1) for at in range(count)]
    parts = [
        *_opening("drawn-curve", name, title, description, (width, HEIGHT)),
        *_scale(top, width),
        *_labels(labels, xs, width),
        *(_line(one, xs, top) for one in series),
        "</svg>",
    ]
    return "".join(parts)


def draw_stairs(
    name: str,
    title: str,
    description: str,
    steps: Sequence[tuple[str, int]],
    most: int,
    most_words: str,
) -> str:
    """Return an SVG of a line that keeps each value over its step, under a dashed line.

    :param name: begins the ids, unique in the page.
    :param steps: (label, value) from left to right, each value from 0 to `most`.
    :param most: the value of the dashed line, above 0; `most_words` stand over it.
    """
    width, height, top, bottom, side = STAIRS
    run = (width - 2 * side) / max(len(steps), 1)
    ends = [side + run * at for at in range(len(steps) + 1)]
    ys = [bottom - (bottom - top) * min(value, most) / most for _label, value in steps]
    path = "".join(
        f"{'V' if at else f'M{side} '}{y:.1f}H{ends[at + 1]:.1f}" for at, y in enumerate(ys)
    )
    parts = [
        *_opening("drawn-stairs", name, title, description, (width, height)),
        f'<path class="most" d="M{side} {top}H{width - side}"/>',
        f'<text class="most" x="{width - side}" y="{top - 5}" text-anchor="end">'
        f"{escape(most_words)}</text>",
        f'<path class="base" d="M{side} {bottom}H{width - side}"/>',
        f'<path class="steps" d="{path}"/>' if path else "",
    ]
    for at, (label, value) in enumerate(steps):
        middle = (ends[at] + ends[at + 1]) / 2
        # Under the dashed line there is no room for a number above the step
        y = ys[at] - 6 if ys[at] - top > ROOM else ys[at] + 16
        parts.append(f'<text class="value" x="{middle:.1f}" y="{y:.1f}">{value}</text>')
        parts.append(f'<text x="{middle:.1f}" y="{height - 4}">{escape(label)}</text>')
    return "".join([*parts, "</svg>"])


def _opening(
    css: str, name: str, title: str, description: str, size: tuple[int, int]
) -> tuple[str, ...]:
    width, height = size
    return (
        f'<svg class="{css}" role="img" viewBox="0 0 {width} {height}" '
        f'aria-labelledby="{name}-title {name}-description" xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-description">{escape(description)}</desc>',
    )


def ceiling(greatest: int) -> int:
    """Return a round number, even, that is not less: 10, 20, 40, 50, 100, 200…

    >>> [ceiling(n) for n in (0, 7, 11, 33, 130, 4100)]
    [10, 10, 20, 40, 200, 5000]
    """
    if greatest <= 10:
        return 10
    power = 10 ** int(log10(greatest))
    lead = ceil(greatest / power)
    return next(step for step in (1, 2, 4, 5, 6, 8, 10) if step >= lead) * power


def _y(value: int, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _scale(top: int, width: int) -> list[str]:
    lines = []
    for value in (0, top // 2, top):
        y = _y(value, top)
        css = "base" if value == 0 else "grid"
        said = f"{value:,}".replace(",", "\u202f")
        lines.append(f'<path class="{css}" d="M{LEFT} {y:.1f}H{width - RIGHT}"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{said}</text>')
    return lines


def _labels(labels: Sequence[str], xs: Sequence[float], width: int) -> list[str]:
    room = (width - LEFT - RIGHT) / 34
    every = max(1, ceil(len(labels) / room))
    return [
        f'<text x="{xs[at]:.1f}" y="{HEIGHT - 6}" text-anchor="middle">{escape(label)}</text>'
        for at, label in enumerate(labels)
        if at % every == 0
    ]


def _line(series: Series, xs: Sequence[float], top: int) -> str:
    """Return a line through the values; it stops at those that are not there."""
    path, dots, pen = [], [], "M"
    for x, value in zip(xs, series.values, strict=False):
        if value is None:
            pen = "M"
            continue
        path.append(f"{pen}{x:.1f} {_y(value, top):.1f}")
        dots.append(f'<circle cx="{x:.1f}" cy="{_y(value, top):.1f}" r="2.5"/>')
        pen = "L"
    if not path:
        return ""
    return f'<g class="{series.css}"><path d="{"".join(path)}"/>{"".join(dots)}</g>'
