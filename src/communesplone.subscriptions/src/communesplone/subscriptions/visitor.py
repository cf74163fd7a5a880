"""Looking at the site as any visitor does, in a language: what a mail may say is what they see."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import nobody
from collections.abc import Iterator
from contextlib import contextmanager
from Products.CMFPlone.Portal import PloneSite
from zope.globalrequest import getRequest


@contextmanager
def as_visitor(site: PloneSite, language: str) -> Iterator[None]:
    """Have what is done within see no more than an anonymous visitor, in `language`."""
    before, request = getSecurityManager(), getRequest()
    spoken = request.get("LANGUAGE") if request is not None else None
    newSecurityManager(request, nobody.__of__(site.acl_users))
    if request is not None:
        request.set("LANGUAGE", language)
    try:
        yield
    finally:
        setSecurityManager(before)
        if request is not None:
            request.set("LANGUAGE", spoken)
