"""One format for every log line of ours: a JSON object a line, for events and for requests.

What stands in a line, and what is left out of it on purpose: docs/operator/logs.md.
"""

from collections.abc import Callable
from collections.abc import Iterable
from communesplone.core.robots import visitor
from datetime import datetime
from datetime import UTC
from ipaddress import ip_address
from ipaddress import ip_network
from logging.handlers import WatchedFileHandler
from pathlib import Path
from time import perf_counter
from typing import Any
from zope.globalrequest import getRequest
import json
import logging
import re


Environ = dict[str, Any]
Application = Callable[[Environ, Callable], Iterable[bytes]]

ACCESS = logging.getLogger("access")
#: An address is shortened to the network it belongs to: a town, not a household.
KEPT_BITS = {4: 24, 6: 48}
#: What follows these in a path opens something to whoever has it: a draft, an account.
SECRETS = re.compile(r"(/(?:@@)?(?:apercu|passwordreset)/)[^/]+")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """Formats a record, its `extra` and the request it was made in as one JSON line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _iso(record.created),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_request_of_event(record),
            **{key: value for key, value in vars(record).items() if key not in _STANDARD},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            line["stack"] = record.stack_info
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to_file(path: Path, level: int = logging.INFO) -> None:
    """Send the events of a process that reads no wsgi.ini (worker, commands) to `path`."""
    handler = WatchedFileHandler(path, encoding="utf-8")
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    for other in list(root.handlers):
        # Some library's basicConfig(): the same events again, in another form.
        if type(other) is logging.StreamHandler:
            root.removeHandler(other)
    root.addHandler(handler)
    root.setLevel(level)


def shortened(address: str) -> str:
    """Return the network of an IP address, without the part that tells a household.

    >>> shortened("192.0.2.17")
    '192.0.2.0'
    """
    try:
        version = ip_address(address).version
    except ValueError:
        return ""
    return str(ip_network((address, KEPT_BITS[version]), strict=False).network_address)


def without_secret(path: str) -> str:
    """Return a path without what in it is as good as a password.

    >>> without_secret("/@@apercu/1f.c2lnbmVk/ouvert")
    '/@@apercu/…/ouvert'
    """
    return SECRETS.sub(r"\1…", path)


class AccessLog:
    """WSGI filter: one line on the logger "access" for each answered request.

    `ms` is the time Zope took to answer; sending is the business of the server.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        answer: dict[str, Any] = {"status": 500, "headers": []}
        request = _request_of_environ(environ)  # Zope rewrites PATH_INFO on its way
        who = visitor(environ)
        began = perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Callable:
            answer.update(status=int(status.split(maxsplit=1)[0]), headers=headers)
            return start_response(status, headers, *exc_info)

        try:
            return self.application(environ, start)
        finally:
            sent = {name.lower(): value for name, value in answer["headers"]}
            length = sent.get("content-length")
            ACCESS.info(
                "%s %s %s",
                request["method"],
                request["path"],
                answer["status"],
                extra={
                    "site": sent.get("x-commune"),
                    **request,
                    "status": answer["status"],
                    "bytes": int(length) if length else None,
                    "ms": round((perf_counter() - began) * 1000, 1),
                    "client": shortened(environ.get("REMOTE_ADDR", "")),
                    "visitor": who,
                },
            )


def access_log(application: Application, global_conf: dict[str, str]) -> AccessLog:
    """PasteDeploy factory of the filter, named in profiles/templates/wsgi.ini.in."""
    return AccessLog(application)


def _iso(timestamp: float) -> str:
    return datetime.fromtimestamp(timestamp, UTC).isoformat(timespec="milliseconds")


def _request_of_environ(environ: Environ) -> dict[str, str]:
    """Return what names a request. Its query is left out: it may hold what people typed."""
    path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode(errors="replace")
    return {
        "host": environ.get("HTTP_HOST", ""),
        "method": environ.get("REQUEST_METHOD", ""),
        "path": without_secret(path),
    }


def _request_of_event(record: logging.LogRecord) -> dict[str, str]:
    request = None if record.name == ACCESS.name else getRequest()
    environ = getattr(request, "environ", None)
    if not environ or "REQUEST_METHOD" not in environ:
        return {}
    named = _request_of_environ(environ)
    # By now Zope has decoded the path itself.
    return {**named, "path": without_secret(str(environ.get("PATH_INFO", "")))}
