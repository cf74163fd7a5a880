"""A text that takes the place of its page at an hour: planned with a working copy, done by a job.

What goes online is what was on the screen when the hour was chosen. A text that changed since
waits for a decision instead.
"""

from communesplone.core import jobs
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
import secrets


KEY = "communesplone.editing.plan"
JOB = "communesplone.editing.check_in"


@dataclass(frozen=True)
class Plan:
    """When (aware), by whom, and which text; `missed` once the hour came to another text."""

    id: str
    start: datetime
    by: str
    seen: str
    note: str = ""
    missed: bool = False


def of(copy: DexterityContent) -> Plan | None:
    """Return what is planned with a working copy."""
    return IAnnotations(copy).get(KEY)


def make(copy: DexterityContent, start: datetime, by: str, seen: str, note: str) -> Plan:
    """Have `copy` take the place of its page at `start`, instead of what was planned before."""
    # In UTC: the database cannot keep a named timezone
    made = Plan(secrets.token_hex(6), start.astimezone(UTC), by, seen, note)
    IAnnotations(copy)[KEY] = made
    jobs.add(JOB, IUUID(copy), made.id, run_at=start)
    return made


def forget(copy: DexterityContent) -> None:
    """Take a plan back; its job finds nothing to do."""
    IAnnotations(copy).pop(KEY, None)


def miss(copy: DexterityContent) -> None:
    """Say that the hour has come to a text that nobody planned."""
    found = of(copy)
    if found is not None:
        IAnnotations(copy)[KEY] = replace(found, missed=True)
