"""What somebody chooses for an import: where each part goes, as form fields."""

from collections.abc import Callable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.ingest import entries
from communesplone.ingest.languages import name_of
from communesplone.ingest.mapping import NEW
from communesplone.ingest.mapping import Part
from communesplone.ingest.mapping import parts
from communesplone.ingest.mapping import SKIP
from communesplone.ingest.records import ROOT
from communesplone.ingest.store import Run
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.i18nmessageid import Message


#: Folders that are offered; who has more chooses one above.
MOST_FOLDERS = 300
DEPTH = 3
KINDS: dict[str, Message] = {
    "": _("what they were"),
    "page": _("pages"),
    "news": _("news"),
}
COUNTED: dict[str, Message] = {
    "folder": _("folders"),
    "page": _("pages"),
    "news": _("news"),
    "event": _("events"),
    "file": _("files"),
    "image": _("pictures"),
    "link": _("links"),
}


def chosen(form: Mapping[str, Any], run: Run) -> dict[str, Any]:
    """Return the choices of a form that was sent."""
    options: dict[str, Any] = {
        "into": _text(form, "into"),
        "keep_public": "keep_public" in form,
    }
    if not entries.is_table(run):
        options["sections"] = {
            part.name: {
                "to": _text(form, f"to-{number}") or NEW,
                "kind": _text(form, f"as-{number}"),
            }
            for number, part in enumerate(_parts(run))
        }
    return options


def _text(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _parts(run: Run) -> list[Part]:
    return parts(run.all_records(), run.options["sections"])


def part_rows(run: Run, say: Callable[[Message], str]) -> list[dict[str, Any]]:
    """Return the parts of the old site for the form."""
    return [
        {
            "number": number,
            "title": _title(part, say),
            "counts": ", ".join(f"{say(COUNTED[kind])} ({count})" for kind, count in part.kinds),
            "to": part.to,
            "is_root": part.section == ROOT,
            "language": part.language,
            "kinds": [
                {"name": name, "title": say(title), "selected": name == part.kind}
                for name, title in KINDS.items()
            ],
        }
        for number, part in enumerate(_parts(run))
    ]


def _title(part: Part, say: Callable[[Message], str]) -> str:
    title = part.title if part.section != ROOT else say(_("At its root"))
    return f"{title} ({name_of(part.language)})" if part.language else title


def folders(site: PloneSite, language: str) -> list[dict[str, str]]:
    """Return the folders of the site that this person sees, from the top."""
    root = "/".join(site.getPhysicalPath())
    found = site.portal_catalog.searchResults(
        path={"query": root, "depth": DEPTH},
        portal_type=("Folder", "LRF", "MiniSite"),
        sort_on="path",
        sort_limit=MOST_FOLDERS,
    )[:MOST_FOLDERS]
    rows = [
        {
            "path": brain.getPath().removeprefix(root),
            "title": "\u2003" * (brain.getPath().count("/") - root.count("/") - 1) + brain.Title,
        }
        for brain in found
    ]
    return [{"path": "", "title": site.Title()}, *rows]


__all__ = ["SKIP", "chosen", "folders", "part_rows"]
