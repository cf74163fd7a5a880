"""What shared data name of the site they come from: found, named by keys, settled elsewhere.

Rich text and sections name an item of the site as `resolveuid/UID`, fields of references as a
bare UID, people sometimes as a path. On leaving each becomes a key, `ref-` and 16 hexadecimal
digits, in the same place; the envelope lists what the keys stood for. On arrival each key is an
item of the new site, or is taken out: no dead link stays.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from hashlib import sha256
from lxml import html
from lxml.etree import ParserError
from typing import Any
import re


KEY = re.compile(r"ref-[0-9a-f]{16}")
UID = re.compile(r"[0-9a-f]{32}")
NAMED = re.compile(r"(?:\.\./)*resolveuid/([0-9a-f]{32})")
KEYED = re.compile(r"resolveuid/(ref-[0-9a-f]{16})")
#: A path as a whole value, or in a link of HTML.
PATH = re.compile(r"/(?!/)[^\s<>\"'\\]*")
LINKED = re.compile(r"""(?<=\bhref=")(/(?!/)[^\s<>"\\]*)(?=")""")
#: Fields whose values are words that may begin with a slash.
ADDRESSES = frozenset({"url", "remoteUrl", "address", "link_to", "href"})


def key_of(uid: str) -> str:
    """Return the key under which an item leaves: the same in each revision, telling nothing."""
    return f"ref-{sha256(uid.encode()).hexdigest()[:16]}"


def leaving(
    data: Any, key: Callable[[str], str], at_path: Callable[[str], str], name: str = ""
) -> Any:
    """Return shared data with keys in place of what they name of the site.

    :param key: gives the key of a UID.
    :param at_path: gives the key of the item at a path of the site, empty for none.
    """
    if isinstance(data, Mapping):
        return {one: leaving(value, key, at_path, one) for one, value in data.items()}
    if isinstance(data, list | tuple):
        return [leaving(value, key, at_path, name) for value in data]
    if not isinstance(data, str):
        return data
    if UID.fullmatch(data):
        return key(data)
    if name in ADDRESSES and PATH.fullmatch(data):
        found = at_path(data)
        return f"resolveuid/{found}" if found else ""
    text = NAMED.sub(lambda match: f"resolveuid/{key(match[1])}", data)
    return LINKED.sub(lambda match: _path(match[1], at_path), text)


def _path(path: str, at_path: Callable[[str], str]) -> str:
    found = at_path(path)
    return f"resolveuid/{found}" if found else path


def keys_in(data: Any) -> Iterator[str]:
    """Yield the keys in shared data, in the order of reading, each as often as it stands there."""
    if isinstance(data, Mapping):
        for value in data.values():
            yield from keys_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from keys_in(value)
    elif isinstance(data, str):
        if KEY.fullmatch(data):
            yield data
        else:
            yield from KEYED.findall(data)


def settled(data: Any, choices: Mapping[str, str]) -> Any:
    """Return shared data with items of this site in place of keys.

    :param choices: UID by key. A key without one is taken out: its link becomes plain words, its
        picture and its place in a list go.
    """
    if isinstance(data, Mapping):
        return {name: settled(value, choices) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [
            settled(value, choices)
            for value in data
            if not (isinstance(value, str) and KEY.fullmatch(value) and not choices.get(value))
        ]
    if not isinstance(data, str):
        return data
    if KEY.fullmatch(data):
        return choices.get(data) or None
    if not KEYED.search(data):
        return data
    if "<" not in data:
        key = KEYED.search(data)[1]
        return KEYED.sub(f"resolveuid/{choices[key]}", data) if choices.get(key) else ""
    missing = {key for key in KEYED.findall(data) if not choices.get(key)}
    text = _without(data, missing) if missing else data
    return KEYED.sub(lambda match: f"resolveuid/{choices[match[1]]}", text)


def _without(text: str, missing: set[str]) -> str:
    """Return HTML without links to the missing and without their pictures."""
    try:
        tree = html.fragment_fromstring(text, create_parent="div")
    except ParserError:
        return ""
    for element in list(tree.iter("a", "img")):
        found = KEYED.search(element.get("href") or element.get("src") or "")
        if found is None or found[1] not in missing:
            continue
        if element.tag == "a":
            element.drop_tag()
        else:
            element.drop_tree()
    return html.tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
