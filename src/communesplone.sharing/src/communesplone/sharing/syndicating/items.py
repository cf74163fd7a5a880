"""The real item of what another site keeps up: made, brought up to date, taken away, let go."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import HeldBack
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.registration import syndicated_fields
from communesplone.core.sharing.showing import LICENCE_NAMES
from communesplone.core.sharing.syndicated import mark
from communesplone.core.sharing.syndicated import Source
from communesplone.core.sharing.syndicated import unmark
from communesplone.core.sharing.values import read as read_value
from communesplone.core.thrown import throw_away
from communesplone.sharing.adopting import arriving
from communesplone.sharing.adopting import attribution
from communesplone.sharing.adopting import write
from communesplone.sharing.pictures import picture_type
from communesplone.sharing.reading import digests_in
from communesplone.sharing.reading import read
from communesplone.sharing.store import Store
from communesplone.sharing.syndicating.notices import Notice
from communesplone.sharing.updating.taking import put
from contextlib import contextmanager
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.WorkflowCore import WorkflowException
from typing import Any
from zope.event import notify
from zope.i18n import translate
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import IField


#: Set on an item while what happens to it is nobody's decision here.
AT_WORK = "_v_communesplone_syndicating"


def make(
    container: DexterityContent,
    envelope: Envelope,
    notice: Notice,
    files: Mapping[str, bytes],
    state: str,
) -> DexterityContent:
    """Make an item in a folder; published, if `state` says so and nothing holds it back.

    :raises SharingError: something is missing that such an item cannot be without.
    :raises zExceptions.Unauthorized: the user may not add it there.
    """
    fields = syndicated_fields(envelope["type"])
    data = _arriving(envelope, files)
    values = {name: read_value(fields[name], one, files) for name, one in data.items()}
    for name, field in fields.items():
        if values.get(name) is None and _is_indispensable(field):
            raise SharingError(
                _(
                    "“${field}” is missing, or one that your site does not know.",
                    mapping={"field": field.title},
                )
            )
    item = createContentInContainer(
        container, envelope["type"], title=values["title"], language=envelope["language"]
    )
    write(item, values)
    _credit(item, envelope, notice)
    # Files are kept by others with the change of an item: told once all of it stands
    notify(ObjectModifiedEvent(item))
    if state == "published":
        _publish(item)
    return item


def bring_up_to_date(
    item: DexterityContent,
    envelope: Envelope,
    notice: Notice,
    files: Mapping[str, bytes],
    kept: Store,
) -> None:
    """Give an item what its source says now; whether it is published stays as it is here."""
    fields = syndicated_fields(item.portal_type)
    here = read(item, kept, wanted=fields)
    with at_work(item):
        _credit(item, envelope, notice)
        put(item, _arriving(envelope, files), here.fields, {}, {**here.files, **files}, fields)
        item.reindexObject()


def take_away(item: DexterityContent, by: str) -> None:
    """Put an item into the trash, since its source has withdrawn it."""
    setattr(item, AT_WORK, True)
    throw_away(item, by)


def let_go(item: DexterityContent, envelope: Envelope) -> None:
    """Make an item one of this site: it keeps the name of its author and follows no more."""
    unmark(item)
    item.rights = attribution(envelope)
    item.reindexObject()


@contextmanager
def at_work(item: DexterityContent) -> Iterator[None]:
    """Say that what happens to an item is not the decision of a person here."""
    setattr(item, AT_WORK, True)
    try:
        yield
    finally:
        delattr(item, AT_WORK)


def _credit(item: DexterityContent, envelope: Envelope, notice: Notice) -> None:
    name = str(envelope["issuer"].get("name", ""))
    licence = translate(LICENCE_NAMES[envelope["licence"]], target_language=envelope["language"])
    item.rights = f"{name}, {licence}"
    mark(item, Source(name, notice["url"]))


def _arriving(envelope: Envelope, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the fields as they may be kept here: links to the source's site become words."""
    fields = syndicated_fields(envelope["type"])
    data = arriving(envelope["type"], envelope["fields"], {}, fields)
    unsafe = {
        name for digest, name in digests_in(data).items() if not is_picture(files.get(digest))
    }
    return {name: one for name, one in data.items() if name not in unsafe}


def is_picture(data: bytes | None) -> bool:
    """Tell whether the bytes of a file are a picture that browsers only draw."""
    return data is not None and picture_type(data) != ""


def _is_indispensable(field: IField) -> bool:
    """Tell whether an item cannot be without a field; what is made up, as a date, is no help."""
    made_up = getattr(field, "defaultFactory", None) is not None
    return bool(field.required and (made_up or field.default is None))


def _publish(item: DexterityContent) -> None:
    """Publish an item; what a rule of the site holds back stays a draft."""
    tool = item.portal_workflow
    try:
        tool.doActionFor(item, "publish")
    except (WorkflowException, HeldBack):
        return
