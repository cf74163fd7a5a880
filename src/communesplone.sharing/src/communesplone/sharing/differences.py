"""Two revisions of shared content, part by part, the words that changed marked."""

from collections import Counter
from collections.abc import Mapping
from communesplone.core.sections.html import plain
from communesplone.core.sharing.showing import Part
from communesplone.core.sharing.showing import parts
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from typing import Any
from zope.i18nmessageid import Message
import re


TOKENS = re.compile(r"\s+|\S+")
BLOCKS = re.compile(r"</(?:p|li|h[1-6]|td|th|tr|blockquote|figcaption)>|<br\s*/?>")
#: Beyond these words, comparing would make a person wait.
MOST_WORDS = 4000
#: Of one word, or of one line, so many pairs are compared.
MOST_SAME = 40_000


@dataclass(frozen=True)
class Difference:
    """A part that changed: `html` is safe, with `<del>` and `<ins>`."""

    heading: Message | str
    html: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return what a revision changed, paragraph by paragraph, in the order of the page."""
    old, new = _texts(before), _texts(after)
    found = []
    for name in dict.fromkeys([*new, *old]):
        (heading, was), (title, now) = old.get(name, ("", "")), new.get(name, ("", ""))
        if was != now:
            found.append(Difference(title or heading, marked(was, now)))
    return found


def _texts(envelope: Mapping[str, Any]) -> dict[str, tuple[Message | str, str]]:
    fields = envelope["fields"]
    words = {name: ("", str(fields.get(name, ""))) for name in ("title", "description")}
    local = [part for part in parts(envelope) if not part.local]
    return words | {part.name: (part.heading, _lines(part)) for part in local}


def _lines(part: Part) -> str:
    pieces = [plain(piece) for piece in BLOCKS.split(part.html)]
    return "\n".join(piece for piece in pieces if piece)


def marked(before: str, after: str) -> str:
    """Return the paragraphs that differ as HTML, what went and what came marked by words."""
    old, new = before.split("\n"), after.split("\n")
    if is_crowded(old, new):
        return f"<p>{_went(before)}{_came(after)}</p>"
    shown = []
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act != "equal":
            shown.append(f"<p>{_words(' '.join(old[a:b]), ' '.join(new[c:d]))}</p>")
    return "".join(shown)


def _words(before: str, after: str) -> str:
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS or is_crowded(old, new):
        return _went(before) + _came(after)
    shown = []
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            shown.append(escape("".join(old[a:b])))
        else:
            shown.append(_went("".join(old[a:b])) + _came("".join(new[c:d])))
    return "".join(shown)


def is_crowded(old: list[str], new: list[str]) -> bool:
    """Tell whether a word, or a line, comes so often in both that comparing takes very long."""
    once, again = Counter(old), Counter(new)
    return any(once[one] * many > MOST_SAME for one, many in again.items() if one.strip())


def _went(text: str) -> str:
    return f"<del>{escape(text)}</del>" if text.strip() else ""


def _came(text: str) -> str:
    return f"<ins>{escape(text)}</ins>" if text.strip() else escape(text)
