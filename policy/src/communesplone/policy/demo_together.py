"""Working together to try: a group, its meetings and proposals in several states, marked so."""

from collections.abc import Callable
from communesplone.core.hours import BRUSSELS
from communesplone.core.settings import settings
from communesplone.hub.together import approving
from communesplone.hub.together import group
from communesplone.hub.together import meeting
from communesplone.hub.together import pledging
from communesplone.hub.together import steering
from communesplone.hub.together import supporting
from communesplone.hub.together import voting
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.place import place_of
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.store import dealings
from communesplone.hub.together.store import now
from communesplone.hub.together.writing import propose
from communesplone.hub.together.writing import Written
from communesplone.policy.content import Entry
from communesplone.policy.content import read_json
from communesplone.policy.hub import find_hub
from communesplone.policy.hub import identity_of
from communesplone.policy.sites import as_system
from communesplone.sharing.reporting import report
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from OFS.Application import Application
from plone.app.textfield import RichTextValue
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import setSite


PERSON = "demonstration"


def fill(app: Application) -> None:
    """Give the hub something to work on together; nothing where something is there.

    Only when all the communes that it speaks of are demonstration communes of this cluster.
    """
    with as_system(app) as app:
        hub = find_hub(app)
        if hub is None or place_of(hub) is None or len(place_of(hub)):
            return
        data = read_json("demo", "together.json")
        sites = [app[one] for one in app.objectIds("Plone Site")]
        known = [(identity_of(site), site) for site in sites]
        shown = {who.nis: site for who, site in known if who is not None and who.demonstration}
        if not {entry["by"] for entry in data["proposals"]} <= set(shown):
            return
        for site in shown.values():
            setSite(site)
            # At once, so that the hub knows who takes part; the job that waits says it again
            report(site)
        setSite(hub)
        write(hub, data)


def write(hub: PloneSite, data: Entry) -> None:
    """Write the proposals, the group and its meetings of `demo/together.json` into a hub."""
    for entry in reversed(data["proposals"]):
        _proposal(hub, entry, data["mark"])
    _group(hub, data["group"], data["mark"])
    # While the hub is the current site: a commit after it would find no catalog
    processQueue()


def _speaker(nis: str) -> Speaker:
    return Speaker(f"nis:{nis}", PERSON)


def _proposal(hub: PloneSite, entry: Entry, mark: str) -> None:
    questions = settings(ITogetherSettings, hub).questions
    answers = dict.fromkeys(questions, mark)
    written = Written(entry["title"], entry["need"], entry["idea"], answers)
    made = propose(hub, _speaker(entry["by"]), written)
    made.description = mark
    for nis, word in entry.get("shared_by", {}).items():
        supporting.share_need(hub, made, _speaker(nis), word)
    for step in STEPS[entry["until"]]:
        step(hub, made, entry)
    made.reindexObject()


def _estimate(hub: PloneSite, made: Any, entry: Entry) -> None:
    steering.estimate(hub, made, *entry["estimate"])
    for nis, (kind, amount) in entry["pledges"].items():
        pledging.pledge(hub, made, _speaker(nis), kind, amount)


def _vote(hub: PloneSite, made: Any, entry: Entry) -> None:
    voting.announce(hub, made, datetime.now(UTC))
    for nis, choice in entry["votes"].items():
        voting.vote(hub, made, _speaker(nis), choice)


def _close(hub: PloneSite, made: Any, entry: Entry) -> None:
    # Closed as soon as opened: a demonstration has no two weeks
    dealings(hub, made).last_round.closes = now()
    voting.close_round(hub, IUUID(made), 1)


def _begin(hub: PloneSite, made: Any, entry: Entry) -> None:
    steering.begin(hub, made)


def _release(hub: PloneSite, made: Any, entry: Entry) -> None:
    steering.release(hub, made, entry["tool"], entry["release"], entry["note"])


def _send_back(hub: PloneSite, made: Any, entry: Entry) -> None:
    steering.send_back(hub, made, entry["reason"])


Step = Callable[[PloneSite, Any, Entry], None]
#: What is done until a proposal stands where the demonstration shows it.
STEPS: dict[str, tuple[Step, ...]] = {
    "idea": (),
    "sent_back": (_send_back,),
    "estimated": (_estimate,),
    "vote": (_estimate, _vote),
    "in_progress": (_estimate, _vote, _close, _begin),
    "released": (_estimate, _vote, _close, _begin, _release),
}


def _group(hub: PloneSite, data: Entry, mark: str) -> None:
    communes = ("nis:83012", "nis:63067")
    made = createContentInContainer(
        place_of(hub),
        group.TYPE,
        checkConstraints=False,
        title=data["title"],
        description=data["description"],
        communes=communes,
    )
    for entry in data["meetings"]:
        _meeting(hub, made, entry, communes, mark)


def _meeting(
    hub: PloneSite, made: Any, entry: Entry, communes: tuple[str, ...], mark: str
) -> None:
    day = datetime.now(BRUSSELS) - timedelta(days=entry["days_ago"])
    found = createContentInContainer(
        made,
        meeting.TYPE,
        checkConstraints=False,
        title=entry["title"],
        description=mark,
        # Without a zone, as the form writes it: an hour of Belgium
        start=day.replace(hour=14, minute=0, second=0, microsecond=0, tzinfo=None),
        where=entry["where"],
        agenda=entry["agenda"],
        attending=communes,
        minutes=RichTextValue(entry["minutes"], "text/html", "text/x-html-safe"),
        decisions=tuple(entry["decisions"]),
    )
    approving.submit(hub, found)
    for commune in communes if entry["approved"] else communes[:1]:
        approving.approve(hub, found, Speaker(commune, PERSON))
