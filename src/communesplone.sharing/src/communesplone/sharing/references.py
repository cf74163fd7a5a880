"""What the references of shared content may become here: ours, another page, or nothing."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.references import keys_in
from communesplone.sharing.store import Store
from dataclasses import dataclass
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from urllib.parse import urlsplit
import re


MOST_PROPOSED = 4
OTHER, OUT = "other", "out"
WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Asked:
    """A reference that a person settles: its key, what it named there, what is proposed here.

    `proposed` are (UID, title) of items of this site, the likeliest first; those of one title
    say where they are. `urn` is that of what is named, empty for unknown, `author` the commune
    whose text names it, `inside` the titles of the texts in which it stands, `also` the keys under
    which other texts name the same.
    """

    key: str
    title: str
    portal_type: str
    proposed: tuple[tuple[str, str], ...] = ()
    urn: str = ""
    author: str = ""
    inside: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def known(envelope: Envelope, kept: Store) -> dict[str, str]:
    """Return UID by key of what is here already, because it was adopted or comes from here."""
    found = {}
    for one in envelope["references"]:
        at = kept.at_urn(one.get("urn", "")) if one.get("urn") else None
        if at is not None:
            found[one["key"]] = at[0]
    return found


def asked(site: PloneSite, envelope: Envelope, kept: Store) -> list[Asked]:
    """Return the references that are asked for, in the order of the text."""
    settled = known(envelope, kept)
    told = {one["key"]: one for one in envelope["references"]}
    author = str(envelope["issuer"].get("name", ""))
    inside = (str(envelope["fields"].get("title", "")),)
    found = []
    for key in dict.fromkeys(keys_in(envelope["fields"])):
        one = told.get(key, {})
        if key not in settled and not one.get("file"):
            title, kind = str(one.get("title", "")), str(one.get("type", ""))
            proposed, urn = _proposed(site, title, kind), str(one.get("urn", ""))
            found.append(Asked(key, title, kind, proposed, urn, author, inside))
    return found


def _proposed(site: PloneSite, title: str, portal_type: str) -> tuple[tuple[str, str], ...]:
    """Return items of the same type whose title shares words with another, that may be seen."""
    words = WORD.findall(title)
    if not words or not portal_type:
        return ()
    catalog = site.portal_catalog
    brains = catalog.searchResults(
        portal_type=portal_type,
        Title=" OR ".join(words[:8]),
        sort_limit=40,
    )
    mine = {word.lower() for word in words}

    def alike(brain: Any) -> int:
        return -len(mine & {word.lower() for word in WORD.findall(brain.Title)})

    best = [brain for brain in sorted(brains[:40], key=alike)[:MOST_PROPOSED] if alike(brain)]
    titles = [brain.Title for brain in best]
    return tuple(
        (brain.UID, brain.Title if titles.count(brain.Title) == 1 else _placed(site, brain))
        for brain in best
    )


def _placed(site: PloneSite, brain: Any) -> str:
    """Return the title of an item, and where it is."""
    root = "/".join(site.getPhysicalPath())
    return f"{brain.Title} ({brain.getPath().removeprefix(root)})"


def answered(
    site: PloneSite, questions: list[Asked], form: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return UID by key as a person settled them, and what is wrong by key.

    :param form: choice by key: a UID that was proposed, `OTHER` or `OUT`; the address of another
        page under "KEY.address".
    """
    choices: dict[str, str] = {}
    wrong: dict[str, Any] = {}
    for one in questions:
        choice = form.get(one.key, "")
        if choice == OUT:
            choices[one.key] = ""
        elif choice == OTHER:
            try:
                choices[one.key] = at_address(site, form.get(f"{one.key}.address", ""))
            except SharingError as error:
                wrong[one.key] = error.message
        elif choice in {uid for uid, _title in one.proposed}:
            choices[one.key] = choice
        else:
            wrong[one.key] = _("Choose what becomes of this link.")
        if one.key in choices:
            choices |= dict.fromkeys(one.also, choices[one.key])
    return choices, wrong


def at_address(site: PloneSite, address: str) -> str:
    """Return the UID of the page of this site at an address, as far as the user may see it.

    :raises SharingError: there is none.
    """
    base, found = urlsplit(site.absolute_url()), urlsplit(address.strip())
    path = found.path
    if found.netloc:
        path = path.removeprefix(base.path) if found.netloc == base.netloc else ""
    below = "/".join((*site.getPhysicalPath(), path.strip("/"))) if path.strip("/") else ""
    query = {"path": {"query": below, "depth": 0}}
    brains = site.portal_catalog.searchResults(**query) if below else ()
    if not brains:
        raise SharingError(_("There is no page of your site at this address."))
    return brains[0].UID
