"""Draw the pictures of demonstration sites: flat shapes in few colours, our own work (CC0).

.venv/bin/python tools/demonstration_pictures.py
"""

from collections.abc import Callable
from math import cos
from math import pi
from math import sin
from pathlib import Path
from sheet import Sheet
from sheet import WIDTH


TARGET = Path(__file__).parents[1] / "policy/src/communesplone/policy/demo/pictures"


def bridge(sheet: Sheet) -> None:
    """A town on a river, a stone bridge, hills behind."""
    sheet.disc("#f6bd68", 1260, 250, 80)
    sheet.hill("#c3d7ea", 420, 90, 2.2, 0.4)
    sheet.hill("#8fb2d3", 500, 60, 3.1, 2.0)
    for left, foot, size in ((90, 560, 110), (205, 560, 130), (345, 560, 100), (1180, 560, 120)):
        sheet.house("#fcfbf7", "#a8622a", "#8fb2d3", left, foot, size)
    for left, foot, size in ((1310, 560, 100), (1420, 560, 125)):
        sheet.house("#f1ede3", "#0e4a80", "#f6bd68", left, foot, size)
    sheet.box("#f1ede3", 470, 330, 74, 232)
    sheet.shape("#0e4a80", (460, 330), (507, 200), (554, 330))
    sheet.box("#0e4a80", 492, 372, 30, 54)
    sheet.box("#12304f", 0, 560, WIDTH, 30)
    sheet.box("#2d6ca3", 0, 590, WIDTH, 310)
    sheet.shape("#5f8fb8", (0, 575), (562, 575), (620, 690), (0, 770))
    sheet.shape("#5f8fb8", (1600, 575), (1158, 575), (1100, 690), (1600, 790))
    sheet.box("#e6dcc8", 560, 520, 600, 46)
    for arch in range(5):
        middle = 620 + arch * 120
        sheet.box("#e6dcc8", middle - 60, 560, 120, 110)
        sheet.disc("#2d6ca3", middle, 640, 44)
        sheet.box("#2d6ca3", middle - 44, 640, 88, 60)
    for x, y, length in ((120, 840, 220), (700, 760, 300), (1200, 850, 240), (480, 860, 260)):
        sheet.line("#8fb2d3", 8, (x, y), (x + length, y))


def market(sheet: Sheet) -> None:
    """A market on a square: striped stalls with crates, a church tower behind."""
    for left, wall, roof in ((60, "#fcfbf7", "#7a3b5c"), (260, "#f1dfe6", "#4b2338")):
        sheet.house(wall, roof, "#d9a9be", left, 560, 170)
    for left, wall, roof in ((1120, "#f1dfe6", "#4b2338"), (1330, "#fcfbf7", "#7a3b5c")):
        sheet.house(wall, roof, "#d9a9be", left, 560, 180)
    sheet.box("#fcfbf7", 720, 260, 130, 300)
    sheet.shape("#4b2338", (705, 260), (785, 70), (865, 260))
    sheet.disc("#e5b53a", 785, 330, 34)
    sheet.box("#ead9c2", 0, 560, WIDTH, 340)
    crates = ("#c0492f", "#e5b53a", "#4f8a4b", "#d98a3a")
    for stall in range(3):
        left = 130 + stall * 480
        for post in (left + 14, left + 362):
            sheet.box("#4b2338", post, 520, 12, 260)
        for stripe in range(8):
            colour = "#7a3b5c" if stripe % 2 else "#fcfbf7"
            at = left + stripe * 48
            sheet.shape(colour, (at, 500), (at + 48, 500), (at + 48, 570), (at, 570))
            sheet.disc(colour, at + 24, 570, 24)
        sheet.box("#6b4a2f", left + 4, 690, 380, 100)
        for crate in range(4):
            for piece in range(3):
                at = left + 40 + crate * 92 + piece * 26
                sheet.disc(crates[(crate + stall) % 4], at, 676, 18)


