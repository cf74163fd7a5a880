from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import check_length
from communesplone.core.pictures.limits import RefusedPicture
from io import BytesIO
from struct import pack
from zlib import crc32
import pytest


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)


def chunk(kind, data):
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))


def header_of_png(width, height):
    """Return a PNG that says it is so large and holds nothing: how a bomb begins."""
    size = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + size + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_300_megabytes_are_refused_by_their_length():
    with pytest.raises(RefusedPicture) as refused:
        check_length(300 * 1024 * 1024, "huge.jpg")
    assert refused.value.doc().mapping["size"] == 300


@pytest.mark.parametrize("size", [(30_000, 30_000), (12_000, 12_000), (100_000, 100_000)])
def test_too_many_pixels_are_refused_by_their_header(size):
    with pytest.raises(RefusedPicture, match="pixels"):
        check(BytesIO(header_of_png(*size)), "bomb.png")


@pytest.mark.parametrize("data", [b"nothing", b"%PDF-1.4", b"<html></html>", b"<svg"])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(RefusedPicture):
        check(BytesIO(data), "picture.jpg")


@pytest.mark.parametrize(
    ("attributes", "content"),
    [
        ("", "<script>alert(1)</script>"),
        (' onload="alert(1)"', ""),
        ("", '<a xlink:href="java\tscript:alert(1)"/>'),
        ("", '<image xlink:href="https://elsewhere.example/x.png"/>'),
        ("", "<foreignObject><body/></foreignObject>"),
        ("", "<style>@import 'https://elsewhere.example/x.css'</style>"),
        ("", '<animate attributeName="href" values="javascript:alert(1)"/>'),
        ("", '<animate attributeName="href" values="#;data:text/html,x"/>'),
        ("", '<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0"/>'),
        ("", '<foreignObject><meta xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
        ("", "<rect style=\"fill: url( 'https://elsewhere.example/x.svg' )\"/>"),
    ],
)
def test_a_drawing_that_runs_or_fetches_something_is_refused(attributes, content):
    with pytest.raises(RefusedPicture, match="script"):
        check(BytesIO(SVG.format(attributes, content).encode()), "drawing.svg")


@pytest.mark.parametrize("around", ["{}\n{}", "{1}\n{0}"])
def test_a_drawing_with_a_style_sheet_beside_it_is_refused(around):
    sheet = '<?xml-stylesheet type="text/xsl" href="#x"?>'
    with pytest.raises(RefusedPicture, match="script"):
        check(BytesIO(around.format(sheet, SVG.format("", "")).encode()), "drawing.svg")


def test_a_drawing_with_entities_is_refused():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("", "<text>&a;</text>")
    with pytest.raises(RefusedPicture):
        check(BytesIO(bomb.encode()), "drawing.svg")


def test_a_plain_drawing_and_a_photograph_are_taken(drawn):
    drawing = (
        '<use xlink:href="#a"/><path d="M0 0" fill="url(#a)"/><animate values="#fff;0.5"/>'
        '<image xlink:href="data:image/png;base64,x"/>'
    )
    check(BytesIO(SVG.format("", drawing).encode()), "a.svg")
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        check(BytesIO(drawn(kind=kind)), f"picture.{kind}")
