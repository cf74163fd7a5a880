"""Personal data in texts: national numbers, and mail addresses of persons."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.behaviors.contact_point import EMAIL
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality.markup import elements
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import runs
from communesplone.editing.quality.markup import SPACE
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.office_words import OFFICE
from communesplone.editing.quality.pieces import CHANGED
from communesplone.editing.quality.pieces import piece_of
from datetime import date
from typing import Any
import re


NUMBERS, MAILS = "national_numbers", "personal_mails"
#: 11 digits as people write them: 85.07.30-033.28, 85 07 30 033 28, 85073003328. What follows a +
#: is a telephone number.
NUMBER = re.compile(
    r"(?<![\d.+])\d{2}(?:[ .\u00a0-]?\d{2}){2}[ .\u00a0-]?\d{3}[ .\u00a0-]?\d{2}(?!\d)"
)
ADDRESS = re.compile(r"[a-z0-9][a-z0-9._+\-]*@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+", re.I)
PERSON = re.compile(r"(?i)[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*[._][a-zà-ÿ]+(?:-[a-zà-ÿ]+)*\d{0,4}")
MASK = "[…]"
OUT = Mend("mask", _("Take the address out"))


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_national_number(text: str) -> bool:
    """Tell whether 11 digits are a Belgian national number.

    Birth date, number of the day, and 97 less the rest of the division of the first nine digits
    by 97, a 2 being written before them for who was born from 2000 on (royal decree of
    03-04-1984). Months may be raised by 20 or 40 in the numbers of the Crossroads Bank.
    """
    digits = digits_of(text)
    if len(digits) != 11:
        return False
    body, check = int(digits[:9]), int(digits[9:])
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    if int(digits[2:4]) > 52 or month > 12 or day > 31 or digits[6:9] in ("000", "999"):
        return False
    return any(_fits(body, check, century, digits, month, day) for century in (1900, 2000))


def _fits(body: int, check: int, century: int, digits: str, month: int, day: int) -> bool:
    number = body if century == 1900 else 2_000_000_000 + body
    if 97 - number % 97 != check:
        return False
    # Parts of a birth date that is not known are zero.
    if not month or not day:
        return True
    try:
        date(century + int(digits[:2]), month, day)
    except ValueError:
        return False
    return True


def numbers_in(piece: Piece) -> list[str]:
    """Return the national numbers in a text, as they are written; never parts of addresses."""
    texts = [piece.value]
    if piece.kind == "html":
        texts = [run for _element, _place, run in runs(parse(piece.value))]
    found = (one for text in texts for one in NUMBER.findall(text))
    return [one for one in found if is_national_number(one)]


def is_personal(address: str, own: frozenset[str]) -> bool:
    """Tell whether a mail address names a person: first.last@, unless the commune publishes it."""
    local, _at, _host = address.lower().partition("@")
    if address.lower() in own or not PERSON.fullmatch(local):
        return False
    return not OFFICE & set(re.split(r"[._\-]", re.sub(r"\d+$", "", local)))


def find_numbers(subject: Subject) -> Iterator[Finding]:
    """Find national numbers: nobody may publish one without leave (law of 08-08-1983, art. 8).

    Eleven digits may keep the sum by chance: a person says so, of the very number.
    """
    for piece in subject.of("html", "text", "line", "alternative"):
        for at, number in enumerate(numbers_in(piece)):
            yield Finding(
                NUMBERS,
                piece.way,
                _("A national number"),
                _("The law forbids showing it: it names one person, for life."),
                at,
                f"{number[:2]}…{number[-2:]}",
                "law",
                (Mend("mask", _("Take the number out")),),
                personal=True,
                about=digits_of(number),
                unless=_("This is not a national number"),
            )


def find_mails(subject: Subject) -> Iterator[Finding]:
    """Find mail addresses of persons in texts, outside of those that the commune publishes."""
    if subject.portal_type == "Person":
        return
    for piece in subject.of("html", "text", "line", "address"):
        for at, address in enumerate(_addresses(piece, subject)):
            yield Finding(
                MAILS,
                piece.way,
                _("The mail address of a person: ${address}", mapping={"address": address}),
                _("That of a service stays when people change, and is read when they are away."),
                at,
                address,
                mends=(
                    Mend(
                        "replace",
                        _("Replace"),
                        asks=_("Address of the service"),
                        proposal=subject.known.mail,
                    ),
                    *(() if piece.kind == "address" else (OUT,)),
                ),
                personal=True,
            )


def _addresses(piece: Piece, subject: Subject) -> list[str]:
    found = dict.fromkeys(one.lower() for one in ADDRESS.findall(piece.value))
    return [one for one in found if is_personal(one, subject.known.mails)]


def mend_number(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Write […] in place of a number."""
    piece = piece_of(subject, finding)
    found = numbers_in(piece)
    if finding.at >= len(found):
        raise NothingToMend(CHANGED)
    if piece.kind != "html":
        return {piece.way: piece.value.replace(found[finding.at], MASK)}
    tree = parse(piece.value)
    for element, place, run in list(runs(tree)):
        setattr(element, place, run.replace(found[finding.at], MASK))
    return {piece.way: write(tree)}


def mend_mail(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Write another address in place of a person's, in words and links; or […], no link left."""
    piece = piece_of(subject, finding)
    found = _addresses(piece, subject)
    address = SPACE.sub("", answer)
    if finding.at >= len(found):
        raise NothingToMend(CHANGED)
    pattern = re.compile(rf"(?<![\w.+-]){re.escape(found[finding.at])}(?![\w-])", re.I)
    if name == "mask":
        return {piece.way: _without(piece, pattern)}
    if not EMAIL.fullmatch(address) or re.search(r"[\"'<>&]", address):
        raise NothingToMend(_("Write a complete e-mail address, such as name@example.be."))
    if is_personal(address, subject.known.mails):
        raise NothingToMend(_("This is the address of a person again. Write that of a service."))
    return {piece.way: pattern.sub(lambda _found: address, piece.value)}


def _without(piece: Piece, pattern: re.Pattern[str]) -> str:
    """Return a text without an address: links that write to it are none any more."""
    if piece.kind != "html":
        return pattern.sub(MASK, piece.value)
    tree = parse(piece.value)
    for link in elements(tree, "a"):
        if pattern.search(link.get("href") or ""):
            link.drop_tag()
    for element, place, run in list(runs(tree)):
        setattr(element, place, pattern.sub(MASK, run))
    return write(tree)


CHECK_NUMBERS = Check(
    title=_("National numbers"),
    several=_("${count} national numbers in texts"),
    why=_("The law forbids showing them: each names one person, for life"),
    order=12,
    find=find_numbers,
    mend=mend_number,
)
CHECK_MAILS = Check(
    title=_("Mail addresses of persons"),
    several=_("${count} mail addresses of persons"),
    why=_("That of a service stays when people change"),
    order=14,
    find=find_mails,
    mend=mend_mail,
)
