"""Links as people and other programs write them, and as they are kept: `resolveuid/…`."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core.sections import section_type
from communesplone.core.sections.fields import IAddress
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.fields import INTERNAL
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.fields import own_fields
from communesplone.core.sections.fields import UID
from plone.dexterity.content import DexterityContent
from Products.CMFCore.utils import getToolByName
from typing import Any
from urllib.parse import unquote
from zope.component.hooks import getSite
from zope.interface.interface import InterfaceClass
from zope.schema.interfaces import IField
from zope.schema.interfaces import IList
import re


Convert = Callable[[IField, str], str | None]
REST = re.compile(r"(/@@.*|/view$|[?#].*)$")
IN_HTML = re.compile(r"""((?:href|src)=["'])([^"']+)""")


def internal(value: str) -> str:
    """Return `resolveuid/…` for an address or a path of this site, other addresses as they are."""
    site = getSite()
    url, path = site.absolute_url(), "/".join(site.getPhysicalPath())
    if value.startswith(f"{url}/"):
        below = value.removeprefix(url)
    elif value.startswith("/") and not value.startswith("//"):
        below = value
    else:
        return value
    rest = REST.search(below)
    below = below[: rest.start()] if rest else below
    where = {"query": f"{path}{unquote(below).rstrip('/')}", "depth": 0}
    found = getToolByName(site, "portal_catalog").searchResults(path=where)
    if not found or not below.strip("/"):
        return value
    following = rest.group().removeprefix("/view") if rest else ""
    return f"resolveuid/{found[0].UID}{following}"


def kept(field: IField, value: str) -> str | None:
    """Return what is kept of a value that holds addresses of this site."""
    if IReference.providedBy(field):
        found = internal(value.strip())
        inside = INTERNAL.fullmatch(found)
        return inside.group(1) if inside else found
    if IAddress.providedBy(field):
        return internal(value.strip())
    return IN_HTML.sub(lambda found: found.group(1) + internal(found.group(2)), value)


def shown(context: DexterityContent, all_of_them: bool) -> Convert:
    """Return the conversion of what is kept into addresses, for those who read it elsewhere.

    :param all_of_them: keep references to what this user may not see, as they are.
    """
    catalog = getToolByName(context, "portal_catalog")
    known: dict[str, str | None] = {}

    def url(uid: str) -> str | None:
        if uid not in known:
            found = catalog.searchResults(UID=uid)
            known[uid] = found[0].getURL() if found else None
        return known[uid]

    def address(text: str) -> str | None:
        found = INTERNAL.fullmatch(text)
        if found is None:
            return text
        base = url(found.group(1))
        if base is None:
            return text if all_of_them else None
        return base + (found.group(2) or "")

    def convert(field: IField, value: str) -> str | None:
        if IReference.providedBy(field):
            return url(value) or (value if all_of_them else None)
        if IAddress.providedBy(field):
            return address(value)
        return IN_HTML.sub(lambda found: found.group(1) + (address(found.group(2)) or "#"), value)

    return convert


def converted(sections: Sequence[Mapping[str, Any]], convert: Convert) -> list[dict[str, Any]]:
    """Return sections with every address in them converted; what becomes None is left out."""
    found = []
    for one in sections:
        kind = section_type(one["type"])
        made = dict(one) if kind is None else {**one, **_fields(kind.schema, one, convert)}
        found.append({name: value for name, value in made.items() if value is not None})
    return found


def _fields(schema: InterfaceClass, data: Mapping[str, Any], convert: Convert) -> dict[str, Any]:
    made = {}
    for name, field in own_fields(schema):
        if data.get(name):
            made[name] = _value(field, data[name], convert)
    return made


def _value(field: IField, value: Any, convert: Convert) -> Any:
    if IItems.providedBy(field) and isinstance(value, list):
        return [
            {**one, **_fields(field.part, one, convert)}
            for one in value
            if isinstance(one, Mapping)
        ]
    if IList.providedBy(field) and IReference.providedBy(field.value_type):
        texts = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
        return list(filter(None, (convert(field.value_type, one) for one in texts)))
    if isinstance(value, str) and _holds_addresses(field):
        return convert(field, value)
    return value


def _holds_addresses(field: IField) -> bool:
    return any(kind.providedBy(field) for kind in (IReference, IAddress, IHtml))


def is_uid(text: str) -> bool:
    return bool(UID.fullmatch(text))
