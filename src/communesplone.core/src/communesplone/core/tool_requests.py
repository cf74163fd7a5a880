"""What communes ask the hub for: the data and the interface that its add-ons share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from zope.interface import Interface


RequestState = Literal["waiting", "granted", "installed", "declined", "removed"]


@dataclass(frozen=True)
class ToolRequest:
    """What a commune asks the hub for: a tool, and what became of it.

    `issuer`, `site` and `commune` are its id, the id of its site and its name. `word` is the
    commune's, `answer` the operator's; `person` is who asked in the hub, empty for a request that
    came from the commune's own site. Moments are ISO.

    "granted" is a yes, "installed" that it is there; "removed" that it was taken away.
    """

    issuer: str
    site: str
    commune: str
    tool: str
    word: str
    asked: str
    state: RequestState = "waiting"
    answer: str = ""
    decided: str = ""
    decided_by: str = ""
    person: str = ""


class IToolRequests(Interface):
    """An adapter of a site: what communes ask the hub for; absent where there is no hub."""

    def listed() -> Iterable[ToolRequest]:
        """Return the requests, those that wait for an answer first, then the latest."""

    def decide(site_id: str, tool: str, state: str, word: str, who: str) -> None:
        """Write what became of a request; the commune is told.

        :param state: "granted", "installed", "declined" or "removed".
        :param word: a sentence for the commune; must not be empty for "declined".
        :param who: id of who decides.
        :raises CommunesError: nobody asked for it, or what else is missing.
        """
