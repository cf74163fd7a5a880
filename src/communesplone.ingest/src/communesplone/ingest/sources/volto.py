"""The blocks of Plone's other editor, Volto: its texts and pictures as HTML."""

from collections.abc import Iterator
from collections.abc import Mapping
from html import escape
from typing import Any


#: Elements of a text as the editor keeps them that mean the same in HTML.
SAME = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "del",
        "s",
        "u",
        "sub",
        "sup",
        "blockquote",
        "code",
    ]
)
#: Blocks that say nothing of their own.
SILENT = frozenset({"title", "description", "separator", "toc"})
DEEPEST = 40


def html(blocks: Mapping[str, Any], layout: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return the blocks of a page in their order as HTML, and the kinds that are not known."""
    drawn, unknown = [], []
    order = layout.get("items") if isinstance(layout.get("items"), list) else list(blocks)
    for key in order:
        block = blocks.get(key) if isinstance(key, str) else None
        if not isinstance(block, dict):
            continue
        kind = str(block.get("@type") or "")
        found = _block(kind, block)
        if found is None:
            unknown.append(kind)
            found = f"<p>{escape(str(block.get('plaintext') or ''))}</p>"
        drawn.append(found)
    return "\n".join(drawn), list(dict.fromkeys(unknown))


def _block(kind: str, block: Mapping[str, Any]) -> str | None:
    if kind in SILENT:
        return ""
    if kind == "slate":
        return "".join(_nodes(block.get("value"), 0))
    if kind == "text" and isinstance(block.get("text"), dict):
        lines = block["text"].get("blocks") or ()
        texts = [str(one.get("text") or "") for one in lines if isinstance(one, dict)]
        return "".join(f"<p>{escape(text)}</p>" for text in texts)
    if kind == "html":
        return str(block.get("html") or "")
    if kind == "image":
        alt, url = escape(str(block.get("alt") or "")), escape(str(block.get("url") or ""))
        return f'<p><img src="{url}" alt="{alt}"></p>'
    if kind == "video":
        return f'<iframe src="{escape(str(block.get("url") or ""))}"></iframe>'
    return None


def _nodes(value: Any, depth: int) -> Iterator[str]:
    for node in value if isinstance(value, list) and depth < DEEPEST else ():
        if not isinstance(node, dict):
            continue
        if "text" in node:
            yield escape(str(node["text"]))
            continue
        inner = "".join(_nodes(node.get("children"), depth + 1))
        kind = str(node.get("type") or "")
        if kind == "link":
            data = node.get("data") if isinstance(node.get("data"), dict) else {}
            yield f'<a href="{escape(str(data.get("url") or ""))}">{inner}</a>'
        elif kind in SAME:
            yield f"<{kind}>{inner}</{kind}>"
        else:
            yield inner
