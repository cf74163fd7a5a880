"""What else somebody may have meant whose search found nothing: only what finds something."""

from collections.abc import Iterable
from communesplone.search import site as search_site
from communesplone.search.analysis import distance
from communesplone.search.analysis import words
from communesplone.search.browser.asked import Question
from communesplone.search.query import Result
from dataclasses import replace
from itertools import islice
from plone import api
from typing import Any


#: Words tried of each that nobody knows, and links offered.
TRIED, MOST = 4, 4
#: How many of a word's letters must be there for another to be like it, and how far they may be.
FIRST, FAR = 3, 4
QUOTES = str.maketrans('"«»“”', "     ")


def hints(
    context: Any, asked: Question, answer: Result, language: str, base: str
) -> list[dict[str, str]]:
    """Return other questions as title, url and total, the likeliest first."""
    plain = replace(asked, exact=False, page=1)
    loose = replace(plain, text=" ".join(asked.text.translate(QUOTES).split()))
    tried = {question.text: question for question in (plain, loose) if question != asked}
    found = _found(context, tried.values(), language, base)
    if found:
        return found
    told = words(loose.text, language)
    for unknown in answer.unknown[:2]:
        for word in _like(unknown, language):
            text = " ".join(word if one == unknown else one for one in told)
            tried.setdefault(text, replace(loose, text=text))
    return _found(context, tried.values(), language, base)


def _found(
    context: Any, tried: Iterable[Question], language: str, base: str
) -> list[dict[str, str]]:
    found = []
    for question in islice(tried, 2 * MOST):
        result = search_site.ask(context, question.text, language)
        if result.pages:
            meant = [result.corrected.get(word, word) for word in words(question.text, language)]
            title = " ".join(meant) if result.corrected else question.text
            address = replace(question, text=title).address(base)
            found.append({"title": title, "url": address, "total": str(len(result.pages))})
    return list({hint["title"]: hint for hint in found}.values())[:MOST]


def _like(unknown: str, language: str) -> list[str]:
    """Return known words that begin as one that nobody knows, the nearest first."""
    index = search_site.index_of(api.portal.get())
    if index is None or len(unknown) <= FIRST:
        return []
    near = [
        (distance(unknown, word, FAR), -index.known(word, language), word)
        for word in index.beginning(unknown[:FIRST], language, 60)
    ]
    return [word for far, _known, word in sorted(near) if far <= FAR][:TRIED]
