"""Run inside our set-up: `probe_library.py communes library COUNT`.

Makes a hub whose library has COUNT contents of 20 adopters each, and measures its page for each
question; prints one line of JSON.
"""

from communesplone.core.sharing.records import Summary
from communesplone.hub.catalogue import catalogue
from communesplone.policy.sites import create_hub
from probe import application
from probe import cold
from probe import configure
from probe import finish
from probe import warm
from urllib.parse import urlencode
import random
import sys
import transaction


QUESTIONS = {
    "everything": {},
    "a common word": {"text": "commun"},
    "a word of one in twenty": {"text": "inondation"},
    "one kind": {"kind": "page"},
    "the tenth page": {"start": "90"},
}
KINDS = ("procedure", "page", "news", "event", "file")
PROVINCES = ("Namur", "Liège", "Hainaut", "Luxembourg", "Brabant wallon")
WORDS = 300


def main(_name: str, _action: str, count: str) -> None:
    """Make the hub, measure, print."""
    configure()
    app = application()
    hub = create_hub(app)
    fill(catalogue(hub), int(count))
    transaction.commit()
    found = {}
    for question, asked in QUESTIONS.items():
        path = f"/hub/@@shared?{urlencode(asked)}"
        found[question] = {"ms": warm(path), "objects": cold(path)}
    finish(found)


def fill(kept: object, count: int) -> None:
    """Put contents into the index, with words as texts have them: few often, many seldom."""
    chance = random.Random(1)
    for number in range(1, count + 1):
        words = [f"mot{int(min(chance.paretovariate(0.6), 1e6))}" for _word in range(WORDS)]
        words += ["commune"] + ["inondation"] * (number % 20 == 0)
        row = Summary(
            urn=f"urn:uuid:00000000-0000-0000-0000-{number:012}",
            revision=1,
            title=f"Contenu {number} {words[0]}",
            description="Ce qu’une commune a écrit et que toutes peuvent reprendre.",
            portal_type="Procedure",
            kind=chance.choice(KINDS),
            language="de" if number % 12 == 0 else "fr",
            licence="CC0-1.0",
            issuer=f"nis:{number % 115}",
            issuer_name=f"Commune {number % 115}",
            accepted=f"2026-{chance.randint(1, 11):02}-{chance.randint(1, 28):02}T10:00:00+00:00",
            adopters=20,
        )
        facets = {
            ("kind", row.kind),
            ("language", row.language),
            ("province", chance.choice(PROVINCES)),
            ("issuer", row.issuer),
        }
        kept.index.put(number, row, " ".join([row.title, *words]), facets)


if __name__ == "__main__":
    main(*sys.argv[1:])
