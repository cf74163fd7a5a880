"""What the status of a mail means (RFC 3463): said by a relay at once, or in a report later."""

import re


STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
#: A full mailbox, a mail too large: the mailbox is there.
NOT_THE_MAILBOX = frozenset({(2, 2), (3, 4)})
#: Subject of all that is about who sends, or what is said.
POLICY = 7


def is_permanent(text: str) -> bool:
    """Tell whether the first status in `text` means that the mailbox will never take mail.

    >>> is_permanent("550 5.1.1 no such user"), is_permanent("5.2.2"), is_permanent("4.2.1")
    (True, False, False)
    """
    found = STATUS.search(text)
    if not found or found[1] != "5":
        return False
    subject, detail = int(found[2]), int(found[3])
    return subject != POLICY and (subject, detail) not in NOT_THE_MAILBOX


def is_policy(text: str) -> bool:
    """Tell whether `text` refuses the sender or the words, not the mailbox."""
    found = STATUS.search(text)
    return bool(found) and int(found[2]) == POLICY


def has_status(text: str) -> bool:
    """Tell whether `text` holds a status at all."""
    return bool(STATUS.search(text))
