"""Reading mail that came back, and telling each site which of its subscribers it concerns.

A delivery report (RFC 3464) says per recipient what happened. Whom of which site it is about
stands in the address it came back to, which the site signed; what is not signed counts for
nothing, so that nobody can silence somebody else.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.cli.errors import CommandError
from communesplone.cli.output import json_option
from communesplone.cli.output import print_json
from communesplone.cli.sites import current_site
from communesplone.cli.zope import commit
from communesplone.cli.zope import zope_app
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.mail_status import is_permanent
from dataclasses import dataclass
from email import message_from_binary_file
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from mailbox import Maildir
from mailbox import mbox
from OFS.Application import Application
from pathlib import Path
import click
import re
import sys


#: site.subscriber.signature, as sites write it into return paths and Message-IDs.
RETURN_PATH = re.compile(r"([A-Za-z0-9_-]+)\.[0-9a-f]{16}\.[0-9a-f]{10}(?=@)")
RETURNED_TO = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
LARGEST = 1 << 20


@dataclass(frozen=True)
class Bounce:
    """A mail that came back to `return_path` of the site with this id."""

    site_id: str
    return_path: str
    permanent: bool


def read_bounce(message: EmailMessage, recipient: str = "") -> Bounce | None:
    """Return what a mail says about a mail of ours; None when it is no such report.

    :param recipient: the address that it came to, where the mail server tells it.
    """
    status = _status(message)
    return_path = _return_path(message, recipient)
    if status is None or return_path is None:
        return None
    return Bounce(return_path.partition(".")[0], return_path, status)


def _status(message: EmailMessage) -> bool | None:
    """Return whether a delivery failed for good; None when nothing failed."""
    failed = [
        _is_for_good(part.get("Status", ""), part.get("Action", ""))
        for report in message.walk()
        if report.get_content_type() == "message/delivery-status"
        for part in report.get_payload()
        if part.get("Action", "").strip().lower() in ("failed", "delayed")
    ]
    return any(failed) if failed else None


def _is_for_good(status: str, action: str) -> bool:
    return action.strip().lower() == "failed" and is_permanent(status)


def _return_path(message: EmailMessage, recipient: str) -> str | None:
    """Return what names site and subscriber: where it came to, else the mail it is about."""
    places = [recipient, *(str(value) for name in RETURNED_TO for value in _all(message, name))]
    for part in message.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            places.append(_message_id(part))
    for place in places:
        if found := RETURN_PATH.search(place):
            return found.group()
    return None


def _all(message: EmailMessage, name: str) -> list[str]:
    return message.get_all(name) or []


def _message_id(part: EmailMessage) -> str:
    """Return the Message-ID of the mail that a report encloses, whole or its headers only."""
    content = part.get_payload()
    if isinstance(content, list):
        return str(content[0].get("Message-ID", ""))
    return str(message_from_bytes(str(content).encode(), policy=default).get("Message-ID", ""))


def messages_in(path: Path) -> Iterator[EmailMessage]:
    """Yield the mails of an mbox file, a maildir or a single mail.

    :raises CommandError: it is none of these.
    """
    if path.is_dir():
        if not (path / "new").is_dir():
            raise CommandError(f"{path} is a folder, not a maildir.")
        found = Maildir(path, create=False)
    elif path.is_file():
        with path.open("rb") as file:
            if file.read(5) != b"From ":
                file.seek(0)
                yield message_from_binary_file(file, policy=default)
                return
        found = mbox(path, create=False)
    else:
        raise CommandError(f"There is no {path}.")
    for key in found.keys():  # noqa: SIM118 (a mailbox is no dictionary)
        yield message_from_bytes(found.get_bytes(key), policy=default)


def count_bounces(app: Application, found: Iterable[Bounce]) -> dict[str, int]:
    """Tell the sites of `found`; return how many of each kind counted, and how many did not."""
    counts = {"permanent": 0, "temporary": 0, "unknown": 0}
    for bounce in found:
        if not _tell(app, bounce):
            counts["unknown"] += 1
        else:
            counts["permanent" if bounce.permanent else "temporary"] += 1
    return counts


def _tell(app: Application, bounce: Bounce) -> bool:
    if bounce.site_id not in app.objectIds("Plone Site"):
        return False
    with current_site(app, bounce.site_id) as site:
        subscriptions = ISubscriptions(site, None)
        if subscriptions is None:
            return False
        return subscriptions.bounced(bounce.return_path, bounce.permanent)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--recipient", default="", help="Where the mail on standard input came to.")
@json_option
def bounces(files: tuple[Path, ...], recipient: str, as_json: bool) -> None:
    """Count mail that came back: FILES are mbox files, maildirs or mails.

    Without FILES one mail is read from standard input, as a mail server pipes it. Subscribers
    whose mail comes back for good get no more after the number that their commune has set.
    Mails are neither changed nor removed: empty a mailbox after it was read.
    """
    if files:
        mails = [(mail, "") for path in files for mail in messages_in(path)]
    else:
        text = sys.stdin.buffer.read(LARGEST)
        mails = [(message_from_bytes(text, policy=default), recipient)]
    read = [read_bounce(mail, where) for mail, where in mails]
    found = [bounce for bounce in read if bounce is not None]
    with zope_app() as app:
        counts = commit(app, lambda: count_bounces(app, found), "bounces")
    counts["other"] = len(read) - len(found)
    if as_json:
        print_json(counts)
        return
    click.echo(
        f"{counts['permanent']} for good, {counts['temporary']} for a while, "
        f"{counts['unknown']} of nobody here, {counts['other']} not about delivery"
    )
