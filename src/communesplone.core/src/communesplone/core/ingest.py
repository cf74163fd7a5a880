"""How an old site comes in: where add-ons and the command line meet communesplone.ingest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from typing import BinaryIO
from typing import Literal
from zope.i18nmessageid import Message
from zope.interface import Attribute
from zope.interface import Interface


@dataclass(frozen=True)
class TableRow:
    """What becomes of a line of a table; `wrong` holds pairs of column and what is wrong there."""

    line: int
    key: str
    title: str
    fate: Literal["added", "changed", "same"]
    wrong: tuple[tuple[Message | str, Message | str], ...] = ()


@dataclass(frozen=True)
class TablePlan:
    """What a table would do in a folder; `kept` is what its kind wants back to do it."""

    rows: tuple[TableRow, ...]
    kept: Any = None

    @property
    def is_right(self) -> bool:
        """Whether nothing stands against doing it."""
        return not any(row.wrong for row in self.rows)


class ITableKind(Interface):
    """A named adapter of a site, by portal type: entries that come in from a table, one a line.

    A table is done wholly or not at all.
    """

    title = Attribute("What the table holds, a message id.")

    def plan(folder: object, text: str, language: str) -> TablePlan:
        """Return what the table `text` (CSV with a line of headings) would do in a folder.

        Nothing is written.

        :raises communesplone.core.tables.UnreadableTable: for what is no table of this kind.
        """

    def apply(folder: object, plan: TablePlan, publish: bool) -> Mapping[str, Any]:
        """Do what a plan says; return the items by key of their row.

        :raises ValueError: when a row is wrong: nothing is written then.
        """


@dataclass(frozen=True)
class IngestSummary:
    """Where an import stands: state, how many of each fate, how much needs a human."""

    run: str
    state: str
    label: str
    fates: Mapping[str, int]
    findings: Mapping[str, int]
    done: int
    total: int
    problem: str = ""


class IIngest(Interface):
    """An adapter of a site: brings an old site in, step by step, each in one transaction."""

    def sources() -> Mapping[str, Message]:
        """Return what can be read, by name."""

    def begin(
        source: str,
        label: str,
        opened: BinaryIO | None,
        address: str,
        account: tuple[str, str] | None = None,
    ) -> str:
        """Keep what is to be read, and return the id of the import. Nothing runs yet.

        :param account: name and password, or "" and a token, for this reading alone: it stands in
            a file of the server until then, never in the database or a log.
        :raises CommunesError: when the source does not take it.
        """

    def lend(run: str, account: tuple[str, str] | None) -> None:
        """Give the account of a reading that was interrupted once more; None takes it back.

        :raises CommunesError: when it may not go there.
        """

    def choose(run: str, options: Mapping[str, Any]) -> None:
        """Say where it goes: `into` (path below the site) and `keep_public`.

        :raises CommunesError: when there is no such folder.
        """

    def start(run: str, act: str) -> None:
        """Begin to "write" what was read, or to "undo" what was written.

        :raises CommunesError: when it is not the time for that.
        """

    def advance(run: str) -> bool:
        """Do the next batch in the current transaction; tell whether there is more to do."""

    def summary(run: str, language: str) -> IngestSummary:
        """Return where it stands."""

    def report(run: str, language: str) -> bytes:
        """Return what needs a human as CSV."""
