"""Blocks as sections: text, table, questions and answers, gallery, film where that is plain.

What is not plain stays text. Nothing here knows the add-on that draws sections: they are data.
"""

from collections.abc import Callable
from communesplone.core.sections import new_section
from communesplone.core.sections import section_type
from communesplone.core.sections.data import clean
from communesplone.core.sections.html import clean as clean_html
from communesplone.ingest.html import tables
from communesplone.ingest.html.blocks import Block
from communesplone.ingest.html.blocks import blocks
from communesplone.ingest.html.blocks import HEADINGS
from communesplone.ingest.html.blocks import parsed
from communesplone.ingest.html.links import Links
from communesplone.ingest.html.questions import marked
from lxml import html
from lxml.html import HtmlElement
from typing import Any


Section = dict[str, Any]
LONGEST_HEADING = 200
#: Characters of one text: well below what a section may hold.
LONGEST_TEXT = 60_000
MOST_SECTIONS = 80
MOST_PICTURES = 40
#: Tells whether a section of a type is taken with these fields.
Accepts = Callable[[str, Section], bool]


def accepts(kind: str, fields: Section) -> bool:
    """Tell whether the add-on of a type is there, and takes these fields."""
    found = section_type(kind)
    return found is not None and not clean(found.schema, fields)[1]


def convert(text: str, links: Links, title: str, taken: Accepts = accepts) -> list[Section]:
    """Return the sections of HTML: dicts with `type` and fields, without ids.

    :param title: of the page: it names what has no heading of its own.
    """
    made = _Maker(links, title, taken)
    for block in blocks(marked(parsed(text), title)):
        made.add(block)
    return _few(made.finished())


def ready(sections: list[Section]) -> list[Section]:
    """Return sections as a page keeps them: with ids, as their types clean them."""
    found = []
    for one in sections:
        kind = section_type(one["type"])
        if kind is not None:
            data, _wrong = clean(kind.schema, one)
            found.append({**new_section(kind), **data})
    return found


def as_html(sections: list[Section]) -> str:
    """Return text sections as one HTML, for types that have no sections."""
    parts = []
    for one in sections:
        if one.get("heading"):
            parts.append(f"<h2>{_escaped(one['heading'])}</h2>")
        parts.append(one["text"])
    return "\n".join(parts)


def texts_only(_kind: str, _fields: Section) -> bool:
    """Take no section but texts, for types that have none."""
    return False


