"""What a commune's address must not reach: its neighbours, the Zope root, the machinery.

Stock Zope finds objects by acquisition, so that `/durbuy` on Namur's host is Durbuy. Three hooks
of the publication close that, for every kind of request and before a view runs: on its start,
at each site that traversal enters, and after traversal. `communesplone.core.wsgi` has settled
before what does not depend on objects.
"""

from AccessControl.SecurityManagement import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core.hosts import root_hosts
from communesplone.core.publication import is_current
from communesplone.core.publication import is_visible
from communesplone.core.publication import works_on
from itertools import pairwise
from plone.rest.interfaces import IService
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import IContentish
from Products.CMFCore.permissions import AccessInactivePortalContent
from Products.CMFCore.permissions import View
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from urllib.parse import unquote
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.browser.interfaces import IBrowserView
from zope.component import queryMultiAdapter
from zope.component.hooks import setSite
from zope.traversing.interfaces import IBeforeTraverseEvent
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.interfaces import IPubStart


SITE = "communesplone.site"
REFUSED = "/@@refused"
#: Names and beginnings of names that stand in no address of a commune.
REFUSED_NAMES = frozenset(
    {"VirtualHostBase", "VirtualHostRoot", "virtual_hosting", "REQUEST", "Control_Panel"}
)
REFUSED_BEGINNINGS = ("_vh_", "aq_")
MANAGEMENT = "manage"
REDIRECTS = range(300, 400)
#: Views that other views compute with; traversal would publish each of their attributes.
STATE_VIEWS = frozenset(
    {
        "plone",
        "plone_context_state",
        "plone_interface_info",
        "plone_layout",
        "plone_portal_state",
        "plone_tools",
        "plone_view",
    }
)
#: The one method of a tool that a browser is sent to: "please log in".
LOGIN = ["acl_users", "credentials_cookie_auth", "require_login"]
#: REST services open to everybody; ours say `open_to_anonymous = True` on their class.
OPEN_SERVICES = frozenset(
    {
        "",
        "@breadcrumbs",
        "@contextnavigation",
        "@login",
        "@login-renew",
        "@navigation",
        "@navroot",
        "@search",
        "@site",
        "@translations",
    }
)


def no_xmlrpc(request: HTTPRequest) -> bool:
    """IXmlrpcChecker: XML-RPC is off; it would choose its own path after the hooks."""
    return False


def is_anonymous() -> bool:
    """Tell whether nobody is logged in, whichever plugin would know them."""
    return getSecurityManager().getUser().getUserName() == "Anonymous User"


def refuse_paths(event: IPubStart) -> None:
    """Turn a path that no address of a commune has into one that is not there.

    Raising here would answer 500. The map adds its own instructions later, not to PATH_INFO.
    """
    request = event.request
    if _is_refused(request):
        request.other["PATH_INFO"] = REFUSED


def _is_refused(request: HTTPRequest) -> bool:
    """Tell whether the path steers traversal itself, or leads to a management page."""
    path = request.get("PATH_INFO", "")
    segments = {*path.split("/"), *unquote(unquote(path)).split("/")}
    if any(name in REFUSED_NAMES or name.startswith(REFUSED_BEGINNINGS) for name in segments):
        return True
    return not _is_root_host(request) and any(
        name == MANAGEMENT or name.startswith(f"{MANAGEMENT}_") for name in segments
    )


def stay_in_one_site(site: PloneSite, event: IBeforeTraverseEvent) -> None:
    """Remember the first site on the path; a second one does not exist for this request."""
    request = event.request
    if _is_refused(request):
        # `?name:method=` in a form appended to the path after the start of the publication: it
        # may have chosen the site. The Zope root answers, which knows nobody's name.
        del request["PARENTS"][1:]
        setSite(None)
        raise NotFound(request["URL"])
    first = request.other.setdefault(SITE, site)
    if aq_base(first) is aq_base(site):
        return
    _back_to(first, request["PARENTS"], innermost_first=False)
    setSite(first)
    raise NotFound(request["URL"])


