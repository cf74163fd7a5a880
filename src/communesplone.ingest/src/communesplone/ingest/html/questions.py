"""Questions and answers of an old page, whichever way it writes them, as `details`.

A list of definitions, the accordions of Bootstrap, WordPress and their extensions, headings that
ask something: all of them become what HTML has for it. What only looks alike stays as it is: no
word is lost or moved.
"""

from collections.abc import Callable
from collections.abc import Iterable
from lxml import html
from lxml.html import HtmlElement
import re


#: A page of questions, by its title.
FAQ = re.compile(
    r"\bfaq\b|foire aux questions|questions?[ -](?:fr[ée]quentes?|r[ée]ponses?|pos[ée]es)|"
    r"veel ?gestelde vragen|h[äa]ufig(?:e| gestellte) fragen|frequently asked",
    re.IGNORECASE,
)
#: Names of what holds one question with its answer, its question, its answer; as extensions write
#: them: Bootstrap 5, 4 and 3, WordPress, Yoast, Rank Math, Elementor, Kadence.
PATTERNS = (
    ("accordion-item", "accordion-header", "accordion-collapse accordion-body"),
    ("card", "card-header", "collapse card-body"),
    ("panel", "panel-heading", "panel-collapse panel-body"),
    ("wp-block-accordion-item", "wp-block-accordion-heading", "wp-block-accordion-panel"),
    ("schema-faq-section", "schema-faq-question", "schema-faq-answer"),
    ("rank-math-list-item", "rank-math-question", "rank-math-answer"),
    ("elementor-accordion-item", "elementor-tab-title", "elementor-tab-content"),
    ("elementor-toggle-item", "elementor-tab-title", "elementor-tab-content"),
    ("kt-accordion-pane", "kt-accordion-header-wrap", "kt-accordion-panel"),
)
#: What a question stands in when its row is one of an accordion at all: a card alone is a card.
HOLDERS = ("accordion", "panel-group", "faq", "toggle")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
#: Signs of open and shut, which say nothing.
SIGNS = frozenset("+-–−×▲▼▾▸►▶⌄›")
#: So many that follow one another are questions and answers, whatever the page is called.
ENOUGH = 2


def marked(root: HtmlElement, title: str) -> HtmlElement:
    """Have what is a question with its answer be `details` with a `summary`, in its place.

    :param title: of the page: in one of questions a single one is enough.
    """
    for item, question, answer in PATTERNS:
        for row in [one for one in root.iter() if item in _names(one)]:
            _accordion(row, question, answer.split())
    for listing in list(root.iter("dl")):
        _definitions(listing, title)
    if _is_faq(root, title):
        enough = 1 if FAQ.search(title) else ENOUGH
        for box in [root, *(one for one in root.iterdescendants() if len(one) > 1)]:
            for level in HEADINGS:
                _runs(box, lambda one, level=level: _is_asking(one, level), level, enough)
            _runs(box, _is_bold_question, "", ENOUGH)
    return root


def _is_faq(root: HtmlElement, title: str) -> bool:
    """Tell whether a page says that it is one of questions: elsewhere a heading only asks."""
    return FAQ.search(title) is not None or any(
        FAQ.search(_words(one)) for one in root.iter("h1", *HEADINGS)
    )


