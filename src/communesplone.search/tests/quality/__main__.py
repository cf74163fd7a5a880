"""Print hit@3 of each part and language: `python -m quality [--misses]`, from tests/."""

from collections import defaultdict
from communesplone.core.reference import find
from communesplone.search.site import ask
from pathlib import Path
from plone import api
from plone.app.testing import PLONE_FIXTURE
from plone.app.textfield import RichTextValue
from plone.dexterity.utils import createContentInContainer
from plone.testing import zca
from plone.testing import zodb
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
from zope.configuration import xmlconfig
import communesplone.policy
import json
import logging
import sys


HERE = Path(__file__).parent
PARTS = ("working", "kept")
SITES = {"fr": "Namur", "de": "Sankt Vith", "nl": "Mouscron"}


def read(name: str) -> list[dict]:
    return json.loads(HERE.joinpath(f"{name}.json").read_text(encoding="utf-8"))


def dutch_pages(folder: object) -> None:
    """Publish the Dutch pages of the measure."""
    for entry in read("nl"):
        fields = {key: value for key, value in entry.items() if key not in ("type", "text")}
        if entry["type"] != "Procedure":
            fields.pop("keywords")
        text = RichTextValue(entry["text"], "text/html", "text/x-html-safe")
        item = createContentInContainer(
            folder, entry["type"], checkConstraints=False, language="nl", text=text, **fields
        )
        if api.content.get_state(item) != "published":
            api.content.transition(item, "publish")


def measured(app: object, language: str, rows: dict[str, list[dict]]) -> dict[str, list]:
    """Return the misses of each part in the language, asked of a commune made for it."""
    # Zope makes its users when it starts, which the layer does.
    from communesplone.policy.sites import create_commune

    site = create_commune(
        app, find(SITES[language]), site_id=f"measure-{language}", demo=language != "nl"
    )
    setSite(site)
    root = site[language] if language in site.objectIds() else site
    if language == "nl":
        dutch_pages(root)
    missed = defaultdict(list)
    for part, queries in rows.items():
        for row in queries:
            first = [
                about.path.rsplit("/", 1)[-1]
                for _id, about in ask(root, row["query"], language).pages[:3]
            ]
            if not set(first) & set(row["expected"]):
                missed[part].append((row["query"], row["expected"], first))
    setSite(None)
    return missed


def main() -> None:
    logging.disable(logging.ERROR)
    PLONE = PLONE_FIXTURE
    from plone.testing.layer import Layer

    class Measured(Layer):
        defaultBases = (PLONE,)

        def setUp(self) -> None:
            self["zodbDB"] = zodb.stackDemoStorage(self.get("zodbDB"), name="Quality")
            zca.pushGlobalRegistry()
            self["configurationContext"] = zca.stackConfigurationContext(
                self.get("configurationContext")
            )
            xmlconfig.file(
                "configure.zcml", communesplone.policy, context=self["configurationContext"]
            )

    layer = Measured()
    for base in bases(layer):
        base.setUp()
    report(sys.argv[1:] == ["--misses"])


def bases(layer: object) -> list:
    found = []
    for base in layer.__bases__:
        found += [one for one in bases(base) if one not in found]
    return [*found, layer]


def report(misses: bool) -> None:
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system

    every = {part: read(part) for part in PARTS}
    hits = defaultdict(lambda: [0, 0])
    for language in SITES:
        rows = {p: [r for r in every[p] if r["language"] == language] for p in PARTS}
        with zopeApp() as app:
            newSecurityManager(None, system.__of__(app.acl_users))
            missed = measured(app, language, rows)
        for part in PARTS:
            for key in ((part, language), (part, "all")):
                hits[key][0] += len(rows[part]) - len(missed[part])
                hits[key][1] += len(rows[part])
        if misses:
            for query, expected, first in missed["working"]:
                print("  miss", language, repr(query), expected, first)
    for (part, language), (good, count) in sorted(hits.items()):
        print(f"{part:8} {language:4} hit@3 {good}/{count} = {100 * good / count:.0f} %")


main()
