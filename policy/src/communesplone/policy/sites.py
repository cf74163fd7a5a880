"""Create a commune's site or the hub: one call, one transaction each."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import system
from collections.abc import Iterator
from communesplone.core.reference import ReferenceCommune
from contextlib import contextmanager
from OFS.Application import Application
from plone.dexterity.schema import SCHEMA_CACHE
from plone.distribution.api import site as site_api
from Products.CMFPlone.Portal import PloneSite
from Testing.makerequest import makerequest
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest


@contextmanager
def as_system(app: Application) -> Iterator[Application]:
    """Yield `app` with a request of its own, acting for the machine; put all back afterwards.

    Type schemas are cached per process and by name, so that those of the site made before
    would be looked up in its registry: they are dropped on both sides.
    """
    security, site, request = getSecurityManager(), getSite(), getRequest()
    app = makerequest(app)
    setRequest(app.REQUEST)
    newSecurityManager(None, system.__of__(app.acl_users))
    SCHEMA_CACHE.clear()
    try:
        yield app
    finally:
        setSecurityManager(security)
        setSite(site)
        SCHEMA_CACHE.clear()
        setRequest(request)


def create_commune(
    app: Application,
    reference: ReferenceCommune,
    *,
    site_id: str | None = None,
    language: str | None = None,
    title: str | None = None,
    demo: bool = False,
) -> PloneSite:
    """Create and commit the site of a commune, and return it.

    What is pending in the current transaction is given up: the site is one transaction of
    its own, so that a failure leaves nothing of it.

    :param site_id: the slug of the official name by default.
    :param language: language of administration, when it is not that of the reference data.
    :param title: the official name in the language of administration by default.
    :param demo: fill the site with fictitious content, marked as such.
    :raises zExceptions.BadRequest: when the id is taken.
    """
    language = language or reference.language
    answers = {
        "site_id": site_id or reference.id,
        "title": title or reference.names.get(language, reference.name),
        "nis": reference.nis,
        "default_language": language,
        "demonstration": demo,
        "setup_content": False,
    }
    with as_system(app) as app:
        return site_api.create(app, "commune", answers)


def create_hub(app: Application, site_id: str = "hub", *, title: str | None = None) -> PloneSite:
    """Create and commit the hub, and return it.

    :raises zExceptions.BadRequest: when the id is taken.
    """
    answers = {
        "site_id": site_id,
        "title": title or "Hub",
        "default_language": "fr",
        "setup_content": False,
    }
    with as_system(app) as app:
        return site_api.create(app, "hub", answers)
