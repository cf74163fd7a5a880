"""What is settled before Zope sees a request: a WSGI filter for every client's pipeline.

In order: the text of the request must be sound (400), its method known (405), its host mapped
(421) and the main one of its site (301), the Zope root reached from this machine only. What
depends on objects and users is the business of `communesplone.core.guards`, within Zope.
"""

from collections.abc import Callable
from collections.abc import Iterable
from communesplone.core import hosts
from communesplone.core.logs import Application
from communesplone.core.logs import Environ
from http import HTTPStatus
from ipaddress import ip_address
from plone.rest.negotiation import lookup_service_id
from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import quote
from urllib.parse import unquote_to_bytes
import re
import Zope2


Header = tuple[str, str]

HOST = re.compile(rf"(?P<name>{hosts.NAME.pattern})\.?(?P<port>:\d{{1,5}})?")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
#: On ordinary pages these are WebDAV's: they are for the REST API alone.
REST_METHODS = frozenset({"PATCH", "DELETE", "PUT"})
API = "++api++"
#: Query parameters that are numbers, and the greatest that any page of ours needs.
NUMBERS = {"depth": 5, "b_size": 500, "sort_limit": 500, "limit": 500, "b_start": 1_000_000}
SECURITY_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
#: Said to nobody: what runs here, and in which version.
BANNERS = frozenset({"x-powered-by"})
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


class Refused(Exception):
    """A request that Zope is spared; carries the answer."""

    def __init__(self, status: HTTPStatus, *headers: Header) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers


def guard(application: Application, global_conf: dict[str, str] | None = None) -> Application:
    """PasteDeploy factory of the filter, named in profiles/templates/wsgi.ini.in."""

    def guarded(environ: Environ, start_response: Callable) -> Iterable[bytes]:
        start = _with_security_headers(start_response)
        try:
            _check_text(environ)
            _check_method(environ)
            _check_host(environ)
        except Refused as refused:
            return _answer(refused, start)
        if environ["REQUEST_METHOD"] == "HEAD":
            return _head(application, environ, start)
        return application(environ, start)

    return guarded


def _check_text(environ: Environ) -> None:
    """Refuse what is not UTF-8, carries control characters or senseless numbers."""
    path = environ.get("PATH_INFO", "").encode("latin-1")
    query = environ.get("QUERY_STRING", "")
    try:
        text = path.decode() + unquote_to_bytes(query.replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    if CONTROL.search(path.decode()) or "\x00" in text:
        raise Refused(HTTPStatus.BAD_REQUEST)
    for key, value in parse_qsl(query, keep_blank_values=True):
        name = key.partition(":")[0].rpartition(".")[2]
        if name in NUMBERS and not _is_number(value, NUMBERS[name]):
            raise Refused(HTTPStatus.BAD_REQUEST)


def _is_number(value: str, greatest: int) -> bool:
    return len(value) < 12 and value.isascii() and value.isdigit() and int(value) <= greatest


def _check_method(environ: Environ) -> None:
    """Let through what browsers send, and what REST clients send to the API.

    What plone.rest does not take for the API is WebDAV to Zope: its PUT would decode a picture
    before anything of ours had looked at it.
    """
    method = environ["REQUEST_METHOD"]
    in_api = API in environ.get("PATH_INFO", "").split("/")
    is_rest = in_api or lookup_service_id(method, environ.get("HTTP_ACCEPT", ""))
    if method not in (METHODS | REST_METHODS if is_rest else METHODS):
        allowed = ", ".join(sorted(METHODS))
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", allowed))


def _check_host(environ: Environ) -> None:
    """Normalise the host, then refuse it or send it to the main host of its site."""
    environ.pop("HTTP_X_FORWARDED_HOST", None)
    found = HOST.fullmatch(environ.get("HTTP_HOST", "").lower())
    if not found:
        raise Refused(HTTPStatus.BAD_REQUEST)
    name, port = found["name"], found["port"] or ""
    if port == DEFAULT_PORTS.get(environ["wsgi.url_scheme"]):
        port = ""
    environ["HTTP_HOST"] = name + port
    if name in hosts.root_hosts() and _is_local(environ):
        return
    known = _known_hosts()
    site = known.by_host.get(name)
    if site is None:
        raise Refused(HTTPStatus.MISDIRECTED_REQUEST)
    main = known.by_site[site][0]
    if name != main:
        raise Refused(_permanent(environ), ("Location", _moved(environ, main + port)))


def _is_local(environ: Environ) -> bool:
    """Tell whether the client itself is on this machine: a proxy's word is not enough."""
    if "HTTP_X_FORWARDED_FOR" in environ or "HTTP_FORWARDED" in environ:
        return False
    try:
        return ip_address(environ.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


_last_read: tuple[bytes | None, hosts.Hosts | None] = (None, None)


def _known_hosts() -> hosts.Hosts:
    """Return the map of now, parsed again only when it was written.

    The connection comes from the pool and goes back to it: the publication takes the same one.
    """
    global _last_read
    app = Zope2.bobo_application()
    try:
        monster = hosts.monster(app)
        if monster is None:
            return hosts.read(app)
        monster._p_activate()
        serial, known = _last_read
        if known is None or monster._p_serial != serial:
            known = hosts.read(app)
            _last_read = (monster._p_serial, known)
        return known
    finally:
        app._p_jar.close()


def _permanent(environ: Environ) -> HTTPStatus:
    """301, or for a form its twin that keeps method and body."""
    safe = environ["REQUEST_METHOD"] in ("GET", "HEAD")
    return HTTPStatus.MOVED_PERMANENTLY if safe else HTTPStatus.PERMANENT_REDIRECT


def _moved(environ: Environ, host: str) -> str:
    path = quote(environ.get("PATH_INFO", "").encode("latin-1"), safe="/:@!$&'()*+,;=~")
    query = environ.get("QUERY_STRING", "")
    return f"{environ['wsgi.url_scheme']}://{host}{path or '/'}" + (f"?{query}" if query else "")


def _answer(refused: Refused, start_response: Callable) -> Iterable[bytes]:
    body = f"{refused.status.value} {refused.status.phrase}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-cache"),
        *refused.headers,
    ]
    start_response(f"{refused.status.value} {refused.status.phrase}", headers)
    return [body]


def _head(application: Application, environ: Environ, start_response: Callable) -> list[bytes]:
    """Answer HEAD as GET without its body: Zope's own HEAD knows no folder and no view."""
    environ["REQUEST_METHOD"] = "GET"
    result = application(environ, start_response)
    if hasattr(result, "close"):
        result.close()
    return []


def _with_security_headers(start_response: Callable) -> Callable:
    def start(status: str, headers: list[Header], *exc_info: Any) -> Callable:
        kept = [header for header in headers if header[0].lower() not in BANNERS]
        names = {name.lower() for name, value in kept}
        kept += [header for header in SECURITY_HEADERS if header[0].lower() not in names]
        return start_response(status, kept, *exc_info)

    return start
