"""The jobs that compute the board: daily with the library, and soon after what changes here."""

from collections import Counter
from collections import defaultdict
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Sequence
from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import lines
from communesplone.core.catching_up import Others
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import Report
from communesplone.core.tool import Upgraded
from communesplone.sharing.catching_up.board import Board
from communesplone.sharing.catching_up.board import weigh
from communesplone.sharing.catching_up.board import who_has
from communesplone.sharing.catching_up.criteria import compare
from communesplone.sharing.catching_up.criteria import Member
from communesplone.sharing.catching_up.criteria import member_of
from communesplone.sharing.catching_up.criteria import of_identity
from communesplone.sharing.catching_up.store import catch_up
from communesplone.sharing.catching_up.store import CatchUp
from communesplone.sharing.catching_up.store import Computed
from communesplone.sharing.catching_up.store import made
from communesplone.sharing.catching_up.store import Step
from communesplone.sharing.client import library
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from plone.dexterity.content import DexterityContent
from Products.CMFCore.interfaces import IActionSucceededEvent
from Products.CMFPlone.Portal import PloneSite
from zlib import crc32
from zope.component import adapter
from zope.component.hooks import getSite
import transaction


JOB = "communesplone.sharing.catch_up"
LOOK_HERE = "communesplone.sharing.catch_up_here"
#: Hour of the night (Brussels) in which the boards are computed: after the communes reported.
HOUR = 5
#: A new site's library is filled, and its neighbours have reported, before its first board.
FIRST = timedelta(minutes=1)
#: What is done in one go counts as one change.
SOON = timedelta(seconds=5)
#: How long until the library is asked again that did not answer.
AGAIN = timedelta(hours=1)
#: How many communes are named that could be asked.
ASKED = 2


class _Asked(set):
    """The ids of sites that a transaction has asked to look at again; also the key of that."""


def refresh(site: PloneSite) -> None:
    """Job: ask the library what the others have, compute the board, and come back tomorrow."""
    now = utc_now()
    if has_board(site):
        heard = _hear(site, now)
        come_back(site, now, next_run(site, now) if heard else now + AGAIN)


def look_here(site: PloneSite) -> None:
    """Job: something changed here; of the others the board says what it said."""
    if has_board(site):
        catching = catch_up(site)
        known = catching is not None and catching.computed is not None
        if known:
            _keep(site, None, utc_now())
        else:
            _hear(site, utc_now())


def has_board(site: PloneSite) -> bool:
    """Tell whether a site is a commune that shares. The hub catches up with nobody."""
    return store(site) is not None and identity(site).kind != "hub"


def _hear(site: PloneSite, now: datetime) -> bool:
    """Compute the board with what the library says; return whether it answered."""
    found = library(site, WORKING)
    try:
        reports = found.members() if found is not None else None
        _keep(site, reports, now)
    except (SharingError, jobs.NotYet):
        reports = None
        _keep(site, None, now)
    return reports is not None


def _keep(site: PloneSite, reports: Sequence[Report] | None, now: datetime) -> None:
    # Citizens see nothing of it: their pages stay in the caches.
    changes.stay_quiet()
    catching = made(site)
    catching.computed = compute(site, catching, reports, now)
    board = catching.computed.board.without(catching.aside)
    catching.pressing = len(board.law)
    adopted = sum(shared.role == "adopted" for shared in store(site).items.values())
    catching.note(f"{now.astimezone(BRUSSELS):%Y-%m}", Step(board.has, board.of, adopted))


def compute(
    site: PloneSite, catching: CatchUp, reports: Sequence[Report] | None, now: datetime
) -> Computed:
    """Return the board of a site; what it says of others is the last that was heard of them."""
    before, who = catching.computed, identity(site)
    if reports is None and before is not None:
        board = _renewed(before.board, lines(site, {}))
        return Computed(
            now, before.answered, before.comparison, before.members, board, before.ahead
        )
    others = [one for one in reports or () if one.issuer != issuer_id(who)]
    members = tuple(member_of(one) for one in others)
    comparison = compare(catching.criteria or of_identity(who), members)
    had = having(others, {one.issuer for one in comparison.members})
    board = weigh(lines(site, had), had, len(comparison.members))
    answered = now if reports is not None else None
    names = ahead(comparison.members, board, had)
    return Computed(now, answered, comparison, members, board, names)


