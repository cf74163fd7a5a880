"""Somebody will leave: a day is noted, and a job closes the access when it is over."""

from communesplone.accounts import journal
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.leaving import check_heir
from communesplone.accounts.leaving import check_leaver
from communesplone.accounts.leaving import shut
from communesplone.accounts.people import People
from communesplone.accounts.store import Leave
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.core.typography import day as day_in_words
from communesplone.core.typography import known
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from Products.CMFPlone.Portal import PloneSite


#: Job that closes the access of who left.
LEAVE = "communesplone.accounts.leave"
#: A pension is known a year before; a slip of the year is not meant.
FURTHEST = timedelta(days=800)


def plan(site: PloneSite, user_id: str, typed: str, heir: str) -> Leave:
    """Note the last day of somebody, and who gets their pages then, or nobody yet.

    :param typed: the day, as a browser sends it: 2026-12-07.
    :raises Refusal: it is no day to come, or this person cannot be let go.
    """
    check_leaver(site, user_id)
    check_heir(site, user_id, heir)
    last = _day(typed)
    found = Leave(last, heir, api.user.get_current().getId() or "")
    store(site).leaves[user_id] = found
    jobs.add(LEAVE, user_id, last.isoformat(), run_at=end_of(last), site=site)
    about = {"name": People(site).name(user_id), "day": _in_words(site, last)}
    journal.record(site, journal.LEAVES, about)
    return found


def stay(site: PloneSite, user_id: str) -> None:
    """Forget that somebody leaves.

    :raises Refusal: it was not noted.
    """
    if store(site).leaves.pop(user_id, None) is None:
        raise Refusal(_("No leave is noted for this person."))
    journal.record(site, journal.STAYS, {"name": People(site).name(user_id)})


def leave(site: PloneSite, user_id: str, day: str) -> None:
    """Job: close the access of somebody whose last day is over, unless it was changed since."""
    kept = store(site)
    found = kept.leaves.get(user_id) if kept is not None else None
    if found is None or found.day.isoformat() != day:
        return
    people = People(site)
    if user_id not in people.active:
        del kept.leaves[user_id]
    elif people.keepers() != (user_id,):
        # Else nobody would keep the site: the page of teams says so until there is another one
        shut(site, user_id, found.heir if found.heir in people.active else "", found.by)


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over in Belgium."""
    return datetime.combine(day + timedelta(days=1), time(), BRUSSELS)


def _day(typed: str) -> date:
    today = utc_now().astimezone(BRUSSELS).date()
    try:
        last = date.fromisoformat(typed.strip())
    except ValueError as error:
        raise Refusal(_("Write the last day as day, month and year.")) from error
    if last < today:
        raise Refusal(_("This day is over. Choose a later one, or close the access now."))
    if last > today + FURTHEST:
        raise Refusal(_("This day is more than two years away. Look at the year."))
    return last


def _in_words(site: PloneSite, day: date) -> str:
    return day_in_words(day, known(identity(site).language), weekday=False, year=True)
