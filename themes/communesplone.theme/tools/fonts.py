"""Make the committed web fonts from the packages of Fontsource (OFL).

    npm pack @fontsource-variable/besley@5 @fontsource-variable/radio-canada@5 \\
        @fontsource-variable/bricolage-grotesque@5 @fontsource-variable/source-sans-3@5 \\
        @fontsource-variable/source-serif-4@5             # then unpack each .tgz
    pip install fonttools brotli
    python tools/fonts.py FOLDER_WITH_THE_UNPACKED_PACKAGES

Headings get one weight of their own, because a page uses one; the text face keeps its
weights 400 to 700. The two voices of the back office (Source Sans 3, Source Serif 4) keep their
upright weights 400 to 700 too; citizens never fetch them. All are cut to what French, Dutch,
German, English and Walloon need.
"""

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from io import BytesIO
from pathlib import Path
import sys


TARGET = Path(__file__).parents[1] / "src/communesplone/theme/static/fonts"
RANGES = (
    "20-7E,A0-FF,152-153,178,2009-200A,202F,2010-2014,2018-201E,2022,2026,2039-203A,"
    "20AC,2190-2193,D7,2212"
)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "frac"]
FACES = {
    "besley": {"wght": 560},
    "bricolage-grotesque": {"wght": 720},
    "radio-canada": {"wght": (400, 700)},
    "source-sans-3": {"wght": (400, 700)},
    "source-serif-4": {"wght": (400, 700)},
}


def make(name: str, limits: dict, folder: Path) -> Path:
    """Write the woff2 of one face and its licence; return its path."""
    source = next(folder.rglob(f"{name}-latin-wght-normal.woff2"))
    buffer = BytesIO()
    instancer.instantiateVariableFont(TTFont(source), limits).save(buffer)
    font = TTFont(buffer)  # read again: the cutter stumbles over the instance in memory
    options = subset.Options(
        flavor="woff2", layout_features=FEATURES, hinting=False, name_IDs=["*"]
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(RANGES))
    cutter.subset(font)
    target = TARGET / f"{name}.woff2"
    subset.save_font(font, str(target), options)
    licence = source.parents[1] / "LICENSE"
    (TARGET / f"{name}.OFL.txt").write_bytes(licence.read_bytes())
    return target


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for face, axes in FACES.items():
        made = make(face, axes, Path(sys.argv[1]))
        sys.stdout.write(f"{made.name}: {made.stat().st_size} bytes\n")
