"""Pictures cut and made smaller: the part that is shown, a form around what matters, as WebP."""

from io import BytesIO
from PIL import Image
from PIL import ImageOps
from typing import BinaryIO


#: Of WebP: phones show two pixels for one, and a home with four photographs stays light.
QUALITY = 62
#: As many colours as a drawing has, that JPEG and lossy WebP would blur.
FEW_COLOURS = 256
#: Left, top, right, bottom: in pixels, or in percent of a picture.
Box = tuple[int, int, int, int]
WHOLE: Box = (0, 0, 100, 100)


def around(
    size: tuple[int, int], wanted: tuple[int, int], focus: tuple[float, float]
) -> tuple[int, int, int, int]:
    """Return the largest box of the form of `wanted` in a picture, as near to `focus` as it goes.

    :param focus: percent from the left and from the top.
    """
    width, height = size
    ratio = wanted[0] / wanted[1]
    if width / height > ratio:
        box_width, box_height = max(1, round(height * ratio)), height
    else:
        box_width, box_height = width, max(1, round(width / ratio))
    left = min(max(round(width * focus[0] / 100 - box_width / 2), 0), width - box_width)
    top = min(max(round(height * focus[1] / 100 - box_height / 2), 0), height - box_height)
    return left, top, left + box_width, top + box_height


def part_of(size: tuple[int, int], crop: Box) -> Box:
    """Return the box in pixels of a part that is told in percent."""
    width, height = size
    left, right = round(width * crop[0] / 100), round(width * crop[2] / 100)
    top, bottom = round(height * crop[1] / 100), round(height * crop[3] / 100)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def size_of(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def within(part: Box, crop: Box, wanted: tuple[int, int], focus: tuple[int, int]) -> Box:
    """Return the box in pixels of the form of `wanted` in a part of a picture; see `around`.

    :param focus: percent of the whole picture.
    """
    shift = [
        min(max(100 * (at - start) / (end - start), 0), 100)
        for at, start, end in zip(focus, crop[:2], crop[2:], strict=True)
    ]
    left, top, right, bottom = around(size_of(part), wanted, (shift[0], shift[1]))
    return left + part[0], top + part[1], right + part[0], bottom + part[1]


def scaled(
    opened: BinaryIO,
    size: tuple[int, int],
    focus: tuple[int, int] | None,
    crop: Box = WHOLE,
) -> tuple[bytes, str, tuple[int, int]]:
    """Return a picture at `size` as WebP, without what cameras note in it.

    :param focus: crop around this point; None: the form stays.
    :param crop: the part of the picture that is shown, in percent.
    """
    with Image.open(opened) as original:
        shown_width, shown_height = crop[2] - crop[0], crop[3] - crop[1]
        original.draft("RGB", (size[0] * 100 // shown_width, size[1] * 100 // shown_height))
        image = ImageOps.exif_transpose(original)
        if image.mode not in ("RGB", "RGBA"):
            clear = "transparency" in image.info or image.mode in ("LA", "PA")
            image = image.convert("RGBA" if clear else "RGB")
        lossless = original.format in ("PNG", "GIF") and image.getcolors(FEW_COLOURS) is not None
        part = part_of(image.size, crop)
        box = within(part, crop, size, focus) if focus else part
        image = image.resize(size, Image.Resampling.LANCZOS, box=box)
        made = BytesIO()
        image.save(made, "WEBP", quality=QUALITY, method=4, lossless=lossless)
    return made.getvalue(), "WEBP", image.size
