"""Signing in with the very form that was sent, so that nothing typed is lost."""

from AccessControl import getSecurityManager
from Products.CMFPlone.Portal import PloneSite
from ZPublisher.HTTPRequest import HTTPRequest


def signs_in(site: PloneSite, request: HTTPRequest) -> bool:
    """Tell whether a form brings name and password of who is signed in by it."""
    user, users = getSecurityManager().getUser(), site.acl_users
    name, password = (request.form.get(key) for key in ("__ac_name", "__ac_password"))
    if not (isinstance(name, str) and isinstance(password, str)):
        return False
    found = users.authenticate(users.applyTransform(name), password, request)
    return found is not None and found.getId() == user.getId()


def keep(site: PloneSite, request: HTTPRequest) -> None:
    """Have who is signed in stay so, under no name but their own."""
    name = getSecurityManager().getUser().getUserName()
    site.acl_users.updateCredentials(request, request.response, name, "")
