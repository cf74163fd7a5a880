"""What a text holds that should perhaps not be on a public page, or cannot come along."""

from collections.abc import Iterator
from lxml.html import HtmlElement
import re


NATIONAL_NUMBER = re.compile(
    r"(?<!\d)(\d{2})[. ]?(\d{2})[. ]?(\d{2})[- ]?(\d{3})[. ]?(\d{2})(?!\d)"
)
#: Mailboxes that people have for themselves.
PRIVATE_MAIL = re.compile(
    r"[\w.+-]+@(?:gmail|hotmail|outlook|live|yahoo|skynet|proximus|telenet|voo|belgacom|icloud|"
    r"scarlet|base)\.(?:com|be|fr|net)\b",
    re.IGNORECASE,
)


def is_national_number(text: str) -> bool:
    """Tell whether a text is a Belgian national number, by its check digits (modulo 97)."""
    found = NATIONAL_NUMBER.fullmatch(text)
    if found is None:
        return False
    number, check = int("".join(found.groups()[:4])), int(found[5])
    # Who was born from 2000 on has a 2 in front, for the check alone.
    return check in (97 - number % 97, 97 - (2_000_000_000 + number) % 97)


def findings(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield what needs a human in the HTML of an old page, as pairs of code and detail.

    A national number is not repeated: the report would spread it.
    """
    for form in tree.iter("form"):
        yield "form", (form.get("action") or "")[:300]
    for script in tree.iter("script"):
        yield "script", (script.get("src") or "")[:300]
    words = " ".join(text for text in tree.itertext(with_tail=True) if text and not text.isspace())
    if any(is_national_number(one[0]) for one in NATIONAL_NUMBER.finditer(words)):
        yield "national", ""
    links = " ".join(link.get("href") or "" for link in tree.iter("a"))
    for address in dict.fromkeys(PRIVATE_MAIL.findall(f"{words} {links}")):
        yield "mail", address[:100]
