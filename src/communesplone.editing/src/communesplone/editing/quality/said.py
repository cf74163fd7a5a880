"""What people said by which a finding is nothing of the law: "This is not a national number".

It is said of very words, by somebody whose name and day are kept, and shown to their colleagues.
"""

from communesplone.core.quality import Finding
from communesplone.editing.quality.store import Said
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.store import store
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite


def say(kept: Store, uid: str, finding: Finding) -> None:
    """Note that this person says what a finding asks for, now."""
    by = api.user.get_current().getId() or ""
    kept.say(uid, Said(finding.mark, by, datetime.now(UTC).isoformat(timespec="seconds")))


def is_left(kept: Store | None, uid: str, finding: Finding) -> bool:
    """Tell whether somebody decided to leave a finding of a page as it is."""
    if kept is None or not uid:
        return False
    if finding.severity == "law":
        return finding.unless is not None and kept.who_said(uid, finding.mark) is not None
    return finding.mark in kept.accepts(uid)


def share(page: DexterityContent, copy: DexterityContent) -> None:
    """Have what was said of a page count for its working copy, and the reverse."""
    kept, uids = store(getSite()), (IUUID(page, ""), IUUID(copy, ""))
    if kept is None or not all(uids):
        return
    for uid, other in (uids, uids[::-1]):
        for one in kept.said.get(other, ()):
            if kept.who_said(uid, one.mark) is None:
                kept.say(uid, one)
