"""What plone.exportimport leaves out or changes: exact dates, states, order, owners.

It re-enacts transitions to reach a state, sets positions one by one in no order, and gives a
page without a language the site's. Here each item is put back exactly as it was.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from communesplone.cli.values import from_json
from communesplone.cli.values import to_json
from OFS.interfaces import IOrderedContainer
from persistent.mapping import PersistentMapping
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContainer
from plone.folder.interfaces import IOrdering
from plone.uuid.interfaces import IUUID
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.Portal import PloneSite
from typing import Any


# Attributes that are copied as they are; what is absent stays absent.
ATTRIBUTES = (
    "creation_date",
    "modification_date",
    "effective_date",
    "expiration_date",
    "creators",
    "contributors",
    "language",
    "layout",
    "default_page",
    "rights",
)
DATES = ("creation_date", "modification_date", "effective_date", "expiration_date")


def walk(container: DexterityContent) -> Iterator[DexterityContent]:
    """Yield every item under a container, parents first, in their order; no catalog asked."""
    for item in container.objectValues():
        if getattr(aq_base(item), "portal_type", None) and IUUID(item, None):
            yield item
            if IDexterityContainer.providedBy(item):
                yield from walk(item)


def relative_path(site: PloneSite, item: DexterityContent) -> str:
    """Return the path of an item in its site: "" for the site itself, "news/fair"."""
    return "/".join(item.getPhysicalPath()[len(site.getPhysicalPath()) :])


def inventory(site: PloneSite) -> dict[str, list[str]]:
    """Return `[UID, type, state of each workflow…]` of every item, by path."""
    tool = site.portal_workflow
    return {
        relative_path(site, item): [
            IUUID(item),
            item.portal_type,
            *(tool.getStatusOf(name, item)["review_state"] for name in _chain(site, item)),
        ]
        for item in walk(site)
    }


def _chain(site: PloneSite, item: DexterityContent) -> list[str]:
    tool = site.portal_workflow
    return [name for name in tool.getChainFor(item) if tool.getStatusOf(name, item)]


def dump(site: PloneSite) -> dict[str, Any]:
    """Return the exact facts of the site and every item, by path."""
    return {relative_path(site, item): _dump_item(item) for item in (site, *walk(site))}


def _dump_item(item: DexterityContent) -> dict[str, Any]:
    base = aq_base(item)
    history = getattr(base, "workflow_history", {})
    facts = {
        "attributes": {
            name: to_json(vars(base)[name]) for name in ATTRIBUTES if name in vars(base)
        },
        "history": {
            name: [to_json(dict(entry)) for entry in log] for name, log in history.items()
        },
        "local_roles": to_json(dict(getattr(base, "__ac_local_roles__", None) or {})),
        "local_roles_block": bool(getattr(base, "__ac_local_roles_block__", False)),
    }
    if IDexterityContainer.providedBy(item):
        facts["order"] = [child for child in item.objectIds() if _is_content(item, child)]
    return facts


def _is_content(container: DexterityContent, child: str) -> bool:
    item = container._getOb(child)
    return bool(getattr(aq_base(item), "portal_type", None) and IUUID(item, None))


def load(site: PloneSite, data: dict[str, Any]) -> None:
    """Put every item back as `data` says, then index it again."""
    items = {relative_path(site, item): item for item in (site, *walk(site))}
    for path, item in items.items():
        if path in data:
            _load_item(site, item, data[path])
    processQueue()
    for path, item in items.items():
        if path:
            # After the queue, whose indexing may have touched the modification date.
            _set_attributes(item, data[path]["attributes"], DATES)
            site.portal_catalog.catalog_object(item, "/".join(item.getPhysicalPath()))


def _load_item(site: PloneSite, item: DexterityContent, facts: dict[str, Any]) -> None:
    _set_attributes(item, facts["attributes"], ATTRIBUTES)
    _set_history(site, item, facts["history"])
    roles = from_json(facts["local_roles"])
    item.__ac_local_roles__ = {who: list(given) for who, given in roles.items()}
    if facts["local_roles_block"]:
        item.__ac_local_roles_block__ = True
    if "order" in facts:
        _set_order(item, facts["order"])


def _set_attributes(
    item: DexterityContent, attributes: dict[str, Any], names: tuple[str, ...]
) -> None:
    base = aq_base(item)
    for name in names:
        if name in attributes:
            setattr(base, name, from_json(attributes[name]))
        elif name in vars(base):
            delattr(base, name)


def _set_history(site: PloneSite, item: DexterityContent, history: dict[str, list[Any]]) -> None:
    tool = site.portal_workflow
    aq_base(item).workflow_history = PersistentMapping(
        {name: tuple(from_json(entry) for entry in log) for name, log in history.items()}
    )
    for name in tool.getChainFor(item):
        tool[name].updateRoleMappingsFor(item)


def _set_order(container: DexterityContent, order: list[str]) -> None:
    ordering = IOrderedContainer(container, None) or IOrdering(container)
    if list(ordering.objectIds()) == order:
        return
    for position, child in enumerate(order):
        ordering.moveObjectToPosition(child, position, suppress_events=True)
