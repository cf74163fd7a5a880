"""Values of fields as data of JSON, and back.

Plain values, lists and dicts are themselves; rich text is {"html": …}, a day {"date": …}, a
moment {"moment": …}, an amount {"decimal": …}, a file {"file": digest, "name", "type"}.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.signing import digest
from datetime import date
from datetime import datetime
from decimal import Decimal
from decimal import InvalidOperation
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.namedfile.interfaces import INamedField
from pytz import timezone
from typing import Any
from zope.component.hooks import getSite
from zope.interface import Invalid
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField
from zope.schema.interfaces import IFrozenSet
from zope.schema.interfaces import ISet
from zope.schema.interfaces import ITuple


#: pytz, as Plone stores events: the ZODB cannot keep a ZoneInfo.
ZONE = timezone(BRUSSELS.key)


def written(field: IField, value: Any, files: dict[str, bytes]) -> Any:
    """Return the value of a field as data; the bytes of its file go into `files`.

    :raises SharingError: for what is none of the above.
    """
    if value is None:
        return None
    if IRichText.providedBy(field):
        return {"html": value if isinstance(value, str) else value.raw or ""}
    if INamedField.providedBy(field):
        name = digest(value.data)
        files[name] = value.data
        return {"file": name, "name": value.filename or "", "type": value.contentType or ""}
    return _plain(value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise SharingError(_("“${kind}” cannot be shared.", mapping={"kind": type(value).__name__}))


def read(field: IField, data: Any, files: Mapping[str, bytes]) -> Any:
    """Return data as a value that a field of this site may have; None for what it may not.

    Of a list of choices those that this site has stay: themes are each commune's own.

    :param files: bytes by digest; a file whose bytes are missing is left out.
    :raises SharingError: the data are of another shape than `written` makes.
    """
    if data is None:
        return None
    if INamedField.providedBy(field):
        return _file(field, data, files)
    if IRichText.providedBy(field):
        raw = data.get("html") if isinstance(data, Mapping) else None
        if not isinstance(raw, str):
            raise SharingError(_("This content cannot be read."))
        return RichTextValue(raw, "text/html", field.output_mime_type)
    return _accepted(field, _unwritten(data))


def _unwritten(data: Any) -> Any:
    if isinstance(data, Mapping) and len(data) == 1:
        ((name, value),) = data.items()
        try:
            if name == "date":
                return date.fromisoformat(value)
            if name == "moment":
                return _here(datetime.fromisoformat(value))
            if name == "decimal":
                return Decimal(value)
        except (InvalidOperation, TypeError, ValueError) as error:
            raise SharingError(_("This content cannot be read.")) from error
    if isinstance(data, Mapping):
        return {name: _unwritten(value) for name, value in data.items()}
    return [_unwritten(one) for one in data] if isinstance(data, list) else data


def _here(moment: datetime) -> datetime:
    return moment.astimezone(ZONE) if moment.tzinfo is not None else moment


def _accepted(field: IField, value: Any) -> Any:
    if ICollection.providedBy(field) and isinstance(value, list):
        if field.value_type is not None:
            value = [one for one in value if _is_valid(field.value_type, one)]
        if ITuple.providedBy(field):
            value = tuple(value)
        elif ISet.providedBy(field):
            value = set(value)
        elif IFrozenSet.providedBy(field):
            value = frozenset(value)
    return value if _is_valid(field, value) else None


def _is_valid(field: IField, value: Any) -> bool:
    try:
        field.bind(getSite()).validate(value)
    except (Invalid, LookupError, TypeError, ValueError):
        return False
    return True


def _file(field: IField, data: Any, files: Mapping[str, bytes]) -> Any:
    if not isinstance(data, Mapping) or not isinstance(data.get("file"), str):
        raise SharingError(_("This content cannot be read."))
    found = files.get(data["file"])
    if found is None:
        return None
    return field._type(
        data=found, contentType=str(data.get("type", "")), filename=str(data.get("name", ""))
    )
