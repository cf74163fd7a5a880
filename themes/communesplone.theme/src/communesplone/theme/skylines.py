"""The general drawings of the home page, shipped with the theme (tools/skylines.py)."""

from hashlib import sha256
from pathlib import Path


NAMES = ("river", "village", "forest")
_FOLDER = Path(__file__).parent / "static" / "skylines"
_DRAWINGS = {name: (_FOLDER / f"{name}.svg").read_text(encoding="utf-8") for name in NAMES}


def default(nis: str) -> str:
    """Return the drawing of a commune that has chosen none, drawn from its NIS code.

    3 is the first salt under which the demonstration communes get a river, a village and a
    forest, as in the reference pictures.
    """
    return NAMES[sha256(f"3 {nis}".encode()).digest()[0] % len(NAMES)]


def drawing(name: str) -> str:
    """Return the SVG of a drawing, empty for one that does not exist."""
    return _DRAWINGS.get(name, "")
