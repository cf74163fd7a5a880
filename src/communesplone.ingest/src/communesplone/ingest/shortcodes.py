"""WordPress' shortcodes and blocks: those that are plain become HTML, others are told.

A shortcode that is not known stays in the text, as on a WordPress without its plug-in.
"""

import re


TAG = re.compile(r"\[(/?)([a-z][\w-]*)((?:\s[^\]\[]*)?)(/?)\]", re.IGNORECASE)
# Each has a greatest length: what never closes must not be looked for to the end, again and again.
CAPTION = re.compile(
    r"\[(?:wp_)?caption[^\]\[]{0,1000}\](.{0,5000}?)\[/(?:wp_)?caption\]", re.DOTALL
)
EMBED = re.compile(r"\[embed[^\]\[]{0,1000}\]\s{0,20}([^\s\[]{1,2000})\s{0,20}\[/embed\]")
GALLERY = re.compile(r"\[gallery\b([^\]\[]{0,5000})\]")
IDS = re.compile(r"\bids\s*=\s*[\"']?([\d,\s]+)")
PICTURE = re.compile(r"(?:<a\b[^<>]{0,2000}>\s{0,20})?<img\b[^<>]{0,5000}>(?:\s{0,20}</a>)?")
MEDIA = re.compile(
    r"\[(?:video|audio)\b[^\]\[]{0,1000}?\bsrc\s?=\s?[\"']([^\"'\[]{1,2000})[\"']"
    r"[^\]\[]{0,1000}\](?:\[/\w{1,20}\])?"
)
#: A block without content of its own: a server draws it. Those of the core that are known to
#: be only layout are no loss.
DYNAMIC = re.compile(
    r"<!--\s{0,9}wp:([\w/-]{1,100})(?:\s{1,9}\{.{0,5000}?\})?\s{0,9}/-->", re.DOTALL
)
HARMLESS = ("spacer", "separator", "more", "nextpage", "page-break")
BLOCK = re.compile(
    r"^\s*</?(?:p|h[1-6]|ul|ol|li|dl|table|thead|tbody|tr|div|section|article|blockquote|pre|"
    r"figure|form|hr|details|iframe|script|style|fieldset|address|noscript|!--)\b",
    re.IGNORECASE,
)


def attachment(number: str) -> str:
    """Return what texts call the attachment of a number."""
    return f"wp-attachment:{number}"


def expanded(html: str) -> tuple[str, list[tuple[str, str]]]:
    """Return HTML with the plain shortcodes drawn, and a note for each of the others."""
    html = CAPTION.sub(_figure, html)
    html = EMBED.sub(r'<p><a href="\1">\1</a></p>', html)
    html = MEDIA.sub(r'<p><a href="\1">\1</a></p>', html)
    html = GALLERY.sub(_gallery, html)
    notes = [("shortcode", f"[{name}]") for name in _names(html)]
    for name in dict.fromkeys(DYNAMIC.findall(html)):
        if name not in HARMLESS:
            notes.append(("shortcode", f"wp:{name}"))
    return html, notes


def _names(html: str) -> list[str]:
    """Return the shortcodes that are left: what is closed, or has attributes, or a dash."""
    found = TAG.findall(html)
    closed = {name for slash, name, _rest, _end in found if slash}
    sure = [
        name
        for slash, name, rest, end in found
        if not slash and (name in closed or "=" in rest or end or "-" in name or "_" in name)
    ]
    return list(dict.fromkeys(sure))


def _figure(found: re.Match[str]) -> str:
    picture = PICTURE.search(found[1])
    if picture is None:
        return found[1]
    words = (found[1][: picture.start()] + found[1][picture.end() :]).strip()
    return f"<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n"


def _gallery(found: re.Match[str]) -> str:
    ids = IDS.search(found[1])
    if ids is None:
        return found[0]
    numbers = [one.strip() for one in ids[1].split(",") if one.strip()]
    pictures = "".join(f'<img src="{attachment(number)}">' for number in numbers)
    return f'\n<div class="gallery">{pictures}</div>\n'


def paragraphs(html: str) -> str:
    """Return text of the old editor, whose blank lines part paragraphs, as HTML."""
    if "<!-- wp:" in html or re.search(r"<p[\s>]", html, re.IGNORECASE):
        return html
    parts = re.split(r"\n\s*\n", html.replace("\r\n", "\n"))
    return "\n".join(
        part if BLOCK.match(part) else "<p>" + part.strip().replace("\n", "<br>\n") + "</p>"
        for part in parts
        if part.strip()
    )