def path(sheet: Sheet) -> None:
    """A footpath between firs, a wooden footbridge over a stream."""
    sheet.disc("#f6bd68", 1230, 190, 86)
    sheet.hill("#bfe0cd", 430, 80, 2.4, 1.0)
    sheet.hill("#7fb898", 520, 50, 3.0, 2.6)
    sheet.hill("#1f6b45", 640, 24, 2.0, 0.2)
    sheet.shape("#9fcbe0", (640, 620), (760, 616), (1120, 900), (700, 900))
    sheet.shape("#ead9b0", (0, 800), (420, 720), (1200, 720), (1600, 660), (1600, 720))
    sheet.shape("#ead9b0", (0, 800), (1600, 720), (1150, 780), (420, 790), (0, 880))
    sheet.box("#7b4f27", 600, 716, 470, 22)
    for post in range(7):
        sheet.box("#7b4f27", 610 + post * 72, 640, 12, 84)
    sheet.box("#7b4f27", 600, 640, 470, 12)
    for x, foot, size in ((90, 700, 330), (230, 690, 420), (390, 680, 290), (500, 660, 220)):
        sheet.fir("#0b3d27", x, foot, size)
    for x, foot, size in ((1200, 660, 260), (1330, 660, 380), (1490, 660, 320)):
        sheet.fir("#0b3d27", x, foot, size)


def street(sheet: Sheet) -> None:
    """A street before a school: a crossing, a round sign that says 30, a bicycle."""
    sheet.hill("#d5e4c8", 470, 40, 2.0, 0.8)
    sheet.box("#f7ead2", 420, 260, 720, 350)
    sheet.shape("#a1492f", (390, 260), (520, 160), (1040, 160), (1170, 260))
    for row in (310, 440):
        for column in range(6):
            sheet.box("#7fa8b8", 460 + column * 110, row, 70, 80)
    sheet.box("#5c2d1f", 735, 490, 90, 120)
    for x in (160, 1330, 1500):
        sheet.tree("#5d8a4a", "#5c4a33", x, 620, 260)
    sheet.box("#c9c2b4", 0, 610, WIDTH, 44)
    sheet.box("#55565c", 0, 654, WIDTH, 190)
    sheet.box("#c9c2b4", 0, 844, WIDTH, 56)
    for stripe in range(7):
        left = 620 + stripe * 66
        sheet.shape("#fcfbf7", (left, 664), (left + 36, 664), (left + 26, 834), (left - 14, 834))
    sheet.box("#3b3c41", 296, 420, 14, 240)
    for colour, radius in (("#b3202a", 74), ("#fcfbf7", 56)):
        sheet.disc(colour, 303, 380, radius)
    ink = "#1c1a16"
    sheet.line(ink, 9, (272, 358), (296, 358), (280, 376), (297, 386), (292, 404), (270, 402))
    sheet.line(ink, 9, (312, 358), (334, 358), (334, 402), (312, 402), (312, 354))
    for x in (1260, 1400):
        sheet.disc(ink, x, 780, 52)
        sheet.disc("#55565c", x, 780, 43)
    sheet.line("#e5b53a", 9, (1260, 780), (1310, 700), (1380, 700), (1400, 780))
    sheet.line("#e5b53a", 9, (1310, 700), (1330, 780), (1380, 700), (1372, 676), (1396, 668))
    sheet.line("#e5b53a", 9, (1260, 780), (1330, 780))
    sheet.line(ink, 10, (1294, 686), (1326, 686))


def shelves(sheet: Sheet) -> None:
    """Shelves of books, a board game with counters and a die on the table."""
    colours = ("#7a3b5c", "#e5b53a", "#0e4a80", "#c0492f", "#4f8a4b", "#8fb2d3", "#f7ead2")
    for row in range(3):
        foot = 220 + row * 190
        left, number = 90, row * 5
        while left < 1480:
            width, height = 26 + (number * 7) % 23, 110 + (number * 13) % 48
            if number % 11 != 8:
                sheet.box(colours[number % 7], left, foot - height, width, height)
                sheet.box("#fcfbf7", left + 6, foot - height + 20, width - 12, 8)
            left, number = left + width + 6, number + 1
        sheet.box("#6b4a2f", 60, foot, 1480, 20)
    sheet.box("#8a6239", 0, 690, WIDTH, 210)
    sheet.shape("#f1ede3", (420, 720), (1080, 720), (1180, 880), (320, 880))
    for step in range(9):
        angle = pi * (1 + step / 8)
        colour = colours[step % 6]
        sheet.disc(colour, 750 + 290 * cos(angle), 850 + 96 * sin(angle), 22)
    for x, colour in ((640, "#c0492f"), (740, "#0e4a80"), (840, "#4f8a4b")):
        sheet.shape(colour, (x, 770), (x + 30, 850), (x - 30, 850))
        sheet.disc(colour, x, 766, 20)
    sheet.box("#fcfbf7", 1260, 750, 90, 90)
    for x, y in ((1282, 772), (1305, 795), (1328, 818)):
        sheet.disc("#1c1a16", x, y, 9)


