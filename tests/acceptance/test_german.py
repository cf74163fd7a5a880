"""A browser walks the German-speaking commune: nothing of the interface is French or English."""

from babel.messages.pofile import read_po
from checks.house import add_ons
from functools import cache
from itertools import chain
from pathlib import Path
from playwright.sync_api import Page
from urllib.parse import parse_qsl
from urllib.parse import urlsplit
import plone.app.locales
import pytest
import re


pytestmark = pytest.mark.needs("chromium")

HOME = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\$\{?\w+\}?")
#: Where the same words with other filters would be walked again and again.
VARIANTS_OF_A_PATH = 2
#: Where every text is marked as French, and is meant to be.
FRENCH = "/fr"
#: Addresses that answer with data or files, not with a page.
NOT_PAGES = re.compile(
    r"(?:@@images|@@download|/download|@@display-file|\.\w{2,5}$|rss|atom|ical|ics|vcard|geojson|csv"
    r"|cpsv-ap|sitemap\.xml)"
)
TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('script, style, [lang]:not([lang|=de])'))
      found.push(walker.currentNode.textContent);
  }
  for (const each of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (each.hasAttribute(name) && !each.closest('[lang]:not([lang|=de])'))
        found.push(each.getAttribute(name));
  return found.map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => text.length > 2);
}"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"


def catalogues(language: str) -> list[Path]:
    """Return our catalogues of a language, and Plone's."""
    ours = [add_on.folder for add_on in add_ons(HOME)]
    found = chain.from_iterable(
        folder.glob(f"src/**/locales/{language}/LC_MESSAGES/*.po") for folder in ours
    )
    stock = Path(plone.app.locales.__file__).parent / "locales" / language / "LC_MESSAGES"
    return [*found, *stock.glob("plone.po")]


@cache
def words(language: str) -> dict[str, str]:
    """Return what each message says in a language, by domain and id; English by its default."""
    said: dict[str, str] = {}
    for path in catalogues("de" if language == "en" else language):
        with path.open("rb") as file:
            for message in read_po(file):
                if not isinstance(message.id, str) or not message.id:
                    continue
                text = english(message) if language == "en" else message.string
                if text:
                    said[f"{path.stem}:{message.id}"] = plain(str(text))
    return said


def english(message: object) -> str:
    """Return the default of a message: in a comment, or its id."""
    default = next(
        (
            comment.partition(":")[2].strip().strip('"')
            for comment in message.auto_comments
            if comment.startswith("Default:")
        ),
        "",
    )
    return default or (message.id if " " in message.id or message.id[:1].isupper() else "")


def plain(text: str) -> str:
    """Return a text without what typography changes in it."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


@cache
def foreign() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return texts and patterns that are French or English and cannot be German."""
    german = set(words("de").values())
    texts, patterns = set(), []
    for language in ("fr", "en"):
        for key, text in words(language).items():
            fixed = PLACEHOLDER.sub("", text)
            if text in german or key not in words("de") or len(fixed.strip(" .,:;-–()")) < 4:
                continue
            if fixed == text:
                texts.add(text)
            elif len(fixed) > 12:
                shape = ".+".join(map(re.escape, PLACEHOLDER.split(text)))
                patterns.append(re.compile(shape))
    return frozenset(texts), tuple(patterns)


#: English words of the interface that are German ones of the content.
ALSO_GERMAN = frozenset({"Kind"})


def is_foreign(text: str) -> bool:
    """Whether a text of a page is a French or English text of the interface."""
    texts, patterns = foreign()
    if text in ALSO_GERMAN:
        return False
    return text in texts or any(pattern.fullmatch(text) for pattern in patterns)


def walk(page: Page, start: str) -> dict[str, set[str]]:
    """Return the texts of every page that links lead to from `start`, by address."""
    host = urlsplit(start).netloc
    texts: dict[str, set[str]] = {}
    variants: dict[str, int] = {}
    queue = [start]
    while queue:
        address = queue.pop(0).partition("#")[0]
        path = urlsplit(address).path.rstrip("/")
        if address in texts or urlsplit(address).netloc != host or NOT_PAGES.search(path):
            continue
        if path == FRENCH or path.startswith(f"{FRENCH}/"):
            continue
        known = (path, *sorted(name for name, _value in parse_qsl(urlsplit(address).query)))
        variants[known] = variants.get(known, 0) + 1
        if variants[known] > VARIANTS_OF_A_PATH:
            continue
        answer = page.goto(address, wait_until="domcontentloaded")
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        texts[address] = {plain(text) for text in page.evaluate(TEXTS)}
        queue += page.evaluate(LINKS)
    return texts


def test_the_walk_knows_foreign_words_when_it_sees_them():
    assert is_foreign("Plan du site")
    assert is_foreign("Site map")
    assert not is_foreign("Seitenübersicht")


def test_nothing_of_the_interface_is_in_another_language(tab, address):
    page = tab(java_script_enabled=True)
    texts = walk(page, address("/", "st-vith"))
    assert len(texts) > 60
    foreign_ones = {text for text in set().union(*texts.values()) if is_foreign(text)}
    assert not {
        where: found & foreign_ones for where, found in texts.items() if found & foreign_ones
    }
