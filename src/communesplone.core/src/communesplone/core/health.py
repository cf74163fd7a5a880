"""Whether this client can answer: what the load balancer asks every few seconds.

It asks the client itself, past HAProxy's public side and past the mapping of hosts; seen from
outside the address does not exist.
"""

from collections.abc import Callable
from collections.abc import Iterable
from contextlib import closing
from http import HTTPStatus
from typing import Any
import logging
import Zope2


Environ = dict[str, Any]
Application = Callable[[Environ, Callable], Iterable[bytes]]

PATH = "/-/health"
logger = logging.getLogger(__name__)


def health(application: Application, global_conf: dict[str, str]) -> Application:
    """PasteDeploy factory of the filter, named in profiles/templates/wsgi.ini.in.

    `/-/health` answers 200 while the database answers, 503 when it does not.
    """

    def answer(environ: Environ, start_response: Callable) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != PATH or "HTTP_X_FORWARDED_FOR" in environ:
            return application(environ, start_response)
        status = HTTPStatus.OK if database_answers() else HTTPStatus.SERVICE_UNAVAILABLE
        body = f"{status.phrase}\n".encode()
        headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))]
        start_response(f"{status.value} {status.phrase}", headers)
        return [body]

    return answer


def database_answers() -> bool:
    """Whether the storage behind Zope is connected and its root can be read."""
    database = Zope2.DB
    # A ZEO client would go on answering from its cache.
    if not getattr(database.storage, "is_connected", lambda: True)():
        return False
    try:
        with closing(database.open()) as connection:
            return "Application" in connection.root()
    except Exception:
        logger.exception("The database does not answer")
        return False