def bench(sheet: Sheet) -> None:
    """A bench under an apple tree, a box of books on a post, houses behind."""
    sheet.hill("#dcead0", 480, 60, 2.4, 0.5)
    for left, size in ((120, 140), (290, 170), (1180, 160), (1370, 130)):
        sheet.house("#fcfbf7", "#c0492f", "#8fb2d3", left, 600, size)
    sheet.hill("#86b26b", 620, 20, 2.0, 1.4)
    sheet.tree("#3f7a3d", "#5c4a33", 760, 780, 620)
    for x, y in ((640, 380), (720, 260), (820, 350), (900, 430), (760, 440), (690, 470)):
        sheet.disc("#c0492f", x, y, 17)
    for top in (640, 676, 712):
        sheet.box("#8a5a2b", 860, top, 320, 22)
    for leg in (890, 1130):
        sheet.box("#3b3c41", leg, 640, 16, 160)
    sheet.box("#8a5a2b", 850, 740, 340, 26)
    sheet.box("#6b4a2f", 423, 690, 24, 130)
    sheet.box("#0e4a80", 350, 520, 170, 170)
    sheet.shape("#12304f", (330, 520), (435, 450), (540, 520))
    sheet.box("#f1ede3", 368, 540, 134, 130)
    for book, colour in enumerate(("#c0492f", "#e5b53a", "#4f8a4b", "#7a3b5c", "#8fb2d3")):
        sheet.box(colour, 376 + book * 25, 566 + book % 2 * 14, 19, 104 - book % 2 * 14)


def lanterns(sheet: Sheet) -> None:
    """Lanterns at night along a lane, houses with lit windows, the moon."""
    sheet.disc("#f4e7c0", 1290, 170, 74)
    sheet.disc("#16233f", 1256, 150, 66)
    for x, y in ((160, 120), (380, 210), (610, 90), (860, 180), (1060, 80), (1480, 90)):
        sheet.disc("#f4e7c0", x, y, 5)
    sheet.hill("#22365c", 470, 70, 2.6, 0.9)
    for left, size in ((60, 180), (280, 150), (1120, 170), (1340, 200)):
        sheet.house("#31466f", "#0d1730", "#f3c04f", left, 640, size)
    sheet.fir("#0d1730", 520, 640, 300)
    sheet.fir("#0d1730", 1040, 640, 340)
    sheet.box("#0d1730", 0, 640, WIDTH, 260)
    sheet.shape("#31466f", (560, 640), (960, 640), (1500, 900), (100, 900))
    for number, colour in enumerate(("#e8743b", "#f3c04f", "#d94f4f", "#f3c04f", "#e8743b")):
        x, y = 250 + number * 270, 600 + abs(2 - number) * 46
        sheet.line("#c9a46a", 7, (x - 60, y + 190), (x, y - 90))
        sheet.line("#c9a46a", 4, (x, y - 90), (x, y - 60))
        sheet.disc(colour, x, y, 62)
        sheet.disc("#fbe6a8", x, y, 30)


DRAWINGS: tuple[Callable[[Sheet], None], ...] = (
    bridge,
    market,
    path,
    street,
    shelves,
    bench,
    lanterns,
)
SKIES = ("#e4eef7", "#f8eef2", "#e9f5ee", "#e7f0f5", "#efe6d6", "#eef4fa", "#16233f")


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for drawing, sky in zip(DRAWINGS, SKIES, strict=True):
        sheet = Sheet(sky)
        drawing(sheet)
        sheet.save(TARGET / f"{drawing.__name__}.png")


if __name__ == "__main__":
    main()
