"""An item of Plone as its REST interface and its export write it, read as a record."""

from collections.abc import Mapping
from communesplone.ingest.records import Record
from communesplone.ingest.sources import volto
from datetime import datetime
from datetime import UTC
from typing import Any
from urllib.parse import unquote


KINDS = {
    "Document": "page",
    "News Item": "news",
    "Event": "event",
    "File": "file",
    "Image": "image",
    "Link": "link",
    "Folder": "folder",
}
#: What no old site brings: the root itself, language folders, comments.
LEFT_OUT = frozenset({"Plone Site", "LRF", "LIF", "Discussion Item"})
#: UIDs are unique in the world: an item is known again, in whichever way it comes.
ORIGIN = "plone"
#: What anybody sees; "internally_published" is for who is logged in.
PUBLIC = ("published", "published_and_hidden", "external")


def item(
    data: Mapping[str, Any],
    path: str,
    base: str,
    files: Mapping[str, dict[str, str]],
    main: str = "",
    group: str = "",
) -> Record | None:
    """Return the record of an item; None for what does not come along.

    :param path: its path on the old site, "/a/b".
    :param base: the address from which its relative links are read.
    :param files: where the bytes of its fields are, by name of the field.
    :param main: the language of the site that it comes to.
    :param group: what it has in common with its translations.
    """
    type_name = str(data.get("@type") or "")
    names = whole = [name for name in unquote(path).split("/") if name]
    language = _language(data, names, main)
    if language:
        # The folder of a language: what stands in it is placed by that language.
        names = names[1:]
    if not names or type_name in LEFT_OUT:
        return None
    notes: list[tuple[str, str]] = []
    kind = KINDS.get(type_name)
    is_holder = bool(data.get("is_folderish")) and kind not in ("news", "event")
    html = _text(data, notes)
    if kind is None:
        kind = "folder" if is_holder and not html else "page"
        notes.append(("type", type_name))
    if data.get("@type") == "Collection":
        notes = [("collection", "")]
    section, place, name = names[0], tuple(names[1:-1]), names[-1]
    if len(names) == 1:
        # Of the root: a folder is a section, anything else stands in none.
        section, place, name = (name, (), "") if kind == "folder" else ("", (), name)
    state = data.get("review_state")
    return Record(
        key=str(data.get("UID") or path),
        kind=kind,
        title=str(data.get("title") or name or section),
        section=section,
        place=place,
        name=name,
        addresses=(f"/{'/'.join(whole)}",),
        references=(f"uid:{data.get('UID')}",),
        base=base,
        description=str(data.get("description") or ""),
        html=html,
        public=state in PUBLIC if state else True,
        inherits=not state,
        subjects=tuple(str(one) for one in data.get("subjects") or ()),
        effective=moment(data.get("effective")),
        expires=moment(data.get("expires")),
        start=moment(data.get("start")),
        end=moment(data.get("end")),
        location=str(data.get("location") or ""),
        remote=str(data.get("remoteUrl") or "") if kind == "link" else "",
        data=files.get("image" if kind == "image" else "file")
        if kind in ("image", "file")
        else files.get("image"),
        alt=str(data.get("image_caption") or "") if kind == "news" else "",
        language="" if language == main else language,
        group=group,
        notes=tuple(notes),
    )


def _language(data: Mapping[str, Any], names: list[str], main: str) -> str:
    """Return the language in whose folder an item stands; "" where languages have none.

    What an item alone says of its language is not enough: of many old sites it is the default of
    Plone, whatever the words are. And what says nothing is of the first language, in its folder.
    """
    told = data.get("language")
    token = str((told.get("token") if isinstance(told, dict) else told) or main)
    return token if token and names and names[0] == token else ""


def _text(data: Mapping[str, Any], notes: list[tuple[str, str]]) -> str:
    """Return the text of an item, of its field or of the blocks of Volto."""
    text = data.get("text")
    found = text.get("data", "") if isinstance(text, dict) else text
    found = found if isinstance(found, str) else ""
    if isinstance(data.get("blocks"), dict) and data["blocks"]:
        drawn, unknown = volto.html(data["blocks"], data.get("blocks_layout") or {})
        notes.extend(("block", name) for name in unknown)
        found += drawn
    # Texts of types that are not Plone's own
    for name, value in data.items():
        if name != "text" and isinstance(value, dict) and "html" in str(value.get("content-type")):
            found += str(value.get("data") or "")
    return found


def moment(value: Any) -> str:
    """Return a date of Plone as ISO 8601 with its zone, "" for none."""
    try:
        found = datetime.fromisoformat(str(value or ""))
    except ValueError:
        return ""
    if found.year < 1970 or found.year > 2400:
        return ""
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
