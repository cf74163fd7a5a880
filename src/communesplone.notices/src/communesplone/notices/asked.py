"""What an address asks of the notices: read and checked."""

from collections.abc import Mapping
from communesplone.core.paging import asked_page
from communesplone.notices.facts import JOBS
from communesplone.notices.facts import KINDS
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zExceptions import BadRequest
from zExceptions import NotFound


CLOSED = "closed"


@dataclass(frozen=True)
class Asked:
    """A kind (or all), the current ones or those that are closed, a page from 1 on."""

    kind: str = ""
    closed: bool = False
    page: int = 1

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The parameters but for the page."""
        kind = (("kind", self.kind),) if self.kind else ()
        return (*kind, ("state", CLOSED)) if self.closed else kind


def address(url: str, kind: str = "", *, state: str = "") -> str:
    """Return the address of a list."""
    query = [(name, value) for name, value in (("kind", kind), ("state", state)) if value]
    return f"{url}?{urlencode(query)}" if query else url


def read(form: Mapping[str, Any]) -> Asked:
    """Return what the parameters ask for; parameters that are none of ours are left aside.

    :raises BadRequest: for what no link of ours says: page -1.
    :raises NotFound: for closed jobs, which leave the list, and for an unknown kind.
    """
    kind, state = one(form, "kind"), one(form, "state")
    if kind and kind not in KINDS:
        raise NotFound(kind)
    if state and (state != CLOSED or not kind):
        raise BadRequest("state: closed, of one kind")
    if state and kind == JOBS:
        raise NotFound(state)
    return Asked(kind, bool(state), asked_page(form))


def one(form: Mapping[str, Any], name: str, most: int = 120) -> str:
    """Return a parameter that is a single text.

    :raises BadRequest: for several of them, or one that is too long.
    """
    value = form.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise BadRequest(f"{name}: one value")
    return value.strip()
