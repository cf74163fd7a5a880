"""Run inside our set-up: `probe_search.py communes search COUNT`.

Makes a site of COUNT items and measures the page of results for each question; prints one line
of JSON.
"""

from dataclasses import replace
from probe import application
from probe import cold
from probe import configure
from probe import finish
from probe import SITES
from probe import warm
from probe_citizen import fill
from typing import Any
from urllib.parse import urlencode
from zope.component.hooks import setSite
import sys
import transaction


#: What is asked. Three pages have "rhododendron", one in ten "inondation", one in eight each of
#: "babaco" and "lozonmi", and every page has "commune", "de" and "Namur".
QUESTIONS = {
    "a rare word": "rhododendron",
    "a common word": "inondation",
    "two words": "babaco lozonmi",
    "a mistake": "inondtaion",
    "words that every page has": "publié commune Namur",
}
RARE = 3
EVERYWHERE = "<p>Publié par la commune de Namur.</p>"


def main(name: str, _action: str, count: str) -> None:
    """Make the site, measure, print."""
    configure()
    app = application()
    site = SITES[name](app, 0)
    setSite(site)
    home = fill(name, site, int(count), worded)["home"]
    transaction.commit()
    found = {kind: measured(home, asked) for kind, asked in QUESTIONS.items()}
    finish(found)


def worded(number: int, item: Any) -> Any:
    """Return an item of the shared content with the words that are asked for here."""
    rare = "<p>Un rhododendron.</p>" if number < RARE else ""
    return replace(item, html=f"{item.html}{EVERYWHERE}{rare}")


def measured(home: str, asked: str) -> dict[str, float]:
    """CPU milliseconds (warm) and objects (cold) of the first page of results."""
    path = f"{home}/@@search?{urlencode({'SearchableText': asked})}"
    return {"ms": warm(path), "objects": cold(path)}


if __name__ == "__main__":
    main(*sys.argv[1:])
