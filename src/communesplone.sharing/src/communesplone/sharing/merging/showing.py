"""Parts of a merging as a person reads them: words, what went and what came."""

from collections.abc import Iterator
from communesplone.sharing.merging.node import BOXES
from communesplone.sharing.merging.node import EMPTY
from communesplone.sharing.merging.node import Node
from communesplone.sharing.merging.parts import Part
from communesplone.sharing.merging.sentence import mark_html
from communesplone.sharing.merging.sentence import mark_plain
from communesplone.sharing.merging.sentence import mark_united
from communesplone.sharing.merging.splitting import BREAK
from communesplone.sharing.merging.splitting import contents
from communesplone.sharing.merging.values import is_single
from communesplone.sharing.merging.values import read
from communesplone.sharing.merging.values import write
from html import escape
from typing import Any
import re


#: A link is shown, and leads nowhere while somebody chooses.
LINK = re.compile(r"<a\b[^>]*>")
TARGET = re.compile(r"href=\"([^\"]*)\"")
HTML = re.compile(r"<[^>]+>")


def marked(before: Node | None, after: Node | None) -> str:
    """Return the HTML of a part, in it what went (`del`) and what came (`ins`)."""
    inline = [_inline(one) for one in (before, after)]
    if all(text is not None for text in inline):
        return shown(mark_html(inline[0] or "", inline[1] or ""))
    return mark_plain(text_of(before), text_of(after))


def united(part: Part) -> str:
    """Return both changes in one text, marked by who wrote what; empty where they overlap."""
    texts = [_inline(one) for one in (part.before, part.theirs, part.mine)]
    if part.united is None or any(text is None for text in texts):
        return ""
    return shown(mark_united(*texts) or "")


def shown(html: str) -> str:
    """Return inline HTML to be read where no link may be followed."""
    html = LINK.sub(lambda found: _named(found[0]), html)
    return html.replace("</a>", "</span>").replace(BREAK, "<br><br>")


def _named(link: str) -> str:
    target = TARGET.search(link)
    return f'<span class="merging-link" title="{target[1] if target else ""}">'


def plain(node: Node | None) -> str:
    """Return the HTML of a part without marks."""
    inline = _inline(node)
    return shown(inline) if inline is not None else escape(text_of(node))


def text_of(node: Node | None) -> str:
    """Return the words of any part on one line; what stands apart is parted by a dot."""
    return " · ".join(_lines(node)) if node is not None else ""


def _inline(node: Node | None) -> str | None:
    if node is None:
        return ""
    if node.form == "value" and not isinstance(node.content, list | dict):
        return escape("" if node.content is None else str(node.content), quote=False)
    return contents(node)


def _lines(node: Node) -> Iterator[str]:
    if node.form == "raw":
        (found,) = read(node)
        yield from _lines(found) if found is not None else ()
    elif node.form in BOXES:
        for child in node.children:
            # What tells sections apart is for no reader
            if node.form != "fields" or child.name not in ("id", "type"):
                yield from _lines(child)
    elif node.form == "value":
        yield from _told(node.content)
    else:
        yield from filter(None, [" ".join(HTML.sub(" ", write(node)).split())])


def _told(value: Any) -> Iterator[str]:
    if is_single(value):
        yield str(value.get("name") or next(iter(value.values())))
    elif value not in EMPTY:
        yield str(value)
