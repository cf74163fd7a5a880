"""Words of links: "click here", a bare address, the same words for two places, no words."""

from collections import defaultdict
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
from communesplone.editing.quality.markup import shortened
from communesplone.editing.quality.markup import SPACE
from communesplone.editing.quality.markup import words
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.pieces import element_of
from communesplone.editing.quality.pieces import piece_of
from lxml.html import HtmlElement
from typing import Any
from urllib.parse import urlsplit
import re


NAME = "link_words"
#: Whole texts of links that say nothing of where they lead, in the languages of the sites.
SAYS_NOTHING = frozenset(
    """
    cliquez ici|cliquer ici|clique ici|ici|ce lien|lien|le lien|ce site|cette page|suivez ce lien
    |en savoir plus|plus d'infos|plus d'info|plus d'informations|lire la suite|lire plus|voir plus
    |la suite|suite|plus|télécharger|télécharger ici|voir ici|par ici|consulter|voir
    |klik hier|hier|lees meer|meer|meer info|deze link|deze pagina|link
    |hier klicken|klicken sie hier|mehr|weiterlesen|mehr erfahren|dieser link|diese seite
    |click here|here|read more|more|this link|this page
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
BARE = re.compile(r"(?i)(?:https?://|www\.)\S+")
WORDS = _("Words of the link")


def find(subject: Subject) -> Iterator[Finding]:
    """Find links that say nothing to who reads or hears them alone."""
    places: dict[str, set[str]] = defaultdict(set)
    for piece in subject.of("html"):
        for at, link in enumerate(elements(parse(piece.value), "a")):
            text, address = words(link), (link.get("href") or "").strip()
            if not address:
                continue
            if not text:
                if link.find(".//img") is None:
                    yield _nameless(piece, at, address)
                continue
            yield from _poor(piece, at, link, text, address)
            before = places[text.casefold()]
            if before and address not in before and not _says_nothing(text):
                yield _twice(piece, at, text, address)
            before.add(address)


def _says_nothing(text: str) -> bool:
    plain = SPACE.sub(" ", text.replace("’", "'")).strip(" .!:…»«>→").casefold()
    return plain in SAYS_NOTHING


def _poor(piece: Piece, at: int, link: HtmlElement, text: str, address: str) -> Iterator[Finding]:
    if _says_nothing(text):
        yield Finding(
            NAME,
            piece.way,
            _("“${words}” does not say where the link leads", mapping={"words": text}),
            _("Who hears the links one after the other hears these words alone."),
            at,
            shortened(_around(link)),
            mends=(Mend("words", _("Replace"), asks=WORDS, proposal=_proposal(link)),),
        )
    elif BARE.fullmatch(text):
        yield Finding(
            NAME,
            piece.way,
            _("An address in place of words"),
            _("It is read aloud letter by letter. Say what is found there."),
            at,
            shortened(text),
            mends=(Mend("words", _("Replace"), asks=WORDS, proposal=_site(address)),),
        )


def _nameless(piece: Piece, at: int, address: str) -> Finding:
    return Finding(
        NAME,
        piece.way,
        _("A link without words"),
        _("Nobody sees it, and reading programs spell its address."),
        at,
        shortened(address),
        mends=(
            Mend("unlink", _("Take the link out")),
            Mend("words", _("Give it words"), asks=WORDS),
        ),
    )


def _twice(piece: Piece, at: int, text: str, address: str) -> Finding:
    return Finding(
        NAME,
        piece.way,
        _("“${words}” leads to two places", mapping={"words": shortened(text, 60)}),
        _("The same words on a page should lead to one place."),
        at,
        shortened(address),
        mends=(Mend("words", _("Replace"), asks=WORDS, proposal=f"{text} ({_site(address)})"),),
    )


def _around(link: HtmlElement) -> str:
    """Return the sentence that a link stands in."""
    block = link.getparent()
    text = words(block) if block is not None else words(link)
    at = text.find(words(link))
    start = max(text.rfind(". ", 0, max(at, 0)) + 2, 0) if ". " in text[: max(at, 0)] else 0
    return text[start:]


def _proposal(link: HtmlElement) -> str:
    """Return better words from what the page says: the title of the link, or its file."""
    title = (link.get("title") or "").strip()
    if title and not _says_nothing(title):
        return title
    path = urlsplit(link.get("href") or "").path.rstrip("/")
    name = path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]
    if path.startswith("resolveuid") or "/resolveuid/" in path or not re.search(r"[a-z]{3}", name):
        return ""
    return re.sub(r"[-_+%20]+", " ", name).strip().capitalize()


def _site(address: str) -> str:
    parts = urlsplit(address)
    return (parts.hostname or parts.path).removeprefix("www.")


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Write the words of a link, or take an invisible one out."""
    piece = piece_of(subject, finding)
    tree, link = element_of(piece, finding, "a")
    if name == "unlink":
        link.drop_tag()
        return {piece.way: write(tree)}
    text = " ".join(answer.split())[:250]
    if not text or _says_nothing(text) or BARE.fullmatch(text):
        raise NothingToMend(_("Write what is found there, in a few words."))
    pictures = list(link.iter("img"))
    for child in list(link):
        link.remove(child)
    link.text = text
    for picture in pictures:
        picture.tail = None
        link.append(picture)
    return {piece.way: write(tree)}


CHECK = Check(
    title=_("Words of links"),
    several=_("${count} links that do not say where they lead"),
    why=_("“Click here” says nothing to who hears links one by one"),
    order=30,
    find=find,
    mend=mend,
)