def _names(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _words(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _asks(words: str) -> bool:
    return words.endswith("?") and len(words) > 2


def _has_pictures(element: HtmlElement) -> bool:
    return element.tag == "img" or next(element.iter("img", "iframe", "input"), None) is not None


def _details(question: HtmlElement) -> HtmlElement:
    """Return a `details` whose summary is the words of an element, without signs."""
    found, summary = html.Element("details"), html.Element("summary")
    told = [text for text in question.itertext() if text.strip() not in SIGNS]
    summary.text = " ".join(" ".join(told).split())
    found.append(summary)
    return found


def _accordion(row: HtmlElement, question: str, answers: list[str]) -> None:
    """Mark a row of an accordion, where it is one question and one answer, in that order."""
    heads = [one for one in row.iterdescendants() if question in _names(one)]
    bodies = [one for one in row.iterdescendants() if answers[0] in _names(one)]
    if not bodies and len(answers) > 1:
        bodies = [one for one in row.iterdescendants() if answers[1] in _names(one)]
    if len(heads) != 1 or len(bodies) != 1 or row.getparent() is None:
        return
    head, body = heads[0], bodies[0]
    whole = f"{_words(head)} {_words(body)}".strip()
    plain = not _has_pictures(head) and body not in list(head.iter())
    if not plain or not _words(head) or _words(row) != whole or not _is_held(row):
        return
    found = _details(head)
    body.tail = None
    found.append(body)
    found.tail = row.tail
    row.getparent().replace(row, found)


def _is_held(row: HtmlElement) -> bool:
    own = _names(row)[0] if _names(row) else ""
    if "card" not in _names(row) and "panel" not in _names(row):
        return bool(own)
    told = [
        f"{one.get('class') or ''} {one.get('id') or ''}".lower() for one in row.iterancestors()
    ]
    return any(name in text for text in told for name in HOLDERS)


def _definitions(listing: HtmlElement, title: str) -> None:
    """Mark a list of definitions whose terms all ask something, or that says that it is a FAQ."""
    parts = [one for one in listing if isinstance(one.tag, str)]
    tags = [one.tag for one in parts]
    terms, loose = parts[::2], [listing.text, *(one.tail for one in parts)]
    pairs = len(tags) % 2 == 0 and tags == ["dt", "dd"] * (len(tags) // 2)
    named = f"{listing.get('class') or ''} {listing.get('id') or ''}".lower()
    asked = all(_asks(_words(one)) for one in terms)
    told = asked or "faq" in named or "accordion" in named or FAQ.search(title) is not None
    if not pairs or not terms or not told or any(text and text.strip() for text in loose):
        return
    if any(_has_pictures(one) or not _words(one) for one in terms):
        return
    for term, answer in zip(terms, parts[1::2], strict=True):
        found = _details(term)
        answer.tail, answer.tag = None, "div"
        found.append(answer)
        listing.addprevious(found)
    tail, above = listing.tail, listing.getparent()
    if tail:
        found.tail = tail
    above.remove(listing)


def _is_asking(element: HtmlElement, level: str) -> bool:
    return element.tag == level and _asks(_words(element)) and not _has_pictures(element)


def _is_bold_question(element: HtmlElement) -> bool:
    """Tell whether a paragraph is one bold question: how old editors wrote a heading."""
    if element.tag != "p" or _has_pictures(element) or not _asks(_words(element)):
        return False
    bold = [one for one in element if one.tag in ("strong", "b")]
    return len(bold) == 1 and _words(bold[0]) == _words(element)


def _runs(
    box: HtmlElement, is_question: Callable[[HtmlElement], bool], level: str, enough: int
) -> None:
    """Mark questions that follow one another in a box, each with what stands below it."""
    found: list[tuple[HtmlElement, list[HtmlElement]]] = []
    for child in list(box):
        if not isinstance(child.tag, str):
            continue
        if is_question(child):
            found.append((child, []))
        elif found and not _ends(child, level):
            found[-1][1].append(child)
        else:
            _mark(found, enough)
            found = []
    _mark(found, enough)


def _ends(element: HtmlElement, level: str) -> bool:
    """Tell whether an element ends the answers above it: a heading that is not below them."""
    if element.tag == "details":
        return True
    return element.tag in ("h1", *HEADINGS) and (not level or element.tag <= level)


def _mark(found: Iterable[tuple[HtmlElement, list[HtmlElement]]], enough: int) -> None:
    found = list(found)
    whole = all(any(_words(one) for one in answer) for _question, answer in found)
    loose = any(
        (one.tail or "").strip() for question, answer in found for one in (question, *answer)
    )
    if len(found) < enough or not whole or loose:
        return
    for question, answer in found:
        made = _details(question)
        question.addprevious(made)
        question.getparent().remove(question)
        made.extend(answer)
