"""The index: in the catalog, of what everybody may see and of nothing else.

What is private is not in it, so that no suggestion, correction or count can tell of it. A search
wakes two objects a term at most, and one for each 256 pages that it finds.
"""

from BTrees.IIBTree import IIBucket
from BTrees.IOBTree import IOBTree
from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.search import document
from communesplone.search import postings
from communesplone.search.document import Facts
from communesplone.search.postings import Pages
from OFS.SimpleItem import SimpleItem
from persistent import Persistent
from persistent.mapping import PersistentMapping
from Products.PluginIndexes.interfaces import IPluggableIndex
from Products.PluginIndexes.interfaces import ITransposeQuery
from typing import Any
from zope.interface import implementer
import zlib


NAME = "communes_search"
#: Up to so many pages a term keeps them in the node of the tree, beyond in an object of its own.
FEW = 16
BLOCK = 8
#: When one of these is indexed again, so is the page here.
FOLLOWED = (
    "allowedRolesAndUsers",
    "SearchableText",
    "Title",
    "Description",
    "Subject",
    "Language",
    "effective",
    "expires",
    "effectiveRange",
    "topic_themes",
    "path",
    "end",
    "portal_type",
)


class Kept(Persistent):
    """A page as it was indexed: its text, and what is to be taken back one day."""

    def __init__(self, text: str, terms: dict[str, int], vocabulary: set[str]) -> None:
        self._text = zlib.compress(text.encode())
        lines = "\n".join(f"{term} {weight}" for term, weight in terms.items())
        self._terms = zlib.compress(lines.encode())
        self._words = zlib.compress(" ".join(vocabulary).encode())

    @property
    def text(self) -> str:
        return zlib.decompress(self._text).decode()

    @property
    def terms(self) -> dict[str, int]:
        lines = zlib.decompress(self._terms).decode().splitlines()
        return {term: int(weight) for term, weight in (line.split() for line in lines)}

    @property
    def vocabulary(self) -> set[str]:
        return set(zlib.decompress(self._words).decode().split())


