"""Drafts: one small object for each person, item and form, outside of the content.

They stand in the annotations of the site: no catalog, no version, no page that changes. The key
begins with the person, so that somebody's drafts are one range of the tree.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.interfaces import CommunesError
from communesplone.core.records import Typed
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from Products.GenericSetup.interfaces import IProfileImportedEvent
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component.hooks import getSite


KEY = "communesplone.editing.drafts"
#: Job of every day while there are drafts: what nobody came back to is erased.
DAY = "communesplone.editing.forget_drafts"
KEPT = timedelta(days=30)
#: Characters of one draft, and drafts of one person; beyond these the oldest leaves.
LARGEST = 1_000_000
MOST = 50
UNINSTALLED = "profile-communesplone.editing:uninstall"


class TooLong(CommunesError):
    """More than a page can hold."""


class Draft(Persistent):
    """What one person typed into one form of one item."""

    def __init__(self, person: str, uid: str, form: str, title: str) -> None:
        self.person, self.uid, self.form, self.title = person, uid, form, title
        self.fields: dict[str, str | list[str]] = {}
        self.base = ""
        self.at = datetime.now(UTC)

    @property
    def typed(self) -> Typed:
        return Typed(fields=dict(self.fields), base=self.base, at=self.at)


class Drafts(Persistent):
    """All drafts of a site; `watched` while a job is waiting to erase the old ones."""

    watched = False

    def __init__(self) -> None:
        self.kept = OOBTree()


def find(site: PloneSite, person: str, uid: str, form: str) -> Draft | None:
    """Return what a person typed, None for nothing."""
    drafts = IAnnotations(site).get(KEY)
    return drafts.kept.get(_key(person, uid, form)) if drafts is not None else None


def of_person(site: PloneSite, person: str) -> list[Draft]:
    """Return a person's drafts, the newest first."""
    return sorted(_range(site, person), key=lambda draft: draft.at, reverse=True)


def keep(
    site: PloneSite,
    person: str,
    uid: str,
    form: str,
    *,
    title: str,
    fields: dict[str, str | list[str]],
    base: str,
) -> Draft:
    """Keep what a person typed; what was kept before of the same form is replaced.

    :param title: of the item, to name the draft by when the item is gone.
    :raises TooLong: nothing is changed then.
    """
    if len(base) + sum(len(name) + _length(value) for name, value in fields.items()) > LARGEST:
        raise TooLong(_("This is too much for one page."))
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = Drafts()
    drafts = annotations[KEY]
    key = _key(person, uid, form)
    draft = drafts.kept.get(key)
    if draft is None:
        draft = drafts.kept[key] = Draft(person, uid, form, title)
        for old in of_person(site, person)[MOST:]:
            del drafts.kept[_key(person, old.uid, old.form)]
    draft.title, draft.fields, draft.base = title, dict(fields), base
    draft.at = datetime.now(UTC)
    if not drafts.watched:
        drafts.watched = True
        jobs.add(DAY, run_at=draft.at + timedelta(days=1), site=site)
    return draft


def forget(site: PloneSite, person: str, uid: str, form: str) -> None:
    """Erase what a person typed, if there is something."""
    drafts = IAnnotations(site).get(KEY)
    if drafts is not None:
        drafts.kept.pop(_key(person, uid, form), None)


def forget_old(site: PloneSite) -> None:
    """Job: erase what is older than 30 days, and come again tomorrow while there is more."""
    drafts = IAnnotations(site).get(KEY)
    if drafts is None:
        return
    now = datetime.now(UTC)
    for key in [key for key, draft in drafts.kept.items() if now - draft.at > KEPT]:
        del drafts.kept[key]
    drafts.watched = bool(drafts.kept)
    if drafts.watched:
        jobs.add(DAY, run_at=now + timedelta(days=1), site=site)


@adapter(IProfileImportedEvent)
def leave(event: IProfileImportedEvent) -> None:
    """Take the drafts away with the add-on."""
    if event.profile_id == UNINSTALLED:
        IAnnotations(getSite()).pop(KEY, None)


def _range(site: PloneSite, person: str) -> Iterator[Draft]:
    drafts = IAnnotations(site).get(KEY)
    if drafts is not None:
        yield from drafts.kept.values(f"{person}\n", f"{person}\n~")


def _key(person: str, uid: str, form: str) -> str:
    return f"{person}\n{uid}\n{form}"


def _length(value: str | list[str]) -> int:
    return len(value) if isinstance(value, str) else sum(len(one) for one in value)
