"""Which text somebody had before them when they chose: that of an item, and that online."""

from communesplone.editing.publishing import content
from communesplone.editing.publishing.online import baseline_of
from plone.dexterity.content import DexterityContent


def seen(item: DexterityContent) -> str:
    """Return what a form sends back to say which texts its reader saw.

    For a working copy the text of its page counts too: it is what would be replaced.
    """
    page = baseline_of(item)
    mine = content.fingerprint(item)
    return mine if page is None else f"{mine}|{content.fingerprint(page)}"


def moved(known: str, item: DexterityContent) -> set[str] | None:
    """Return the keys of the parts that are not as in `known`; None when all are.

    What is gone since gives an empty set: nothing to point at, and yet another text.
    """
    mine, _bar, theirs = known.partition("|")
    page = baseline_of(item)
    found = [content.moved_since(mine, item)]
    if page is not None:
        found.append(content.moved_since(theirs, page))
    moved_parts = [keys for keys in found if keys is not None]
    return set().union(*moved_parts) if moved_parts else None


def is_as(known: str, item: DexterityContent) -> bool:
    """Tell whether both texts are as in `known`; what was kept before knew only the first."""
    now = seen(item)
    return known == now or ("|" not in known and known == now.partition("|")[0])