@implementer(IPluggableIndex, ITransposeQuery)
class SearchIndex(SimpleItem):
    """An index of the catalog that only the search asks."""

    meta_type = "Communes search index"
    query_options = ()

    def __init__(self, name: str = NAME) -> None:
        self.id = name
        self.clear()

    def clear(self) -> None:
        """Forget every page."""
        self._terms = OOBTree()
        self._best = OOBTree()
        self._words = OOBTree()
        self._backwards = OOTreeSet()
        self._kept = IOBTree()
        self._blocks = IOBTree()
        self._length = Length()

    # What the catalog asks of an index

    def getId(self) -> str:
        return self.id

    def getIndexSourceNames(self) -> tuple[str, ...]:
        return ()

    def getIndexQueryNames(self) -> tuple[str, ...]:
        return ()

    def getIndexNames(self) -> tuple[str, ...]:
        return FOLLOWED

    def make_query(self, query: dict[str, Any]) -> dict[str, Any]:
        return query

    def getEntryForObject(self, documentId: int, default: Any = None) -> Any:
        kept = self._kept.get(documentId)
        return default if kept is None else sorted(kept.terms)

    def _apply_index(self, request: Any, resultset: Any = None) -> None:
        return None

    def numObjects(self) -> int:
        return self._length()

    def indexSize(self) -> int:
        return len(self._terms)

    def uniqueValues(self, name: str | None = None, withLengths: int = 0) -> tuple[()]:
        return ()

    def index_object(self, documentId: int, obj: Any, threshold: int | None = None) -> int:
        """Take a page in, as it is now; what is not for everybody is taken out."""
        kind = document.value(obj, "portal_type")
        if not kind or kind in document.NOT_FOUND or not document.is_public(obj):
            return self.unindex_object(documentId) or 0
        about, by_field = document.facts(obj), document.texts(obj)
        if not by_field["body"]:
            # It says that no search finds it, such as a mandate: its person is found
            return self.unindex_object(documentId) or 0
        language = about.language
        terms = document.weights(by_field, language, about.kind)
        vocabulary = document.vocabulary(by_field, language)
        self._replace(
            documentId,
            {f"{language} {term}": weight for term, weight in terms.items()},
            {f"{language} {word}" for word in vocabulary},
            by_field["body"],
        )
        block = self._blocks.get(documentId >> BLOCK)
        if block is None:
            block = self._blocks[documentId >> BLOCK] = PersistentMapping()
        if block.get(documentId) != about:
            block[documentId] = about
        return 1

    def unindex_object(self, documentId: int) -> int:
        """Take a page out; one that is not in is no error."""
        if documentId not in self._kept:
            return 0
        self._replace(documentId, {}, set(), None)
        block = self._blocks[documentId >> BLOCK]
        del block[documentId]
        if not block:
            del self._blocks[documentId >> BLOCK]
        return 1

    def _replace(
        self, docid: int, terms: dict[str, int], vocabulary: set[str], text: str | None
    ) -> None:
        """Write only what differs from what is kept of a page."""
        kept = self._kept.get(docid)
        # Keys hold a space: kept with "_" between language and term.
        old_terms = {_key(name): weight for name, weight in kept.terms.items()} if kept else {}
        old_words = {_key(name) for name in kept.vocabulary} if kept else set()
        for term in old_terms.keys() - terms.keys():
            self._drop(term, docid)
        for term, weight in terms.items():
            if old_terms.get(term) != weight:
                self._put(term, docid, weight)
        self._count(vocabulary - old_words, 1)
        self._count(old_words - vocabulary, -1)
        if text is None:
            del self._kept[docid]
            self._length.change(-1)
            return
        if kept is None:
            self._length.change(1)
        elif old_terms == terms and old_words == vocabulary and kept.text == text:
            return
        self._kept[docid] = Kept(
            text,
            {term.replace(" ", "_"): weight for term, weight in terms.items()},
            {word.replace(" ", "_") for word in vocabulary},
        )

    def _put(self, term: str, docid: int, weight: int) -> None:
        found = self._terms.get(term, ())
        if isinstance(found, IIBucket):
            found[docid] = weight
            postings.put(self._best, term, found, docid)
            return
        pairs = dict(found) | {docid: weight}
        self._terms[term] = tuple(pairs.items()) if len(pairs) <= FEW else IIBucket(pairs)

    def _drop(self, term: str, docid: int) -> None:
        found = self._terms.get(term, ())
        if isinstance(found, IIBucket) and len(found) > 1:
            del found[docid]
            postings.drop(self._best, term, found, docid)
            return
        pairs = dict(found) if isinstance(found, tuple) else {}
        pairs.pop(docid, None)
        if pairs:
            self._terms[term] = tuple(pairs.items())
        else:
            del self._terms[term]

    def _count(self, vocabulary: Iterable[str], change: int) -> None:
        for key in vocabulary:
            count = self._words.get(key, 0) + change
            language, _space, word = key.partition(" ")
            backwards = f"{language} {word[::-1]}"
            if count > 0:
                self._words[key] = count
                self._backwards.insert(backwards)
            else:
                del self._words[key]
                self._backwards.remove(backwards)

    # What the search asks

    def pages(self, term: str, language: str) -> Pages:
        """Return the pages that have a stem, each with its weight."""
        key = f"{language} {term}"
        found = self._terms.get(key, ())
        if isinstance(found, tuple):
            found = IIBucket(found)
        return Pages(found, self._best.get(key, found))

    def known(self, word: str, language: str) -> int:
        """Return how many pages have a word."""
        return self._words.get(f"{language} {word}", 0)

    def beginning(self, start: str, language: str, most: int) -> list[str]:
        """Return words that begin so, in the order of the alphabet."""
        return list(_words_from(self._words.keys, f"{language} {start}", most))

    def ending(self, end: str, language: str, most: int) -> list[str]:
        """Return words that end so."""
        found = _words_from(self._backwards.keys, f"{language} {end[::-1]}", most)
        return [word[::-1] for word in found]

    def docids(self) -> Iterable[int]:
        """Return the numbers of all pages."""
        return self._kept.keys()

    def about(self, docid: int) -> Facts | None:
        """Return what is known of a page."""
        block = self._blocks.get(docid >> BLOCK)
        return None if block is None else block.get(docid)

    def text(self, docid: int) -> str:
        """Return the text of a page, without marks."""
        kept = self._kept.get(docid)
        return "" if kept is None else kept.text


def _key(kept: str) -> str:
    return kept.replace("_", " ", 1)


def _words_from(keys: Any, start: str, most: int) -> Iterator[str]:
    for count, key in enumerate(keys(start, start + "\uffff")):
        if count >= most:
            return
        yield key.partition(" ")[2]
