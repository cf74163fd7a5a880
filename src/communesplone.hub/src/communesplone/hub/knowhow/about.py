"""Finding know-how: by subject, by words, what is like a question that somebody types."""

from communesplone.core import _
from communesplone.hub.knowhow.store import store
from plone.api.portal import get_current_language
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from urllib.parse import urlencode
from zope.i18n import translate
from zope.i18nmessageid import Message
import json
import re


#: Guides and questions named on the page of a tool.
MOST_ON_TOOL = 4
MOST_ALIKE = 5
_WORD = re.compile(r"\w{3,}")
_LONG_WORD = re.compile(r"\w{4,}")
MOST_WORDS = 12
KINDS = ("Guide", "Question")


def found(site: PloneSite, **query: Any) -> list[AbstractCatalogBrain]:
    """Return guides and questions that this person may read, the latest first."""
    asked = {"portal_type": KINDS, "sort_on": "created", "sort_order": "descending", **query}
    return site.portal_catalog.searchResults(**asked)


def by_words(site: PloneSite, text: str, **query: Any) -> list[AbstractCatalogBrain]:
    """Return what has all the words of a text, beginnings of words too; nothing for no word."""
    words = _WORD.findall(text)[:MOST_WORDS]
    if not words:
        return []
    return found(site, SearchableText=" AND ".join(f"{one}*" for one in words), **query)


def alike(site: PloneSite, text: str) -> list[AbstractCatalogBrain]:
    """Return what is likest to a question that somebody types, the likest first."""
    words = list(dict.fromkeys(_LONG_WORD.findall(text.lower())))[:MOST_WORDS]
    if not words:
        return []
    asked = " OR ".join(words)
    return site.portal_catalog.searchResults(
        portal_type=KINDS, SearchableText=asked, sort_limit=MOST_ALIKE
    )[:MOST_ALIKE]


def row(brain: AbstractCatalogBrain) -> dict[str, Any]:
    """Return what lists show of a guide or a question, without waking it."""
    facts = brain.hub_facts if isinstance(brain.hub_facts, str) else "{}"
    return {
        "title": brain.Title,
        "url": brain.getURL(),
        "kind": brain.portal_type,
        "description": brain.Description,
        "state": brain.review_state,
        "commune": "",
        "name": "",
        "answers": 0,
        "helped": False,
        **json.loads(facts),
    }


def said(told: dict[str, Any]) -> Message | str:
    """Return of whom a question is and how many answered, from `row`; empty for a guide."""
    many = told["answers"]
    if told["kind"] == "Guide":
        return ""
    if not many:
        return _("Question of ${commune}, no answer yet", mapping={"commune": told["name"]})
    if many == 1:
        return _("Question of ${commune}, 1 answer", mapping={"commune": told["name"]})
    mapping = {"commune": told["name"], "count": str(many)}
    return _("Question of ${commune}, ${count} answers", mapping=mapping)


def about_tool(site: PloneSite, tool: str) -> dict[str, Any]:
    """Return what the page of a tool gathers: guides, questions, how many communes answer."""
    gathered = {
        kind: [row(one) for one in found(site, portal_type=kind, hub_about=tool)[:MOST_ON_TOOL]]
        for kind in KINDS
    }
    base = site.absolute_url()
    return {
        "guides": gathered["Guide"],
        "questions": gathered["Question"],
        "people": people_words(site, tool),
        "people_url": f"{base}/@@who-answers?{urlencode({'about': tool})}",
        "ask_url": f"{base}/@@ask?{urlencode({'about': tool})}",
    }


def counted(site: PloneSite) -> dict[str, int]:
    """Return how many communes answer questions, by subject."""
    kept = store(site)
    result: dict[str, int] = {}
    for one in kept.contacts.values() if kept is not None else ():
        for key in one.subjects:
            result[key] = result.get(key, 0) + 1
    return result


def people_words(site: PloneSite, subject: str) -> str:
    """Return "3 communes answer questions about it", empty for none."""
    many = counted(site).get(subject, 0)
    if not many:
        return ""
    one = _("1 commune answers questions about it")
    words = _("${count} communes answer questions about it", mapping={"count": str(many)})
    return translate(one if many == 1 else words, target_language=get_current_language(site))
