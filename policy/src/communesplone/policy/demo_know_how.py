"""Know-how to try: guides and questions of demonstration communes, each marked so."""

from communesplone.core.identity import identity
from communesplone.core.sharing.issuers import issuer_id
from communesplone.hub.knowhow.about import found
from communesplone.hub.knowhow.asking import accept
from communesplone.hub.knowhow.asking import answer
from communesplone.hub.knowhow.asking import ask
from communesplone.hub.knowhow.asking import declare
from communesplone.hub.knowhow.asking import Voice
from communesplone.hub.knowhow.place import place
from communesplone.policy.content import make
from communesplone.policy.content import read_json
from communesplone.policy.hub import communes
from communesplone.policy.hub import find_hub
from communesplone.policy.sites import as_system
from OFS.Application import Application
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import setSite


def fill_know_how(app: Application) -> None:
    """Give the hub guides and questions of its demonstration communes; nothing where some are."""
    with as_system(app) as app:
        hub = find_hub(app)
        if hub is None:
            return
        voices = _voices(app, hub)
        setSite(hub)
        if len(voices) < 2 or found(hub, sort_limit=1):
            return
        data = read_json("demo", "know-how.json")
        for guide in data["guides"]:
            told = {**guide, "about": tuple(guide["about"])}
            make(place(hub), {"type": "Guide", "publish": True, "language": "fr", **told})
        for at, one in enumerate(data["questions"]):
            _ask(hub, one, [voices[(at + turn) % len(voices)] for turn in range(len(voices))])
        for at, one in enumerate(data["contacts"]):
            declare(hub, voices[at % len(voices)], tuple(one["about"]), one["text"])
        # While the hub is the current site: later nobody would know its registry
        processQueue()


def _ask(hub: PloneSite, told: dict, voices: list[Voice]) -> None:
    """Have the first commune ask and the others answer; the answer marked `helped` helped it."""
    question = ask(hub, voices[0], told["title"], told["details"], tuple(told["about"]))
    for at, one in enumerate(told["answers"], 1):
        made = answer(hub, question, voices[at % len(voices)], one["text"])
        if one.get("helped"):
            accept(question, made.getId(), voices[0].issuer)


def _voices(app: Application, hub: PloneSite) -> list[Voice]:
    """Return the demonstration communes, of nobody in particular."""
    listed = [identity(app[one.id]) for one in communes(hub) if one.id in app]
    return [Voice(issuer_id(one), one.name, "") for one in listed if one.demonstration]
