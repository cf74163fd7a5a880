"""What communes and the library tell one another, as plain data."""

from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Literal


Order = Literal["use", "date"]
#: How many rows a page of the library has.
PAGE = 10
#: The kind of a row that stands for several contents: see `Pack`.
PACK = "pack"


@dataclass(frozen=True)
class PublicKey:
    """An Ed25519 public key in base64, and when it signed: moments as ISO, empty for open.

    What was signed with a `revoked` key is not believed any more, whatever its date says.
    """

    key: str
    since: str
    until: str = ""
    revoked: str = ""


@dataclass(frozen=True)
class Link:
    """That a key took the place of another, which signed it (`signing.linked`), in a ring."""

    serial: int
    key: str
    by: str
    signature: str


@dataclass(frozen=True)
class Ring:
    """The public keys of a commune, the current one first.

    `serial` grows with each change; `signature` is that of the ring by the key `by`, which was
    current before the change. A first ring is signed by its own key. `links` prove themselves and
    are no part of what it says: who missed changes follows them from the last key it knows.
    """

    issuer: str
    serial: int
    keys: tuple[PublicKey, ...]
    by: str = ""
    signature: str = ""
    links: tuple[Link, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Succession:
    """That a commune follows another, as after a merger: what the former wrote is now its own.

    `by` is the key of the former commune that signed `statements.succession`; empty where the key
    is lost and who keeps the library says it instead. `moment` is aware, as ISO.
    """

    issuer: str
    successor: str
    moment: str
    by: str = ""
    signature: str = ""


@dataclass(frozen=True)
class Query:
    """What is looked for in a library. Empty fields ask nothing.

    `kinds`, `themes`, `provinces` (of who wrote it), `languages`: any of them. `sizes`: meant for
    communes of any of these sizes (see `audience`); `meant`: for those of any of these provinces,
    which is what was meant for all too. `since`: a day as ISO. `used`: by at least so many
    communes. `start` is the number of the first row.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    since: str = ""
    used: int = 0
    order: Order = "use"
    start: int = 0


@dataclass(frozen=True)
class Summary:
    """A row of the library. That of a pack has the kind `PACK` and its number of contents."""

    urn: str
    revision: int
    title: str
    description: str
    portal_type: str
    kind: str
    language: str
    licence: str
    issuer: str
    issuer_name: str
    accepted: str
    adopters: int
    contents: int = 0


@dataclass(frozen=True)
class Found:
    """A page of results, how many there are, and {facet: {value: how many}}.

    `users` are the issuers that use what stands in a row, by urn: of the rows of this page alone.
    """

    rows: tuple[Summary, ...]
    total: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    users: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """What the library knows of an item: its row, who uses it, its revisions and translations.

    `adopters` are (issuer, name); `revisions` (number, moment accepted, word of the author), the
    latest first; `translations` (urn, language, revision, behind) of the same group, with how
    many revisions of what it translates each has not followed.
    """

    summary: Summary
    withdrawn: bool
    adopters: tuple[tuple[str, str], ...]
    revisions: tuple[tuple[int, str, str], ...]
    translations: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True)
class Pack:
    """Contents that go together, in the order in which a hub put them.

    `rows` are those that the library still has; `audience` is that of an envelope. `adopters` and
    `revisions` are as in `Standing`.
    """

    summary: Summary
    audience: dict[str, Any]
    rows: tuple[Summary, ...]
    adopters: tuple[tuple[str, str], ...]
    revisions: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Report:
    """What a commune says of itself to the library once a day, for its page in the hub.

    `site` is the id of its site, `url` its public address, empty while no host leads there.
    `tools` are the add-ons installed, version by distribution; `has` names what the catch-up board
    counts; `moment` is when it was told (ISO); `demonstration` says that it is fictitious.
    """

    issuer: str
    name: str
    site: str
    province: str
    languages: tuple[str, ...]
    population: int | None = None
    population_year: int | None = None
    population_source: str = ""
    tools: dict[str, str] = field(default_factory=dict, hash=False)
    has: tuple[str, ...] = ()
    moment: str = ""
    url: str = ""
    demonstration: bool = False


#: An envelope is a dict of JSON; see `communesplone.core.sharing.envelopes`.
Envelope = dict[str, Any]