class _Maker:
    """Gathers blocks into sections: a heading begins a new one."""

    def __init__(self, links: Links, title: str, taken: Accepts) -> None:
        self.links, self.title, self.taken = links, title, taken
        self.found: list[Section] = []
        self.heading = ""
        self.parts: list[str] = []
        self.questions: list[dict[str, str]] = []

    def add(self, block: Block) -> None:
        """Take the next block."""
        if block.kind != "details":
            self._end_questions()
        getattr(self, f"_{block.kind}")(block)

    def finished(self) -> list[Section]:
        """Return what was made."""
        self._end_questions()
        self._end_text()
        return self.found

    def _text(self, block: Block) -> None:
        self.links.follow(block.element)
        self._put(_written(block.element))

    def _put(self, part: str) -> None:
        if sum(map(len, self.parts)) + len(part) > LONGEST_TEXT:
            self._end_text()
        self.parts.append(part)

    def _heading(self, block: Block) -> None:
        words = " ".join(" ".join(block.element.itertext()).split())
        linked = block.element.find(".//a[@href]") is not None
        if block.level > 2 or linked or len(words) > LONGEST_HEADING:
            block.element.tag = HEADINGS[min(max(block.level, 3), 5) - 1]
            self._text(block)
            return
        self._end_text()
        self.heading = words

    def _table(self, block: Block) -> None:
        fields = tables.fields(block.element, self.heading if not self.parts else "")
        if fields is not None and self.taken("table", fields):
            heading = self._heading_before()
            if heading != fields["caption"]:
                fields = {**fields, **_headed(heading)}
            self.found.append({"type": "table", **fields})
            return
        for caption in tables.outside(block.element):
            self._text(Block("text", caption))
        self._text(block)

    def _details(self, block: Block) -> None:
        summary = block.element.find("summary")
        question = " ".join(" ".join(summary.itertext()).split()) if summary is not None else ""
        plain = summary is not None and summary.find(".//img") is None
        if plain and question and len(question) <= LONGEST_HEADING and self._is_first(summary):
            block.element.remove(summary) if not summary.tail else summary.drop_tree()
            answer = self._inner(block.element)
            pair = {"question": question, "answer": answer}
            if answer and self.taken("faq", {"questions": [pair]}):
                self.questions.append(pair)
                return
            self._end_questions()
            heading = html.Element("h3")
            heading.text = question
            self._put(_written(heading))
            if answer:
                self._put(answer)
            return
        self._end_questions()
        self._put(self._inner(block.element))

    @staticmethod
    def _is_first(summary: HtmlElement) -> bool:
        above = summary.getparent()
        return above.index(summary) == 0 and not (above.text or "").strip()

    def _inner(self, element: HtmlElement) -> str:
        """Return what is in a box as the HTML of texts."""
        box = html.Element("div")
        box.text = element.text
        box.extend(list(element))
        inner = convert(html.tostring(box, encoding="unicode"), self.links, self.title, texts_only)
        return as_html(inner).replace("<h2>", "<h3>").replace("</h2>", "</h3>")

    def _end_questions(self) -> None:
        if not self.questions:
            return
        questions, self.questions = self.questions, []
        heading = self._heading_before()
        for start in range(0, len(questions), MOST_PICTURES):
            section: Section = {"type": "faq", "questions": questions[start:][:MOST_PICTURES]}
            self.found.append({**section, **_headed(heading if not start else "")})

    def _heading_before(self) -> str:
        """Return the heading right above what comes, and end the text above that."""
        heading = ""
        if self.heading and not self.parts:
            heading, self.heading = self.heading, ""
        self._end_text()
        return heading

    def _gallery(self, block: Block) -> None:
        pictures = [
            (one, self.links.target((one.get("src") or "").strip())) for one in block.pictures
        ]
        rows = [
            {"image": target.uid, "alt": " ".join((one.get("alt") or target.alt).split())[:250]}
            for one, target in pictures
            if target is not None and target.kind == "image"
        ]
        whole = len(rows) == len(pictures) and all(row["alt"] for row in rows)
        if whole and self.taken("gallery", {"pictures": rows[:MOST_PICTURES]}):
            heading = self._heading_before()
            for start in range(0, len(rows), MOST_PICTURES):
                gallery: Section = {"type": "gallery", "pictures": rows[start:][:MOST_PICTURES]}
                self.found.append({**gallery, **_headed(heading if not start else "")})
            return
        for one in block.pictures:
            paragraph = html.Element("p")
            one.tail = None
            paragraph.append(one)
            self._text(Block("text", paragraph))

    def _frame(self, block: Block) -> None:
        source = block.element.find(".//source")
        address = block.element.get("src") or block.element.get("data") or ""
        address = address or (source.get("src") if source is not None else "") or ""
        title = (block.element.get("title") or "").strip()
        film = {"title": (title or self.title)[:200], "address": address}
        if title and self.taken("video", film):
            self.found.append({"type": "video", **film, **_headed(self._heading_before())})
            return
        self.links.findings.append(("embed", address[:300]))
        paragraph, link = html.Element("p"), html.Element("a")
        link.text = title or address
        link.set("href", f"https:{address}" if address.startswith("//") else address)
        paragraph.append(link)
        if link.text:
            self._text(Block("text", paragraph))

    def _end_text(self) -> None:
        text, heading = "\n".join(part for part in self.parts if part), self.heading
        self.parts, self.heading = [], ""
        if text:
            self.found.append({"type": "text", "text": text, **_headed(heading)})
        elif heading:
            # A heading above nothing says something still.
            self.found.append({"type": "text", "text": f"<h3>{_escaped(heading)}</h3>"})


def _headed(heading: str) -> Section:
    return {"heading": heading} if heading else {}


def _written(element: HtmlElement) -> str:
    """Return a block as HTML that texts may hold."""
    # In a box, so that it is seen to be HTML whatever it is.
    return clean_html(f"<div>{html.tostring(element, encoding='unicode', with_tail=False)}</div>")


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _few(sections: list[Section]) -> list[Section]:
    """Return no more sections than a page may have: the last texts are put together."""
    found = list(sections)
    at = len(found) - 1
    while len(found) > MOST_SECTIONS and at > 0:
        before, one = found[at - 1], found[at]
        whole = len(before.get("text", "")) + len(one.get("text", "")) < LONGEST_TEXT
        if before["type"] == one["type"] == "text" and whole:
            heading = f"<h3>{_escaped(one['heading'])}</h3>" if one.get("heading") else ""
            found[at - 1 : at + 1] = [
                {**before, "text": f"{before['text']}\n{heading}{one['text']}"}
            ]
        at -= 1
    return found
