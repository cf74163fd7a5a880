"""A page of text as PDF 1.4: enough for a demonstration, with words that a search can find."""

from textwrap import wrap


WIDTH, HEIGHT, MARGIN = 595, 842, 64
LEADING = 16
LETTERS = 82


def pdf(title: str, paragraphs: list[str]) -> bytes:
    """Return one page with a title and paragraphs, in Helvetica, which every reader has."""
    y = HEIGHT - MARGIN - 18
    shown = [_line(y, 18, line, "F2") for line in wrap(title, 50)[:1]]
    y -= 18
    for line in wrap(title, 50)[1:]:
        y -= 6
        shown.append(_line(y, 18, line, "F2"))
        y -= 18
    for paragraph in paragraphs:
        y -= LEADING // 2
        for line in wrap(paragraph, LETTERS):
            y -= LEADING
            shown.append(_line(y, 11, line, "F1"))
    content = b"\n".join(shown)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>" % (WIDTH, HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
        b"<< /Title (%s) >>" % _text(title),
    ]
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    """Return a file of objects, the first being the catalogue, the last its description."""
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (size, len(objects))
        + b"startxref\n%d\n%%%%EOF\n" % len(body)
    )


def _line(y: int, size: int, text: str, font: str) -> bytes:
    return b"BT /%s %d Tf %d %d Td (%s) Tj ET" % (font.encode(), size, MARGIN, y, _text(text))


def _text(text: str) -> bytes:
    encoded = text.replace("\u202f", " ").encode("cp1252", "replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
