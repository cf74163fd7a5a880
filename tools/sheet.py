"""A sheet to draw flat shapes on, for the pictures that the project draws itself."""

from math import pi
from math import sin
from pathlib import Path
from PIL import Image
from PIL import ImageDraw


WIDTH, HEIGHT = 1600, 900
#: Drawn larger, then reduced: Pillow's shapes have hard edges.
FINE = 2
COLOURS = 48

Point = tuple[float, float]


class Sheet:
    """A sheet of 1600 × 900 that shapes are put on, the farthest first."""

    def __init__(self, sky: str) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), sky)
        self.draw = ImageDraw.Draw(self.image)

    def shape(self, colour: str, *points: Point) -> None:
        self.draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)

    def box(self, colour: str, left: float, top: float, width: float, height: float) -> None:
        self.draw.rectangle(
            [left * FINE, top * FINE, (left + width) * FINE, (top + height) * FINE], fill=colour
        )

    def disc(self, colour: str, x: float, y: float, radius: float) -> None:
        corners = [(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE]
        self.draw.ellipse([*corners, (y + radius) * FINE], fill=colour)

    def line(self, colour: str, width: float, *points: Point) -> None:
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * FINE), joint="curve")

    def hill(self, colour: str, top: float, height: float, waves: float, shift: float) -> None:
        """A line of hills across the sheet, all below it filled."""
        edge = [(x, top - height * sin(x / WIDTH * waves * pi + shift)) for x in range(0, 1604, 4)]
        self.shape(colour, (0, HEIGHT), *edge, (WIDTH, HEIGHT))

    def fir(self, colour: str, x: float, foot: float, size: float) -> None:
        self.box(colour, x - size * 0.04, foot - size * 0.2, size * 0.08, size * 0.2)
        for at, half in ((1.0, 0.2), (0.78, 0.28), (0.56, 0.36)):
            top = foot - size * at
            self.shape(
                colour,
                (x, top),
                (x + size * half, top + size * 0.42),
                (x - size * half, top + size * 0.42),
            )

    def tree(self, colour: str, trunk: str, x: float, foot: float, size: float) -> None:
        self.box(trunk, x - size * 0.04, foot - size * 0.5, size * 0.08, size * 0.5)
        for dx, dy, part in ((0, 0.75, 0.27), (-0.17, 0.6, 0.2), (0.17, 0.6, 0.2)):
            self.disc(colour, x + dx * size, foot - dy * size, size * part)

    def house(
        self, wall: str, roof: str, glass: str, left: float, foot: float, size: float
    ) -> None:
        """A house `size` wide, with a pointed roof, two windows and a door."""
        top = foot - size * 0.75
        self.box(wall, left, top, size, size * 0.75)
        peak = (left + size / 2, top - size * 0.5)
        self.shape(roof, (left - size * 0.08, top), peak, (left + size * 1.08, top))
        for part in (0.15, 0.63):
            self.box(glass, left + size * part, top + size * 0.14, size * 0.22, size * 0.22)
        self.box(roof, left + size * 0.4, foot - size * 0.32, size * 0.2, size * 0.32)

    def save(self, path: Path) -> None:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        few = small.quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
