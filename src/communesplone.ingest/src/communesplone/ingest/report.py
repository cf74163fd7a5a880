"""What an import tells people: sentences for what needs them, and the table of it all."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.ingest.store import Run
from dataclasses import dataclass
from io import StringIO
from zope.i18n import translate
from zope.i18nmessageid import Message
import csv


#: Code of a finding: its title, what to do; the worst first.
KINDS: dict[str, tuple[Message, Message]] = {
    "refused": (_("Did not come along"), _("See the reason; bring it by hand, or leave it out.")),
    "unread": (_("Page that could not be read"), _("Open it on the old site; bring it by hand.")),
    "held": (
        _("Stays a draft: it may not be online yet"),
        _("Do what the reason asks for, then publish it."),
    ),
    "national": (
        _("National number in a text"),
        _("It is a draft. Take the number out before you publish: the law forbids showing it."),
    ),
    "mail": (
        _("Private mailbox in a text"),
        _("Ask the person, or put the address of the service in its place."),
    ),
    "alt": (_("Picture without a text in its place"), _("Say what the picture shows.")),
    "picture": (
        _("Picture that is not there any more"),
        _("Put the picture in again; a link stands in its place."),
    ),
    "dead": (_("Link that leads nowhere"), _("Lead it to a page of this site, or take it out.")),
    "form": (_("Form"), _("Its words are in the text; it sends nothing. Make a contact section.")),
    "script": (_("Program in the page"), _("It was left out. See what it was for.")),
    "embed": (
        _("Frame of another site"),
        _("A link stands in its place. A film can be a film section."),
    ),
    "shortcode": (
        _("Shortcode or block of a plug-in"),
        _("It stands in the text as it was written, or was drawn by the old site. Replace it."),
    ),
    "block": (_("Block that is not known here"), _("Compare with the old page.")),
    "collection": (_("Collection"), _("Put a section “Collection” in its place.")),
    "type": (_("Type that is not known here"), _("It became a page or a folder. Compare.")),
    "password": (_("Page behind a password"), _("It stays a draft: choose who may see it.")),
    "date": (_("Event without a date"), _("Write when it takes place.")),
    "kept": (
        _("Changed on both sites"),
        _("Yours is kept. Compare with the old page, and take over what you want."),
    ),
}
FATES: dict[str, Message] = {
    "added": _("items added"),
    "changed": _("items changed"),
    "same": _("as they were"),
    "kept": _("kept as they are here"),
    "there": _("folders of this site"),
    "skipped": _("left out"),
    "refused": _("did not come along"),
    "removed": _("taken out"),
    "restored": _("as they were before"),
    "stays": _("changed since, they stay"),
    "gone": _("were gone already"),
}


@dataclass(frozen=True)
class Line:
    """Something that needs a human: of which record, by its number; `detail` is plain text."""

    number: int
    title: str
    code: str
    detail: str
    uid: str
    old: str


def lines(run: Run, language: str) -> Iterator[Line]:
    """Yield what needs a human, item by item."""
    for number, outcome in run.outcomes.items():
        if not outcome.get("notes"):
            continue
        record = run.record(number)
        old = record.base if "://" in record.base else (record.addresses or ("",))[0]
        for code, detail in outcome["notes"]:
            words = translate(detail, target_language=language)
            yield Line(number, record.title, code, str(words), outcome["uid"], old)


def counts(run: Run) -> dict[str, int]:
    """Return how often each thing was found, in the order of KINDS."""
    found: dict[str, int] = {}
    for outcome in run.outcomes.values():
        for code, _detail in outcome.get("notes", ()):
            found[code] = found.get(code, 0) + 1
    return {code: found[code] for code in KINDS if code in found}


def fates(run: Run) -> dict[str, int]:
    """Return how many records have each fate, in the order of FATES."""
    found: dict[str, int] = {}
    for outcome in run.outcomes.values():
        found[outcome["fate"]] = found.get(outcome["fate"], 0) + 1
    return {fate: found[fate] for fate in FATES if fate in found}


def table(run: Run, language: str, addresses: dict[str, str]) -> bytes:
    """Return what needs a human as CSV that the spreadsheets of this country open.

    :param addresses: of the items, by UID.
    """

    def say(message: Message) -> str:
        return translate(message, target_language=language)

    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heads = (_("Title"), _("What"), _("Detail"), _("To do"), _("Here"), _("Old address"))
    writer.writerow([say(head) for head in heads])
    for line in lines(run, language):
        title, act = KINDS.get(line.code, (line.code, ""))
        here = addresses.get(line.uid, "")
        row = (line.title, say(title), line.detail, say(act), here, line.old)
        writer.writerow([neutral(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    cell = " ".join(cell.split())
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
