"""The decisions of the reviewers, and the queue that they take offers from."""

from BTrees.OOBTree import OOTreeSet
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.changes import touch
from communesplone.core.sharing.audience import audience_facets
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.showing import plain_text
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import now
from communesplone.hub.catalogue import Offer
from communesplone.hub.catalogue import Revision
from communesplone.hub.catalogue import State
from communesplone.hub.figures.counting import month_of
from communesplone.hub.packs.keeping import recount
from communesplone.hub.spreading import spread
from communesplone.hub.spreading import spread_end
from communesplone.hub.ways import way_to
from Products.CMFPlone.Portal import PloneSite


TELL = "communesplone.hub.tell"
#: What an author is told.
DECISIONS = frozenset({"accepted", "sent_back", "taken_out"})
LONGEST_WORD = 2000


def waiting_key(revision: Revision) -> str:
    """Return the key of a revision in the queue, the oldest first."""
    return f"{revision.received} {revision.envelope['urn']}"


def out_of_the_queue(kept: Catalogue, offer: Offer, state: State = "superseded") -> None:
    """Take what waits of an offer out of the queue."""
    for revision in offer.revisions.values():
        if revision.state == "waiting":
            revision.state = state
            kept.waiting.pop(waiting_key(revision), None)


def waiting(kept: Catalogue) -> list[tuple[str, int, Revision]]:
    """Return urn, number and revision of what waits, the oldest first."""
    return [(urn, at, kept.offers[urn].revisions[at]) for urn, at in kept.waiting.values()]


def accept(site: PloneSite, urn: str, number: int, word: str, reviewer: str) -> None:
    """Put a revision into the library and tell its author.

    :raises SharingError: it is not waiting any more, or must not leave its commune.
    """
    kept, offer, revision = _to_decide(site, urn, number)
    if revision.problems[0]:
        raise SharingError(
            _("Personal data or what the law asks for holds this back: send it back.")
        )
    _decide(kept, revision, "accepted", word.strip(), reviewer)
    was_away, offer.withdrawn = offer.withdrawn, False
    offer.accepted = number
    kept.figures.note("accepted", urn, number, offer.issuer, month_of(revision.decided))
    index(kept, offer)
    if was_away:
        recount(kept, urn)
    jobs.add(TELL, urn, number, site=site)
    spread(site, offer)


def send_back(site: PloneSite, urn: str, number: int, word: str, reviewer: str) -> None:
    """Send a revision back and tell its author why.

    :raises SharingError: it is not waiting any more, or no reason is given.
    """
    kept, _offer, revision = _to_decide(site, urn, number)
    _decide(kept, revision, "sent_back", _reason(word), reviewer)
    jobs.add(TELL, urn, number, site=site)


def take_out(site: PloneSite, urn: str, word: str, reviewer: str) -> None:
    """Take an accepted item out of the library, and tell its author why.

    What its author has offered since waits for the reviewers still.

    :raises SharingError: it is not there, or no reason is given.
    """
    kept = catalogue(site)
    offer = kept.offers.get(urn) if kept is not None else None
    if offer is None or offer.withdrawn or not offer.accepted:
        raise SharingError(_("This content is no longer in the library."))
    _note(offer.revisions[offer.accepted], "taken_out", _reason(word), reviewer)
    leave(site, offer, "taken_out")
    jobs.add(TELL, urn, offer.accepted, site=site)


def leave(site: PloneSite, offer: Offer, state: State) -> None:
    """Have an item leave the library, and tell who uses it.

    None of its revisions is read any more, nor are its files. Of what is offered and accepted
    later that one alone is.

    :param state: what its accepted revisions are from now on.
    """
    kept = catalogue(site)
    for revision in offer.revisions.values():
        if revision.state == "accepted":
            revision.state = state
        for digest in revision.envelope["files"]:
            kept.close_file(digest, offer.urn)
    kept.index.drop(offer.number)
    recount(kept, offer.urn)
    touch(site)
    if not offer.withdrawn:
        offer.withdrawn = True
        spread_end(site, offer)


def _to_decide(site: PloneSite, urn: str, number: int) -> tuple[Catalogue, Offer, Revision]:
    kept = catalogue(site)
    offer = kept.offers.get(urn) if kept is not None else None
    revision = offer.revisions.get(number) if offer is not None else None
    if revision is None or revision.state != "waiting":
        raise SharingError(_("This offer is decided already, or withdrawn."))
    return kept, offer, revision


def _reason(word: str) -> str:
    if not word.strip():
        raise SharingError(_("Say why: the author reads it on the page."))
    return word.strip()


def _decide(kept: Catalogue, revision: Revision, state: State, word: str, reviewer: str) -> None:
    _note(revision, state, word, reviewer)
    kept.waiting.pop(waiting_key(revision), None)


def _note(revision: Revision, state: State, word: str, reviewer: str) -> None:
    if len(word) > LONGEST_WORD:
        raise SharingError(_("Write at most 2000 characters."))
    revision.state, revision.word = state, word
    revision.reviewer, revision.decided = reviewer, now()


def index(kept: Catalogue, offer: Offer) -> None:
    """Write the accepted revision of an offer into the search."""
    revision = offer.revisions[offer.accepted]
    envelope = revision.envelope
    declared = shareable(envelope["type"])
    fields = envelope["fields"]
    row = Summary(
        urn=offer.urn,
        revision=offer.accepted,
        title=str(fields.get("title", "")),
        description=str(fields.get("description", "")),
        portal_type=envelope["type"],
        kind=declared.kind if declared is not None else "",
        language=envelope["language"],
        licence=envelope["licence"],
        issuer=offer.issuer,
        issuer_name=str(envelope["issuer"].get("name", "")),
        accepted=revision.decided,
        adopters=len(offer.adopters),
    )
    for digest in envelope["files"]:
        kept.open_file(digest, offer.urn)
    told = fields.get("themes")
    themes = [one for one in (told if isinstance(told, list) else ()) if isinstance(one, str)]
    facets = {("kind", row.kind), ("language", row.language)}
    facets |= {("province", str(envelope["issuer"].get("province", "")))}
    facets |= {("theme", theme) for theme in themes} | {("issuer", row.issuer)}
    facets |= audience_facets(envelope["audience"])
    kept.index.put(offer.number, row, plain_text(envelope), {one for one in facets if one[1]})
    if envelope["group"] not in kept.groups:
        kept.groups[envelope["group"]] = OOTreeSet()
    kept.groups[envelope["group"]].insert(offer.urn)


def tell(site: PloneSite, urn: str, number: int) -> None:
    """Job: tell a commune what became of its offer."""
    kept = catalogue(site)
    offer = kept.offers.get(urn) if kept is not None else None
    revision = offer.revisions.get(number) if offer is not None else None
    if revision is None:
        return
    stay_quiet()
    inbox = way_to(site, offer.issuer)
    if inbox is not None and revision.state in DECISIONS:
        inbox.decided(urn, number, revision.state, revision.word, revision.decided)
