"""What is asked, understood: each word with what else it may mean; and the pages, best first."""

from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.search.analysis import COMPOUNDING
from communesplone.search.analysis import distance
from communesplone.search.analysis import stem
from communesplone.search.analysis import telling
from communesplone.search.analysis import words as words_of
from communesplone.search.document import Facts
from communesplone.search.index import SearchIndex
from communesplone.search.postings import together
from communesplone.search.ranking import Concept
from communesplone.search.ranking import scores_of
from communesplone.search.ranking import Way
from communesplone.search.synonyms import groups
from communesplone.search.synonyms import matches
from dataclasses import dataclass
from dataclasses import field
from heapq import nlargest
import re


LONGEST = 200
MOST_WORDS = 12
#: No citizen reads further, and no search walks further.
MOST_PAGES = 300
QUOTED = re.compile(r"[\"«“]([^\"»”]{2,80})[\"»”]")
ELISION = re.compile(r"^(?:[cdjlmnst]|qu)(?=[aeiouyh]\w{3})")
NEAR = 60
PAST_EVENT = 0.4
SYNONYM = 0.8


@dataclass
class Result:
    """The pages that were found, best first; what was corrected; what to mark in texts."""

    pages: list[tuple[int, Facts]] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Asked:
    """A question: text, language, synonyms, and where and when it is asked."""

    text: str
    language: str
    minute: int
    root: str = ""
    synonyms: tuple[str, ...] = ()
    exact: bool = False
    typing: bool = False


def search(index: SearchIndex, asked: Asked) -> Result:
    """Return the pages that answer a question, at most MOST_PAGES of them."""
    result = Result()
    text = asked.text[:LONGEST]
    words = list(dict.fromkeys(telling(text, asked.language)))[:MOST_WORDS]
    if not words:
        return result
    concepts = _concepts(index, words, asked, result)
    ranked = _current(index, scores_of(concepts, index.numObjects()), asked)
    phrases = QUOTED.findall(text)
    if phrases:
        ranked = [found for found in ranked[:NEAR] if _says(index, found, phrases, asked)]
    result.pages = ranked
    return result


def _says(
    index: SearchIndex, found: tuple[int, Facts], phrases: Sequence[str], asked: Asked
) -> bool:
    docid, about = found
    said = f" {' '.join(words_of(f'{about.title} . {index.text(docid)}', asked.language))} "
    return all(f" {' '.join(words_of(phrase, asked.language))} " in said for phrase in phrases)


def _concepts(index: SearchIndex, words: list[str], asked: Asked, result: Result) -> list[Concept]:
    found = []
    for place, word in enumerate(words):
        last = asked.typing and place == len(words) - 1
        concept = _of_word(index, word, asked, last, result)
        found.append(concept)
        result.stems |= set(concept.stems)
    stems = [stem(result.corrected.get(word, word), asked.language) for word in words]
    if not asked.exact:
        for start, length, others in matches(stems, groups(asked.synonyms, asked.language)):
            _widen(index, found[start : start + length], others, asked, result)
    return found


def _widen(
    index: SearchIndex,
    concepts: list[Concept],
    others: Sequence[tuple[str, ...]],
    asked: Asked,
    result: Result,
) -> None:
    """Let words lead also to the pages of the expressions that mean the same."""
    for other in others:
        pages = together([index.pages(part, asked.language) for part in other])
        if not len(pages):
            continue
        result.stems |= set(other)
        for concept in concepts:
            concept.ways.append(Way(pages, SYNONYM / len(other)))


def _of_word(index: SearchIndex, word: str, asked: Asked, typing: bool, result: Result) -> Concept:
    language = asked.language
    variants = {stem(word, language): 1.0} if index.known(word, language) else {}
    own = stem(word, language)
    if len(index.pages(own, language)):
        variants[own] = 1.0
    if typing and len(word) > 1:
        _add(variants, index.beginning(word, language, 40), 0.9, language)
    if not asked.exact:
        if language in COMPOUNDING and len(word) > 3:
            _add(variants, index.ending(word, language, 20), 0.55, language)
            if len(word) > 4:
                _add(variants, index.beginning(word, language, 20), 0.4, language)
        if not variants:
            variants = _guessed(index, word, language, result)
    ways = [Way(index.pages(term, language), weight) for term, weight in variants.items()]
    found = [way for way in ways if len(way.pages)]
    if not found:
        result.unknown.append(word)
    return Concept(found, stems=tuple(variants))


def _add(variants: dict[str, float], words: Sequence[str], weight: float, language: str) -> None:
    for word in words:
        variants.setdefault(stem(word, language), weight)


def _guessed(index: SearchIndex, word: str, language: str, result: Result) -> dict[str, float]:
    """Return what a word that no page has may be: elided, cut short, compound or misspelt."""
    bare = ELISION.sub("", word)
    if bare != word and language == "fr" and len(index.pages(stem(bare, language), language)):
        result.corrected[word] = bare
        return {stem(bare, language): 1.0}
    near = nearest(index, word, language)
    if near and distance(word, near, 2) == 1:
        result.corrected[word] = near
        return {stem(near, language): 0.9}
    variants: dict[str, float] = {}
    if len(word) > 3:
        _add(variants, index.beginning(word, language, 20), 0.6, language)
    if not variants and language in COMPOUNDING:
        variants = dict.fromkeys(_parts(index, word, language), 0.6)
    if not variants and near:
        result.corrected[word] = near
        variants = {stem(near, language): 0.8}
    return variants


def _parts(index: SearchIndex, word: str, language: str) -> list[str]:
    """Return the stems of the known words that a compound is made of."""
    found = []
    for cut in range(4, len(word) - 2):
        first, rest = word[:cut], word[cut:]
        for joint in ("", "s", "n", "en", "er"):
            if first.endswith(joint) and index.known(
                first.removesuffix(joint) if joint else first, language
            ):
                found.append(stem(first.removesuffix(joint) if joint else first, language))
        if index.known(rest, language):
            found.append(stem(rest, language))
    return list(dict.fromkeys(found))


def nearest(index: SearchIndex, word: str, language: str) -> str:
    """Return the known word that a misspelt one most likely is; empty for none."""
    if len(word) < 4 or not word.isalpha():
        return ""
    most = 1 if len(word) < 6 else 2
    candidates = set(index.beginning(word[:2], language, 400))
    candidates |= set(index.ending(word[-3:], language, 300))
    best, known = (most + 2, 0), ""
    for candidate in sorted(candidates):
        far = distance(word, candidate, most)
        # The first letter is seldom the wrong one.
        rank = (far + (candidate[0] != word[0]), -index.known(candidate, language))
        if far <= most and rank < best:
            best, known = rank, candidate
    return known


def _current(
    index: SearchIndex, scores: Mapping[int, float], asked: Asked
) -> list[tuple[int, Facts]]:
    """Return what is in this part of the site now, best first."""
    found = []
    for docid in nlargest(MOST_PAGES, scores, key=lambda docid: (scores[docid], -docid)):
        about = index.about(docid)
        if about is None or not about.current(asked.minute):
            continue
        if asked.root and not f"{about.path}/".startswith(f"{asked.root}/"):
            continue
        past = about.end is not None and about.end < asked.minute
        found.append((scores[docid] * (PAST_EVENT if past else 1), docid, about))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [(docid, about) for _score, docid, about in found]