def check(request: HTTPRequest) -> None:
    """Refuse what traversal found by a way that the site does not offer.

    Called after traversal and authentication, before the published object is called.

    :raises NotFound: so that nothing tells what is there; the commune's own 404 page answers.
    :raises Unauthorized: for a page of an object that this user may not view.
    """
    site = request.other.get(SITE)
    if _is_root_host(request):
        return
    if site is None:
        raise NotFound(request["URL"])
    objects = _objects(request)
    if _is_out_of_bounds(request, site, objects):
        _back_to(site, request["PARENTS"], innermost_first=True)
        raise NotFound(request["URL"])
    content = next((found for found in objects if IContentish.providedBy(found)), None)
    if content is not None:
        _check_content(site, content, request)
    _check_service(request)
    if not getSecurityManager().checkPermission(AccessInactivePortalContent, site):
        # The REST search hands it on to the catalog, which believes it.
        request.form.pop("show_inactive", None)


def _check_content(site: PloneSite, content: Any, request: HTTPRequest) -> None:
    if not getSecurityManager().checkPermission(View, content):
        raise Unauthorized(request["URL"])
    if not works_on(content) and not is_current(content):
        _back_to(site, request["PARENTS"], innermost_first=True)
        raise NotFound(request["URL"])


def hide_context(request: HTTPRequest, error: Exception) -> None:
    """Make an error page, or the redirect to the login form, tell nothing of what it is about.

    Zope renders it in the object that traversal had reached, with title and description,
    whether or not the reader may see that.
    """
    site, parents = request.other.get(SITE), request.get("PARENTS") or []
    found = (part.context if isinstance(part, RESTWrapper) else part for part in parents)
    content = next((part for part in found if IContentish.providedBy(part)), None)
    if site is None or content is None or is_visible(content):
        return
    _back_to(site, parents, innermost_first=True)
    response = request.response
    view = queryMultiAdapter((error, request), name="index.html")
    if response.getStatus() in REDIRECTS or view is None:
        response.body = b""  # setBody does nothing when given nothing.
        response.headers.pop("content-length", None)
    else:
        view.__parent__ = site
        response.setBody(view())


def _is_root_host(request: HTTPRequest) -> bool:
    """Tell whether this is the operator's host; the filter leaves it to this machine."""
    host = request.get("HTTP_HOST", "").lower().partition(":")[0].removesuffix(".")
    return host in root_hosts()


def _objects(request: HTTPRequest) -> list[Any]:
    """Return the stored objects on the path, the published one first, the Zope root last."""
    found = [
        part.context if isinstance(part, RESTWrapper) else part
        for part in (request["PUBLISHED"], *request["PARENTS"])
    ]
    return [
        part
        for part in found
        if getattr(aq_base(part), "_p_jar", None) is not None and hasattr(part, "getPhysicalPath")
    ]


def _is_out_of_bounds(request: HTTPRequest, site: PloneSite, objects: list[Any]) -> bool:
    views = {part.__name__ for part in request["PARENTS"] if IBrowserView.providedBy(part)}
    if not STATE_VIEWS.isdisjoint(views) or not _is_contained(site, objects):
        return True
    return _is_tool(site, objects) and request.steps[-len(LOGIN) :] != LOGIN


def _is_contained(site: PloneSite, objects: list[Any]) -> bool:
    """Tell whether each object stands directly in the next, up to the site."""
    root = site.getPhysicalPath()
    for inner, outer in pairwise(objects):
        if aq_base(inner) is aq_base(site):
            return True
        if inner.getPhysicalPath()[: len(root)] != root:
            return False
        if aq_base(aq_parent(aq_inner(inner))) is not aq_base(outer):
            return False
    return False


def _is_tool(site: PloneSite, objects: list[Any]) -> bool:
    """Tell whether the path enters a direct child of the site that is not content."""
    children = [inner for inner, outer in pairwise(objects) if aq_base(outer) is aq_base(site)]
    return any(not IContentish.providedBy(child) and _is_child(site, child) for child in children)


def _is_child(site: PloneSite, found: Any) -> bool:
    return aq_base(site._getOb(found.getId(), None)) is aq_base(found)


def _check_service(request: HTTPRequest) -> None:
    """Refuse anonymous calls of REST services that are not on the list."""
    service = request["PUBLISHED"]
    if not IService.providedBy(service) or not is_anonymous():
        return
    name = service.__name__.removeprefix(request._rest_service_id)
    if name not in OPEN_SERVICES and not getattr(service, "open_to_anonymous", False):
        raise Unauthorized(request["URL"])


def _back_to(site: PloneSite, parents: list[Any], *, innermost_first: bool) -> None:
    """Shorten `parents` so that the error page is rendered by `site`."""
    bases = [aq_base(parent) for parent in parents]
    index = bases.index(aq_base(site))
    del parents[slice(0, index) if innermost_first else slice(index + 1, None)]