def having(reports: Iterable[Report], issuers: Container[str]) -> Others:
    """Return which of some communes have what, by name of line."""
    found = defaultdict(set)
    for report in reports:
        if report.issuer in issuers:
            for name in report.has:
                found[name].add(report.issuer)
    return {name: frozenset(who) for name, who in found.items()}


def ahead(members: Iterable[Member], board: Board, had: Others) -> tuple[str, ...]:
    """Return the names of the two communes that have most of what is lacking, if any has some."""
    rows = (*board.law, *board.nearly_all, *board.some)
    counted = Counter(one for row in rows for one in who_has(row.line, had))
    able = sorted(
        (one for one in members if counted[one.issuer]),
        key=lambda one: (-counted[one.issuer], one.name),
    )
    return tuple(one.name for one in able[:ASKED])


def _renewed(before: Board, found: Sequence[Line]) -> Board:
    """Return a board with what the site has now, and of the others what was known."""
    here, users = weigh(found, {}, 0), {row.line.name: row.users for row in before.rows}
    present = {line.name for line in found if line.present}
    law = tuple(replace(row, users=users.get(row.line.name, 0)) for row in here.law)
    nearly_all, some = (
        tuple(row for row in rows if row.line.name not in present)
        for rows in (before.nearly_all, before.some)
    )
    made_up = len(before.law) + len(before.nearly_all) - len(law) - len(nearly_all)
    return Board(law, nearly_all, some, here.refresh, before.has + made_up, before.of)


def soon(site: PloneSite) -> None:
    """Have the board look at the site again once what is being done is done."""
    current = transaction.get()
    try:
        asked = current.data(_Asked)
    except KeyError:
        asked = _Asked()
        current.set_data(_Asked, asked)
    if site.getId() in asked or not has_board(site):
        return
    asked.add(site.getId())
    if not _is_near(site, JOB, LOOK_HERE):
        jobs.add(LOOK_HERE, run_at=utc_now() + SOON, site=site)


def begin(site: PloneSite) -> None:
    """Have the first board computed, unless it is about to be: after the communes reported."""
    if not any(job.name == JOB for job in jobs.pending(site)):
        jobs.add(JOB, run_at=utc_now() + FIRST, site=site)


@adapter(Upgraded)
def follow_upgrade(event: Upgraded) -> None:
    """Begin where the board came with an upgrade, and look at what the upgrade brought."""
    if has_board(event.site):
        begin(event.site)
        soon(event.site)


def come_back(site: PloneSite, now: datetime, moment: datetime) -> None:
    """Have the job run at a moment, unless it does before."""
    if not any(job.name == JOB and now < job.due <= moment for job in jobs.pending(site)):
        jobs.add(JOB, run_at=moment, site=site)


def ask_anew(site: PloneSite) -> None:
    """Have the library asked again and the board computed, now."""
    if not _is_near(site, JOB):
        jobs.add(JOB, site=site)


def follow_publication(item: DexterityContent, event: IActionSucceededEvent) -> None:
    """Look again when something goes online, or back."""
    soon(getSite())


def _is_near(site: PloneSite, *names: str) -> bool:
    end = utc_now() + SOON
    return any(job.name in names and job.due <= end for job in jobs.pending(site))


def next_run(site: PloneSite, now: datetime) -> datetime:
    """Return when the board is computed next: each site at a minute of its own, at night."""
    here = now.astimezone(BRUSSELS)
    minute = crc32(site.getId().encode()) % 60
    night = here.replace(hour=HOUR, minute=minute, second=0, microsecond=0)
    return night if night > here + timedelta(hours=1) else night + timedelta(days=1)
