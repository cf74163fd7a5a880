"""Headers that let proxies and browsers keep a citizen's page exactly as long as it is true.

A page is true until its site changes (counter) or until the moment it declared. The ETag holds
both, so that a browser asks again and gets 304 before any view runs. With a proxy that takes bans
(COMMUNES_BAN_URL) the page may also stay there, for a day at most: the ban after a commit and the
declared moment end its life there sooner. Without one nothing is kept without asking.
"""

from communesplone.core import changes
from communesplone.core.coming import next_effective_change
from communesplone.core.guards import is_anonymous
from communesplone.core.maps.security import image_sources
from communesplone.core.sections.security import frame_sources
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import cache
from hashlib import blake2b
from pathlib import Path
from plone.caching.hooks import Intercepted
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.CMFPlone.Portal import PloneSite
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse
import communesplone
import re


LONGEST = timedelta(days=1)
NOW_ONLY = "no-cache"
EDITORS_OWN = "private, no-store"
ASK_AGAIN = "public, max-age=0, must-revalidate"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
#: Files of the code; with a version in their query or path they never change.
ASSETS = re.compile(r"/\+\+(?:resource|plone|theme|unique|webresource)\+\+")
VERSIONED = re.compile(r"/\+\+(?:unique|webresource)\+\+")
#: Scales whose name holds a digest of what they show.
SCALES = re.compile(r"/@@images/[^/]+-\d+-[0-9a-f]{32}\.\w+$")
CONTENT_SECURITY = (
    "default-src 'self'; img-src {images}; frame-src {frames}; object-src 'none'; "
    "frame-ancestors 'self'; "
    "base-uri 'self'; form-action 'self'"
)
#: What, named in `Accept`, may have another answer at the address of a page.
DATA = re.compile(r"text/turtle|application/(?:ld\+)?json")
TAG = re.compile(r'(?:W/)?"([0-9a-f]{32})-([0-9]+)"')
CODE = (".css", ".js", ".po", ".pt", ".py", ".svg", ".zcml")


def answer_not_modified(request: HTTPRequest, site: PloneSite) -> None:
    """Answer 304 when what the browser or proxy holds is still true.

    :raises Intercepted: which ends the publication before the view.
    """
    held = TAG.findall(request.getHeader("If-None-Match") or "")
    if not held or not _is_for_everybody(request):
        return
    now, current = datetime.now(UTC).timestamp() * 1000, _version(request, site)
    for version, end in held:
        if version == current and (end == "0" or now < int(end)):
            moment = datetime.fromtimestamp(int(end) / 1000, UTC) if end != "0" else None
            _describe(request, site, moment)
            request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
            request.response.setStatus(304, lock=True)
            raise Intercepted(304, "")


def describe_answer(request: HTTPRequest, site: PloneSite) -> None:
    """Say on a finished answer who may keep it, and for how long."""
    response = request.response
    response.setHeader("X-Commune", site.getId())
    path = request.environ.get("PATH_INFO", "")
    if response.getStatus() == 200 and ASSETS.search(path):
        versioned = request.environ.get("QUERY_STRING") or VERSIONED.search(path)
        response.setHeader("Cache-Control", FOR_EVER if versioned else FOR_AN_HOUR)
    elif _has_said(response):
        pass
    elif not is_anonymous():
        response.setHeader("Cache-Control", EDITORS_OWN)
    elif response.getStatus() != 200 or response.cookies or not _is_for_everybody(request):
        response.setHeader("Cache-Control", NOW_ONLY)
    elif SCALES.search(path):
        response.setHeader("Cache-Control", FOR_EVER)
    else:
        moments = (changes.next_change(request), next_effective_change(site))
        _describe(request, site, min(filter(None, moments), default=None))
    # A view that says a policy itself, as a page without any file does, says a stricter one
    if is_anonymous() and not response.getHeader("Content-Security-Policy"):
        policy = CONTENT_SECURITY.format(
            images=image_sources(response, site), frames=frame_sources(response)
        )
        response.setHeader("Content-Security-Policy", policy)


def _has_said(response: HTTPResponse) -> bool:
    """Tell whether the view said itself how long it may be kept.

    Files whose address changes with their content are for ever; a page that a secret address
    leads to, or once led to, is for nobody else.
    """
    said = response.getHeader("Cache-Control") or ""
    return "no-store" in said or ("immutable" in said and response.getStatus() == 200)


def _is_for_everybody(request: HTTPRequest) -> bool:
    # The user, not the cookie: other plugins know users in other ways.
    return request.method in ("GET", "HEAD") and is_anonymous()


def _describe(request: HTTPRequest, site: PloneSite, moment: datetime | None) -> None:
    response = request.response
    end = int(moment.timestamp() * 1000) if moment else 0
    response.setHeader("ETag", f'W/"{_version(request, site)}-{end}"')
    response.setHeader("X-Commune", site.getId())
    response.setHeader("Vary", "Accept")
    response.setHeader("Cache-Control", _lifetime(moment))


def _lifetime(moment: datetime | None) -> str:
    if not changes.proxies():
        return ASK_AGAIN
    left = LONGEST if moment is None else min(LONGEST, moment - datetime.now(UTC))
    seconds = max(0, int(left.total_seconds()))
    return f"public, max-age=0, s-maxage={seconds}, must-revalidate"


def _version(request: HTTPRequest, site: PloneSite) -> str:
    """Digest of all that a page of the site depends on, but the time."""
    parts = (
        *site.getPhysicalPath(),
        changes.stamp(site),
        request.get("SERVER_URL", ""),
        request.get("LANGUAGE", ""),
        *DATA.findall((request.getHeader("Accept") or "")[:1000]),
        code(),
    )
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


@cache
def code() -> str:
    """Digest of our code, the same in every process of a deployment."""
    digest = blake2b(digest_size=8)
    for folder in sorted(communesplone.__path__):
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in CODE:
                digest.update(path.read_bytes())
    return digest.hexdigest()
