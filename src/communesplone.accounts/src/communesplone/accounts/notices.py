"""Telling people what they chose to be told: at once, once a day, or never.

A notice waits in the site until it is handed to the relay, and leaves it in the same commit: after
a crash nobody is told twice but for the one mail that was under way, with the same Message-ID.
"""

from collections.abc import Collection
from communesplone.accounts import mail
from communesplone.accounts.people import People
from communesplone.accounts.people import Person
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.core.interfaces import INotificationKind
from communesplone.core.interfaces import INotifications
from communesplone.core.records import Notice
from communesplone.core.relay import Refused
from datetime import datetime
from datetime import timedelta
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.permissions import View
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.i18nmessageid import Message
from zope.interface import implementer
import json
import logging


#: Job that finds who is told.
SPREAD = "communesplone.accounts.spread"
#: Job that writes to one person.
DELIVER = "communesplone.accounts.deliver"
#: Job of every day.
DAY = "communesplone.accounts.day"
HOUR = 7
FREQUENCIES = ("now", "daily", "never")
#: Waiting for one person at most: the oldest are left out.
MOST = 200
logger = logging.getLogger(__name__)


@implementer(INotifications)
@adapter(IPloneSiteRoot)
class Notifications:
    """See INotifications."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def tell(
        self, kind: str, notice: Notice, people: Collection[str] = (), about: str = ""
    ) -> None:
        """Have a job find who is told: the page of whoever caused it does not wait."""
        if store(self.site) is not None and (people or about):
            jobs.add(SPREAD, kind, written(notice), tuple(people), about, site=self.site)


def kinds() -> dict[str, INotificationKind]:
    """Return what one may be told of, by name."""
    return dict(sorted(getUtilitiesFor(INotificationKind)))


def choice(site: PloneSite, user_id: str, kind: str) -> str:
    """Return when somebody is told of a kind: what they chose, or what is usual."""
    chosen = store(site).choices.get(user_id, {}).get(kind)
    if chosen in FREQUENCIES:
        return chosen
    found = queryUtility(INotificationKind, kind)
    return found.frequency if found is not None else "never"


def choose(site: PloneSite, user_id: str, chosen: dict[str, str]) -> None:
    """Keep what somebody chose, by kind."""
    known = kinds()
    store(site).choices[user_id] = {
        kind: frequency
        for kind, frequency in chosen.items()
        if kind in known and frequency in FREQUENCIES
    }


def written(notice: Notice) -> str:
    """Return a notice as JSON, which outlives its class; a message keeps what it needs."""
    title: Any = notice.title
    if isinstance(title, Message):
        title = [str(title), title.domain, title.default, dict(title.mapping or {})]
    return json.dumps([notice.key, title, notice.url, notice.text])


def read(told: str) -> Notice:
    """Return the notice that `written` wrote."""
    key, title, url, text = json.loads(told)
    if not isinstance(title, str):
        title = Message(title[0], domain=title[1], default=title[2], mapping=title[3])
    return Notice(key, title, url, text)


def spread(
    site: PloneSite,
    kind: str,
    told: str,
    people: tuple[str, ...],
    about: str,
) -> None:
    """Job: put a notice, as `written` gives it, into the box of each person who chose it."""
    notice = read(told)
    kept, item = store(site), _item(site, about)
    if kept is None or (about and item is None):
        return
    known = People(site)
    for user_id in people or known.active:
        if user_id not in known.active or not known.active[user_id].address:
            continue
        if item is not None and not _concerns(known, user_id, item, asked=bool(people)):
            continue
        frequency = choice(site, user_id, kind)
        if frequency == "never":
            continue
        key = f"{user_id}\n{frequency}\n{kind}\n{notice.key}"
        kept.notices[key] = notice
        _bound(kept, user_id)
        if frequency == "now":
            jobs.add(DELIVER, user_id, "now", site=site)


def _item(site: PloneSite, uid: str) -> Any | None:
    # Unrestricted: a job is nobody's; who is told is checked for each person
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid) if uid else ()
    # As above
    return brains[0]._unrestrictedGetObject() if brains else None


def _concerns(people: People, user_id: str, item: Any, *, asked: bool) -> bool:
    """Tell whether somebody may see a page; when nobody is named, whether they keep it."""
    user = people.user(user_id)
    return bool(user and user.has_permission(View if asked else ModifyPortalContent, item))


def _waiting(kept: Any, user_id: str, frequency: str = "") -> list[str]:
    beginning = f"{user_id}\n{frequency}\n" if frequency else f"{user_id}\n"
    return list(kept.notices.keys(beginning, f"{beginning}\U0010ffff"))


def _bound(kept: Any, user_id: str) -> None:
    for key in _waiting(kept, user_id)[:-MOST]:
        del kept.notices[key]


def deliver(site: PloneSite, user_id: str, frequency: str) -> None:
    """Job: send what waits for a person as one mail, and forget it in the same commit."""
    kept = store(site)
    keys = _waiting(kept, user_id, frequency) if kept is not None else []
    if not keys:
        return
    person = People(site).active.get(user_id)
    if person is not None and person.address:
        try:
            mail.send(site, letter(site, person, [(key, kept.notices[key]) for key in keys]))
        except Refused as refused:
            # Tried again unless this mailbox will never take mail
            if not refused.permanent:
                raise
            logger.warning("A notice was refused for good")
    for key in keys:
        del kept.notices[key]
    jobs.keep_so_far()


def letter(site: PloneSite, person: Person, found: list[tuple[str, Notice]]) -> mail.Letter:
    """Return the mail that tells a person what waits for them."""
    known, named = kinds(), {"commune": identity(site).name or site.Title()}
    paragraphs: list[Any] = []
    links: list[tuple[Any, str]] = []
    for _key, notice in found:
        links.append((notice.title, notice.url))
        paragraphs += [part for part in notice.text.split("\n\n") if part.strip()]
    names = {key.split("\n")[2] for key, _notice in found}
    first = known.get(names.pop()) if len(names) == 1 else None
    if len(found) == 1 and first is not None:
        subject: Any = first.title
    else:
        subject = _("What waits for you on the site of ${commune}", mapping=named)
    return mail.Letter(
        key=" ".join(key for key, _notice in found),
        to=person.address,
        subject=subject,
        paragraphs=(
            first.title if first else _("This happened since yesterday."),
            *paragraphs,
        ),
        links=(*links,),
        footer=(
            _("You choose what you are told, and when, on this page:"),
            f"{site.absolute_url()}/@@my-account",
        ),
    )


def every_day(site: PloneSite) -> None:
    """Job: write to those who are told once a day, and come again tomorrow."""
    from communesplone.accounts.upkeep import keep_up

    kept = store(site)
    if kept is None:
        # The add-on was taken out of the site
        return
    now = utc_now()
    keep_up(site, now)
    people = {key.split("\n")[0] for key in kept.notices if key.split("\n")[1] == "daily"}
    for user_id in sorted(people):
        jobs.add(DELIVER, user_id, "daily", site=site)
    schedule(site, now)


def schedule(site: PloneSite, now: datetime) -> None:
    """Have the daily job run at its next hour, once."""
    if any(job.name == DAY and job.due > now for job in jobs.pending(site)):
        return
    here = now.astimezone(BRUSSELS)
    moment = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    jobs.add(DAY, run_at=moment if moment > here else moment + timedelta(days=1), site=site)
