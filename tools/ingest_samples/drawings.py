"""Small pictures drawn here and a PDF of one line, so that nothing in the samples is anybody's."""

from pathlib import Path
from PIL import Image
from PIL import ImageDraw


SIZE = (160, 120)
SKY, GRASS, STONE, WOOD = "#cfe6ee", "#7fae6b", "#8d8a85", "#7a4f2a"
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 52>>stream
BT /F 12 Tf 20 50 Td (Reglement de demonstration) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
"""


def draw_all(folder: Path) -> None:
    """Write pont.png, arbre.png, maison.png and reglement.pdf into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in (("pont", _bridge), ("arbre", _tree), ("maison", _house)):
        image = Image.new("RGB", SIZE, SKY)
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 85, *SIZE), fill=GRASS)
        draw(pen)
        image.save(folder / f"{name}.png", optimize=True)
    (folder / "reglement.pdf").write_bytes(PDF)


def _bridge(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 55, 160, 90), fill=STONE)
    for left in (8, 58, 108):
        pen.pieslice((left, 65, left + 44, 115), 180, 360, fill=SKY)


def _tree(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((74, 60, 86, 95), fill=WOOD)
    pen.ellipse((45, 15, 115, 70), fill="#3f7a3a")


def _house(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((45, 50, 115, 95), fill="#e9dcc3")
    pen.polygon(((38, 50), (80, 20), (122, 50)), fill="#9a4a3a")
    pen.rectangle((72, 68, 88, 95), fill=WOOD)
