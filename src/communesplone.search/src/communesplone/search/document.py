"""What the index takes of an item that everybody may see: its words with weights, and facts."""

from Acquisition import aq_base
from collections import Counter
from communesplone.search.analysis import ALGORITHMS
from communesplone.search.analysis import empty_words
from communesplone.search.analysis import stem
from communesplone.search.analysis import words
from dataclasses import dataclass
from DateTime import DateTime
from datetime import datetime
from plone.api.portal import get_default_language
from typing import Any


#: Weight of each field, and the length at which a word in it counts half.
FIELDS = {"title": (10, 6), "keywords": (7, 14), "description": (4, 30), "body": (1.5, 300)}
#: People come for what they can ask and for who answers, before what happened.
KINDS = {
    "Procedure": 1.5,
    "Service": 1.35,
    "Document": 1.1,
    "Folder": 0.8,
    "News Item": 0.75,
    "Event": 0.75,
    "Image": 0.3,
}
NOT_FOUND = frozenset({"Plone Site", "LRF", "LIF", "TempFolder", "Link Item"})
SCALE = 16
LONGEST_TEXT = 20000
NEVER, EVER = 0, 2**31


@dataclass(frozen=True)
class Facts:
    """What is known of a page before it is shown. Moments are minutes since 1970."""

    language: str
    path: str
    kind: str
    themes: tuple[str, ...]
    effective: int
    expires: int
    end: int | None
    title: str

    def current(self, minute: int) -> bool:
        """Tell whether the time of the page has come and not passed."""
        return self.effective <= minute < self.expires


def is_public(item: Any) -> bool:
    """Tell whether everybody may see an item that the catalog is given."""
    return "Anonymous" in (value(item, "allowedRolesAndUsers") or ())


def value(item: Any, name: str) -> Any:
    """Return what the catalog would index of `item` under `name`; None for nothing."""
    try:
        found = getattr(item, name)
        return found() if callable(found) else found
    except AttributeError:
        return None


def facts(item: Any) -> Facts:
    """Return what is known of an item before it is shown."""
    language = (value(item, "Language") or "")[:2]
    return Facts(
        language=language if language in ALGORITHMS else (get_default_language() or "fr")[:2],
        path="/".join(item.getPhysicalPath()),
        kind=value(item, "portal_type") or "",
        themes=tuple(value(item, "topic_themes") or ()),
        effective=minute(value(item, "effective"), NEVER),
        expires=minute(value(item, "expires"), EVER),
        end=minute(value(item, "end"), None),
        title=value(item, "Title") or "",
    )


def minute(moment: Any, missing: Any) -> Any:
    """Return a moment as minutes since 1970."""
    if isinstance(moment, DateTime):
        return max(NEVER, min(EVER, int(moment.timeTime() // 60)))
    if isinstance(moment, datetime):
        return max(NEVER, min(EVER, int(moment.timestamp() // 60)))
    return missing


def texts(item: Any) -> dict[str, str]:
    """Return the texts of an item by field."""
    wrapped = getattr(item, "_getWrappedObject", lambda: item)()
    # Of the item itself: nobody's page is found by the words of its folder.
    typed = getattr(aq_base(wrapped), "keywords", None) or ()
    body = value(item, "SearchableText") or ""
    return {
        "title": value(item, "Title") or "",
        "keywords": " . ".join([*map(str, typed), *(value(item, "Subject") or ())]),
        "description": value(item, "Description") or "",
        "body": (body if isinstance(body, str) else body.decode("utf-8", "replace"))[
            :LONGEST_TEXT
        ],
    }


def weights(by_field: dict[str, str], language: str, kind: str) -> dict[str, int]:
    """Return the weight of each stem of a page, 1 to 255: where it stands, and how often."""
    total: Counter[str] = Counter()
    for field, (boost, half) in FIELDS.items():
        found = [word for word in words(by_field[field], language)]
        counted = Counter(
            stem(word, language) for word in found if word not in empty_words(language)
        )
        norm = half / (half + len(found))
        for term, count in counted.items():
            total[term] += boost * (0.4 + 1.2 * norm) * count / (count + 0.6)
    factor = SCALE * KINDS.get(kind, 1) / 2
    return {term: max(1, min(255, round(weight * factor))) for term, weight in total.items()}


def vocabulary(by_field: dict[str, str], language: str) -> set[str]:
    """Return the words of a page, for corrections and for compounds."""
    empty = empty_words(language)
    return {
        word
        for text in by_field.values()
        for word in words(text, language)
        if len(word) > 2 and word not in empty and not word.isdigit()
    }
