"""Texts for pictures: missing, the name of a file, "picture of"."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality.markup import elements
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import words
from communesplone.editing.quality.markup import write
from lxml.html import HtmlElement
from typing import Any
from urllib.parse import unquote
from urllib.parse import urlsplit
import re


NAME = "alternatives"
FILE_NAME = re.compile(
    r"(?i)\s*(?:[\w() .-]+\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|heic)"
    r"|(?:img|dsc[nf]?|p|pxl|photo|image|picture|screenshot|scan)[ _-]?\d[\d _-]*)\s*"
)
ANNOUNCED = re.compile(
    r"(?i)^\s*(?:une? |la |le |l['’])?"
    r"(?:(?:image|photo|photographie|illustration|picture) "
    r"(?:de la |de l['’]|du |des |de |d['’]|of )"
    r"|(?:foto|bild|afbeelding) (?:van de |van het |van een |van |von der |von ))"
)
SHOWS = _("What does this picture show?")
LAW = _("The law asks for a text for those who do not see it.")
SAVE = Mend("describe", _("Save this text"), asks=_("What the picture shows"))
DECORATIVE = Mend("decorative", _("Decorative picture"))
#: A picture of the page itself, with its words in another field.
PICTURE_ALT, PICTURE_DECORATIVE = "picture_alt", "picture_decorative"


def find(subject: Subject) -> Iterator[Finding]:
    """Find pictures without words (law: EN 301 549 9.1.1.1, by the decree of 02-05-2019).

    Plone's rich text editor writes an empty text by itself where nobody said anything, and the
    role "presentation" where somebody said that a picture is decorative: the latter only is a
    decision. In sections an empty text is one, made in their own editor.
    """
    yield from _own_picture(subject)
    for piece in subject.of("html"):
        for at, image in enumerate(elements(parse(piece.value), "img")):
            yield from _image(piece, at, image)
    for piece in subject.of("alternative"):
        yield from _words(piece.way, 0, piece.value, ())


def _own_picture(subject: Subject) -> Iterator[Finding]:
    facts = subject.facts
    if not facts.get("image") or PICTURE_DECORATIVE not in facts:
        return
    if facts[PICTURE_DECORATIVE] or (facts.get(PICTURE_ALT) or "").strip():
        return
    # A picture by itself is read with the words of the page that shows it.
    severity = "advice" if subject.portal_type == "Image" else "law"
    yield Finding(
        NAME, PICTURE_ALT, SHOWS, LAW, 0, str(facts["image"]), severity, (SAVE, DECORATIVE)
    )


def _image(piece: Piece, at: int, image: HtmlElement) -> Iterator[Finding]:
    alt, name = image.get("alt"), _file_name(image)
    link = next((one for one in image.iterancestors("a") if one.get("href")), None)
    alone = link is not None and not words(link) and not _others_speak(link, image)
    if alone and not (alt or "").strip():
        yield Finding(
            NAME,
            piece.way,
            _("Where does the link on this picture lead?"),
            _("Who does not see the picture hears a link without a name. The law asks for one."),
            at,
            name,
            "law",
            (Mend("describe", SAVE.label, asks=_("Where the link leads")),),
        )
    elif alt is None:
        if image.get("role") not in ("presentation", "none"):
            yield Finding(NAME, piece.way, SHOWS, LAW, at, name, "law", (SAVE, DECORATIVE))
    elif not alt.strip():
        if image.get("role") not in ("presentation", "none"):
            yield _undecided(piece, at, name)
    else:
        yield from _words(piece.way, at, alt, () if alone else (DECORATIVE,))


def _undecided(piece: Piece, at: int, name: str) -> Finding:
    if not piece.section:
        return Finding(NAME, piece.way, SHOWS, LAW, at, name, "law", (SAVE, DECORATIVE))
    why = _("No text stands for it. Nothing to do if it only decorates the page.")
    return Finding(NAME, piece.way, SHOWS, why, at, name, "advice", (SAVE, DECORATIVE))


def _others_speak(link: HtmlElement, image: HtmlElement) -> bool:
    return any((one.get("alt") or "").strip() for one in link.iter("img") if one is not image)


def _words(way: str, at: int, alt: str, more: tuple[Mend, ...]) -> Iterator[Finding]:
    if FILE_NAME.fullmatch(alt):
        yield Finding(
            NAME,
            way,
            SHOWS,
            _("The name of a file is read aloud in its place."),
            at,
            alt,
            mends=(SAVE, *more),
        )
    elif found := ANNOUNCED.match(alt):
        rest = alt[found.end() :].strip()
        if rest:
            yield Finding(
                NAME,
                way,
                _(
                    "The text of the picture begins with “${words}”",
                    mapping={"words": found[0].strip()},
                ),
                _("Reading programs say by themselves that it is a picture."),
                at,
                alt,
                mends=(Mend("shorten", _("Take it out"), proposal=rest[:1].upper() + rest[1:]),),
            )


def _file_name(image: HtmlElement) -> str:
    path = unquote(urlsplit(image.get("src") or "").path)
    parts = [part for part in path.split("/") if part and not part.startswith("@@")]
    return image.get("title") or (parts[-1] if parts else "")


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Write the words of a picture, or say that it is decorative."""
    text = _answer(finding, name, answer)
    if finding.way == PICTURE_ALT and subject.piece(PICTURE_ALT) is None:
        return {PICTURE_DECORATIVE: True} if name == "decorative" else {PICTURE_ALT: text}
    piece = subject.piece(finding.way)
    if piece is None:
        raise NothingToMend(_("This has changed meanwhile. Look at the page again."))
    if piece.kind != "html":
        return {piece.way: text}
    tree = parse(piece.value)
    image = elements(tree, "img")[finding.at]
    image.set("alt", text)
    if name == "decorative":
        image.set("role", "presentation")
    return {piece.way: write(tree)}


def _answer(finding: Finding, name: str, answer: str) -> str:
    if name == "decorative":
        return ""
    if name == "shorten":
        return next(one.proposal for one in finding.mends if one.name == name)
    text = " ".join(answer.split())[:250]
    if not text or FILE_NAME.fullmatch(text):
        raise NothingToMend(_("Write in a few words what the picture shows."))
    return text


CHECK = Check(
    title=_("Texts of pictures"),
    several=_("${count} pictures without a text"),
    why=_("Blind people do not know what they show"),
    order=10,
    find=find,
    mend=mend,
)
