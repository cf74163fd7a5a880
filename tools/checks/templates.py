"""Page templates: every word can be translated, every copy of Plone's is known as one."""

from checks.house import add_ons
from checks.house import place
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
import difflib
import hashlib
import re


COPY = re.compile(r"Copy of ([\w.]+):([\w./-]+) sha256:([0-9a-f]{64})")
EXPRESSION = re.compile(r"\$\{.*?\}(?!\})", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
# Attributes that a person reads or hears.
SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "label")
# What makes the text of an element translated, replaced by data, or not shown.
SETTLED = ("i18n:translate", "tal:content", "tal:replace")
ALIKE = 0.75


def untranslated(root: Path) -> list[str]:
    """A word of a template that no catalogue can translate."""
    found = []
    for add_on in add_ons(root):
        for path in add_on.files("*.pt"):
            reader = Reader()
            reader.feed(path.read_text())
            found += [
                f"{place(root, path, line)} {text!r} needs i18n:translate, i18n:attributes, or "
                'translate="no" when it is the same in every language'
                for line, text in reader.found
            ]
    return found


class Reader(HTMLParser):
    """Collects in `found` the line and the words that stand outside any translation."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append((tag, self.is_settled() or settles(tag, dict(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if settles_attributes(tag, given):
            return
        for name in spoken(tag, given):
            if has_words(given.get(name)) and not is_set(name, given):
                self.found.append((self.getpos()[0], given[name]))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.is_settled() and has_words(data):
            self.found.append((self.getpos()[0], " ".join(data.split())))

    def is_settled(self) -> bool:
        return bool(self.open) and self.open[-1][1]


def settles(tag: str, attrs: dict[str, str | None]) -> bool:
    """Whether the text inside an element needs no translation of its own."""
    if tag in ("script", "style", "tal:comment") or attrs.get("tal:condition") == "nothing":
        return True
    if attrs.get("translate") == "no":
        return True
    return any(name in attrs or name.split(":")[1] in bare(tag, attrs) for name in SETTLED)


def bare(tag: str, attrs: dict[str, str | None]) -> set[str]:
    """The attributes of an element such as <tal:block content="…">, which need no prefix."""
    return set(attrs) if tag.startswith("tal:") else set()


def settles_attributes(tag: str, attrs: dict[str, str | None]) -> bool:
    """Whether the attributes of an element are never read by a person."""
    return attrs.get("translate") == "no" or tag in ("link", "meta", "tal:comment")


def spoken(tag: str, attrs: dict[str, str | None]) -> tuple[str, ...]:
    """The attributes of an element that a person reads or hears."""
    is_button = tag == "input" and attrs.get("type") in ("submit", "button", "reset")
    return (*SPOKEN, "value") if is_button else SPOKEN


def is_set(name: str, attrs: dict[str, str | None]) -> bool:
    """Whether an attribute is translated or computed."""
    settled = f"{attrs.get('i18n:attributes') or ''};{attrs.get('tal:attributes') or ''}"
    return any(part.split()[:1] == [name] for part in settled.split(";"))


def has_words(text: str | None) -> bool:
    """Whether a text has words of its own, expressions aside."""
    return bool(WORD.search(EXPRESSION.sub("", text or "")))


def copies(root: Path) -> list[str]:
    """A copy of a Plone template without its checksum, or whose original has changed."""
    found = []
    for add_on in add_ons(root):
        for path in add_on.files("*.pt"):
            where, text = place(root, path), path.read_text()
            declared = COPY.search(text)
            if declared:
                found += [f"{where} {problem}" for problem in outdated(*declared.groups())]
            elif original := copied_from(path.name, text):
                found.append(
                    f"{where} is a copy of {original}: say so in a comment, "
                    '"Copy of package:path sha256:…"'
                )
    return found


def outdated(package: str, path: str, checksum: str) -> Iterator[str]:
    """What is wrong with a declared copy; nothing when its original is as it was."""
    spec = find_spec(package)
    original = Path(spec.submodule_search_locations[0]) / path if spec else Path(path)
    if not original.is_file():
        yield f"copies {package}:{path}, which is not there any more"
    elif hashlib.sha256(original.read_bytes()).hexdigest() != checksum:
        yield f"copies {package}:{path}, which has changed: compare, then note its new checksum"


def copied_from(name: str, text: str) -> str | None:
    """The Plone template of that name that the text is mostly the same as, if any."""
    mine = lines(text)
    for original in stock().get(name, ()):
        theirs = lines(original.read_text(errors="replace"))
        if mine and difflib.SequenceMatcher(None, mine, theirs).ratio() > ALIKE:
            return str(original.relative_to(site_packages()))
    return None


def lines(text: str) -> list[str]:
    """The lines of a template that are not blank, without their indentation."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def site_packages() -> Path:
    """Where Plone is installed."""
    return Path(find_spec("plone.api").submodule_search_locations[0]).parent.parent


@cache
def stock() -> dict[str, list[Path]]:
    """Plone's templates by file name."""
    found: dict[str, list[Path]] = {}
    for package in ("plone", "Products", "plonetheme"):
        for path in (site_packages() / package).rglob("*.pt"):
            found.setdefault(path.name, []).append(path)
    return found
