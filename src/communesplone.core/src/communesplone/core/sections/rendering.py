"""Sections drawn: broken ones are left out and logged, they never break the page."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core.changes import declare_next_change
from communesplone.core.memory import remember
from communesplone.core.previewing import seen
from communesplone.core.sections.data import is_empty
from communesplone.core.sections.data import references
from communesplone.core.sections.kinds import section_type
from communesplone.core.sections.view import Section
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import groupby
from plone.api.portal import get_current_language
from plone.dexterity.content import DexterityContent
from Products.CMFCore.utils import getToolByName
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from ZODB.POSException import ConflictError
from zope.component.hooks import getSite
from zope.publisher.interfaces import IRequest
import json
import logging


logger = logging.getLogger(__name__)
FRAME = ViewPageTemplateFile("templates/frame.pt")
#: Sections side by side, by their width: how many there are in a row.
BESIDE = {"half": 2, "third": 3}
CLASS_OF = {"half": "halves", "third": "thirds"}


@dataclass(frozen=True)
class Drawn:
    """One section as safe HTML."""

    html: str
    width: str = "full"
    json_ld: dict[str, Any] | None = None
    until: datetime | None = None
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """The sections of a page."""

    #: Safe HTML, one string for each row of the page.
    html: tuple[str, ...] = ()
    #: What search engines are told, one dict for each section that has something to tell.
    json_ld: tuple[dict[str, Any], ...] = ()
    #: When one of them stops being true by itself.
    until: datetime | None = None
    #: Addresses of style sheets and modules of script, for the head of the page.
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def render(
    context: DexterityContent,
    request: IRequest,
    sections: Sequence[Mapping[str, Any]] | None,
) -> list[str]:
    """Return sections as safe HTML, one string for each row of the page.

    What is unknown, broken or empty is left out. Kept for anonymous visitors until the site
    changes or a section stops being true; that moment is declared for the page.
    """
    return list(render_all(context, request, sections).html)


def render_all(
    context: DexterityContent,
    request: IRequest,
    sections: Sequence[Mapping[str, Any]] | None,
) -> Rendered:
    """Return sections with all that a page needs to know of them; see `render`."""
    if not sections:
        return Rendered()
    language = get_current_language(context)
    key = ("sections", context.getPhysicalPath(), language, _digest(sections))
    found = remember(
        getSite(), key, lambda: _render(context, request, sections), lambda made: made.until
    )
    if found.until is not None:
        declare_next_change(request, found.until)
    return found


def _render(
    context: DexterityContent, request: IRequest, sections: Sequence[Mapping[str, Any]]
) -> Rendered:
    targets = _targets(context, sections)
    drawn = [
        made
        for section in sections
        if (made := _draw_safely(context, request, section, targets)) is not None
    ]
    return Rendered(
        html=tuple(_rows(drawn)),
        json_ld=tuple(made.json_ld for made in drawn if made.json_ld),
        until=min((made.until for made in drawn if made.until), default=None),
        styles=_addresses(made.styles for made in drawn),
        scripts=_addresses(made.scripts for made in drawn),
    )


def _addresses(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the addresses of files below the site, each once, in their order."""
    url = getSite().absolute_url()
    return tuple(dict.fromkeys(f"{url}/{path}" for paths in found for path in paths))


def _targets(
    context: DexterityContent, sections: Sequence[Mapping[str, Any]]
) -> dict[str, AbstractCatalogBrain]:
    """Return what this user may see of all that is referred to, by one query."""
    uids = references(sections)
    if not uids:
        return {}
    catalog = getToolByName(context, "portal_catalog")
    return {brain.UID: brain for brain in seen(catalog, UID=list(uids))}


def _draw_once(
    context: DexterityContent,
    request: IRequest,
    section: Mapping[str, Any],
    targets: Mapping[str, AbstractCatalogBrain],
) -> Drawn | None:
    """Draw a section, or find it as it was drawn before a change that does not concern it."""
    kind = section_type(section["type"])
    if kind is None or kind.view.kinds is None or not kind.layer.providedBy(request):
        return _draw(context, request, section, targets)
    chosen = [targets[uid] for uid in sorted(references([section])) if uid in targets]
    key = (
        "section",
        context.getPhysicalPath(),
        get_current_language(context),
        _digest([section]),
        tuple((brain.UID, brain.getPath(), str(brain.modified)) for brain in chosen),
    )
    return remember(
        getSite(),
        key,
        lambda: _draw(context, request, section, targets),
        lambda made: made.until if made is not None else None,
        kind.view.kinds,
    )


def _digest(sections: Sequence[Mapping[str, Any]]) -> bytes:
    return blake2b(json.dumps(sections, default=str).encode(), digest_size=12).digest()


def _draw_safely(
    context: DexterityContent,
    request: IRequest,
    section: Mapping[str, Any],
    targets: Mapping[str, AbstractCatalogBrain],
) -> Drawn | None:
    try:
        return _draw_once(context, request, section, targets)
    except ConflictError:
        raise
    except Exception:
        # One broken section costs the page this section, never the page.
        logger.exception("A section of %s cannot be drawn", context.absolute_url())
        return None


def _draw(
    context: DexterityContent,
    request: IRequest,
    section: Mapping[str, Any],
    targets: Mapping[str, AbstractCatalogBrain],
) -> Drawn | None:
    kind = section_type(section["type"])
    if kind is None:
        logger.warning("%s: no type of section %r", context.absolute_url(), section["type"])
        return None
    if not kind.layer.providedBy(request) or is_empty(kind, section):
        return None
    view = kind.view(context, request, section, targets)
    view.update()
    until = view.until()
    if view.is_empty():
        # What comes later counts too: then there may be something to show.
        return Drawn("", until=until) if until else None
    return Drawn(
        html=_framed(view, kind.name),
        width=view.data.get("width", "full"),
        json_ld=view.json_ld(),
        until=until,
        styles=view.styles,
        scripts=view.scripts,
    )


def _framed(view: Section, name: str) -> str:
    body = view()
    if not view.framed or not body.strip():
        return body
    return FRAME(view, body=body, name=name, beside=view.data.get("width") in BESIDE)


def _rows(drawn: Sequence[Drawn]) -> list[str]:
    """Return the rows of the page: what is narrow stands beside its neighbours."""
    shown = [made for made in drawn if made.html.strip()]
    rows: list[str] = []
    for width, neighbours in groupby(shown, key=lambda made: made.width):
        found = [made.html for made in neighbours]
        size = BESIDE.get(width)
        if size is None:
            rows += found
            continue
        for at in range(0, len(found), size):
            inner = "".join(found[at : at + size])
            rows.append(
                f'<div class="section beside {CLASS_OF[width]}"><i class="tab"></i>{inner}</div>'
            )
    return rows
