"""What follows a picture that comes: it is checked, cleaned, and a job makes its scales."""

from collections.abc import Iterator
from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.pictures import notes
from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import RefusedPicture
from functools import partial
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedImage
from plone.namedfile.interfaces import INamedImageField
from plone.namedfile.scaling import ImageScaling
from plone.scale.storage import AnnotationStorage
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zExceptions import BadRequest
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface.interfaces import IObjectEvent
from zope.schema import getFields


MAKE = "communesplone.make_pictures"
NEW = b"\x00" * 8


def pictures_of(content: DexterityContent) -> Iterator[tuple[str, INamedImage]]:
    """Yield name and value of the fields of a content that hold a picture."""
    for schema in iterSchemata(content):
        for name, field in getFields(schema).items():
            if INamedImageField.providedBy(field):
                value = getattr(content.aq_base, name, None)
                if INamedImage.providedBy(value):
                    yield name, value


def follow_pictures(content: DexterityContent, _change: IObjectEvent) -> None:
    """Check new pictures, take out where they were taken, have a job make the scales.

    :raises BadRequest: for one that is not taken.
    """
    site = getSite()
    if site is None or changes.KEY not in IAnnotations(site):
        return
    found = list(pictures_of(content))
    for _name, value in found:
        if value._p_serial == NEW:
            _check(value)
            _forget_place(value)
    uid = IUUID(content, None)
    if found and uid and not _is_asked(site, uid):
        jobs.add(MAKE, uid, site=site)


def _check(value: Any) -> None:
    try:
        with value.open() as opened:
            check(opened, value.filename or "")
    except RefusedPicture as error:
        raise BadRequest(translate(error.message, context=getRequest())) from error


def _forget_place(value: Any) -> None:
    """Take out of a photograph what its camera noted, when that tells a place."""
    if value.contentType != "image/jpeg":
        return
    data = value.data
    noted, rest = notes.split(data)
    if any(notes.tells_place(note) for note in noted):
        value.data = notes.join(rest, notes.upright(data))


def _is_asked(site: PloneSite, uid: str) -> bool:
    return any(job.name == MAKE and job.args == (uid,) for job in jobs.pending(site))


def make(site: PloneSite, uid: str) -> None:
    """Job: make the scales that the catalog announced of a content's pictures."""
    # Unrestricted: a job is nobody's; a scale is shown to whom the picture is shown to.
    for brain in site.portal_catalog.unrestrictedSearchResults(UID=uid):
        content = brain._unrestrictedGetObject()
        stored = IAnnotations(content).get("plone.scale") or {}
        view = ImageScaling(content, getRequest())
        for name, info in list(stored.items()):
            if info.get("data") is None:
                modified = partial(view.modified, info.get("fieldname"))
                _make(AnnotationStorage(content, modified), name, info)
        if stored:
            changes.touch(site)


def _make(storage: AnnotationStorage, name: str, info: dict[str, Any]) -> None:
    """Make a scale, or drop what was announced of a picture that was replaced since."""
    parameters = storage.unhash(info["key"])
    if storage.hash_key(**parameters) == name:
        storage.generate_scale(uid=name, **parameters)
    elif name in storage:
        del storage[name]
