"""The general drawings of the home page, shipped with the theme (tools/skylines.py)."""

from hashlib import sha256
from pathlib import Path


NAMES = ("river", "village", "rocks", "forest", "plateau")
#: The name of the drawing that a commune gave itself.
OWN = "own"
_FOLDER = Path(__file__).parent / "static" / "skylines"
_DRAWINGS = {
    name: (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    for name in (*NAMES, *(f"{name}-layers" for name in NAMES))
}


def default(nis: str) -> str:
    """Return the drawing of a commune that has chosen none, drawn from its NIS code.

    47 is the first salt under which the demonstration communes get a river, rocks and a forest,
    as in the reference pictures.
    """
    return NAMES[sha256(f"47 {nis}".encode()).digest()[0] % len(NAMES)]


def drawing(name: str, layered: bool = False) -> str:
    """Return the SVG of a drawing, empty for one that does not exist.

    :param layered: cut in paper, as the skin Vallée shows it, instead of one line.
    """
    return _DRAWINGS.get(f"{name}-layers" if layered else name, "")
