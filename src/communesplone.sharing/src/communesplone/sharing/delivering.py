"""The jobs of sharing: what was written into the outbox goes to the library, once.

On one cluster the library's part and ours are one transaction of the worker; between clusters
the library knows a urn and revision that it has already, and one that is silent (`Silence`) is
called again later, as often as it takes.
"""

from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.interfaces import Worded
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.statements import withdrawal
from communesplone.sharing.client import library
from communesplone.sharing.identities import RELEASED
from communesplone.sharing.keys import INTRODUCE
from communesplone.sharing.keys import ring_of
from communesplone.sharing.offering import DELIVER
from communesplone.sharing.offering import outgoing_key
from communesplone.sharing.offering import WITHDRAW
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from datetime import timedelta
from Products.CMFPlone.Portal import PloneSite
from zope.i18n import translate


ADOPTED = "communesplone.sharing.tell_adopted"
#: While there is no library, what is to be told waits and goes by itself.
AGAIN = timedelta(hours=1)


def ready(site: PloneSite, name: str, *args: object) -> tuple[Store, ILibrary] | None:
    """Return store and library; without a library have the job run again later."""
    kept = store(site)
    if kept is None:
        return None
    # What is told, and what of it is noted, is on no page of citizens
    stay_quiet()
    found = library(site, WORKING)
    if found is None:
        jobs.add(name, *args, run_at=utc_now() + AGAIN, site=site)
        return None
    found.introduce(ring_of(site, kept), site.getId())
    return kept, found


def introduce(site: PloneSite) -> None:
    """Tell the library our public keys."""
    ready(site, INTRODUCE)


def deliver(site: PloneSite, urn: str, revision: int) -> None:
    """Deliver an offer. What the library refuses comes back with its reason.

    What it has no room for stays in the outbox and goes later.
    """
    way = ready(site, DELIVER, urn, revision)
    if way is None:
        return
    kept, found = way
    waiting = kept.outgoing.get(outgoing_key(urn, revision))
    if waiting is None:
        return
    at = kept.at_urn(urn)
    shared = at[1] if at is not None else None
    if shared is None or _is_under_way(shared, revision):
        try:
            found.receive(waiting.envelope, waiting.read_files(), site.getId())
        except Full as error:
            _wait(site, urn, revision, shared, error)
            return
        except SharingError as error:
            _note(shared, "sent_back", _said(site, error))
        else:
            _note(shared, "waiting", "")
    del kept.outgoing[outgoing_key(urn, revision)]


def _note(shared: Shared | None, state: str, word: str) -> None:
    """Say on the page of an item what the library said; nothing where the item is gone."""
    if shared is None:
        return
    shared.state, shared.word = state, word
    if word:
        shared.moment = utc_now().isoformat()


def _is_under_way(shared: Shared, revision: int) -> bool:
    """Tell whether an offer is still to be delivered: neither taken back nor overtaken."""
    return shared.state == "sent" and shared.revision == revision


def _wait(site: PloneSite, urn: str, revision: int, shared: Shared | None, error: Full) -> None:
    """Keep an offer for which the library has no room, and say so on its page."""
    if shared is not None:
        shared.word = _said(site, error)
    jobs.add(DELIVER, urn, revision, run_at=utc_now() + AGAIN, site=site)


def _said(site: PloneSite, error: Worded) -> str:
    return translate(error.message, target_language=identity(site).language)


def take_back(site: PloneSite, urn: str) -> None:
    """Tell the library that an item of ours is withdrawn."""
    way = ready(site, WITHDRAW, urn)
    if way is not None:
        kept, found = way
        found.withdraw(urn, sign(withdrawal(urn), kept.keys.private), site.getId())


def tell_adopted(site: PloneSite, urn: str, revision: int) -> None:
    """Tell the library that we use an item, if we still do: nothing but our name goes there."""
    way = ready(site, ADOPTED, urn, revision) if _uses(site, urn) else None
    if way is not None:
        way[1].adopted(urn, revision, issuer_id(identity(site)))


def tell_released(site: PloneSite, urn: str) -> None:
    """Tell the library that we use an item no more, unless we do again."""
    way = ready(site, RELEASED, urn) if not _uses(site, urn) else None
    if way is not None:
        way[1].released(urn, issuer_id(identity(site)))


def _uses(site: PloneSite, urn: str) -> bool:
    kept = store(site)
    return kept is not None and kept.uses(urn)
