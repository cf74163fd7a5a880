"""What an add-on says of a kind of problem that pages may have."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any
from typing import TYPE_CHECKING
from zope.interface import Attribute
from zope.interface import Interface


if TYPE_CHECKING:
    from collections import Counter
    from communesplone.core.quality.records import Finding
    from communesplone.core.quality.records import Subject


class IQualityCheck(Interface):
    """A named utility: a kind of problem that a page may have, and how it is mended.

    `communesplone.core.quality.Check` makes one of two functions. It reads plain data only, asks
    no database and waits for nobody: it runs while people type.
    """

    title = Attribute("What it looks at, a message id: Texts of pictures.")
    several = Attribute("Its problems with their number, a message id with ${count}.")
    why = Attribute("What they cost the reader, one sentence; a message id.")
    order = Attribute("Number by which checks are listed.")

    def findings(subject: Subject) -> Iterable[Finding]:
        """Return the problems of a page; `check` of each is the name of the utility."""

    def mended(subject: Subject, finding: Finding, mend: str, answer: str) -> Mapping[str, Any]:
        """Return the values that a mend changes, by way; no word is lost but those it names.

        :param mend: name of one of the mends of the finding.
        :param answer: what the person wrote or chose, empty where nothing is asked.
        :raises communesplone.core.quality.NothingToMend: when it cannot be done.
        """


class IMender(Interface):
    """An adapter of a page: mends it as it is kept; absent where nobody mends pages.

    Whoever calls has made sure that the person may edit the page. What cannot be done raises
    `communesplone.core.quality.NothingToMend`, and nothing is written then.
    """

    def findings() -> list[Finding]:
        """Return the problems of the page with all that the site knows, each with its mends."""

    def mend(key: str, name: str, answer: str) -> None:
        """Mend one problem: its key, the name of the mend, what the person wrote or chose."""

    def write(changes: Mapping[str, Any]) -> None:
        """Write values by way, as a mend would, so that the person can undo it."""

    def can_undo() -> bool:
        """Tell whether the last mend of this person was on this page, and nothing came after."""

    def undo() -> None:
        """Put back what stood there before that mend."""


class IPublicChange(Interface):
    """An adapter of (context, request): what the law says of a change; absent if nobody asks."""

    def refusal(form: str, values: Mapping[str, Any]) -> str:
        """Return why a change may not be saved, as HTML for the top of a form; empty when it may.

        It may not when citizens read the item, or will by themselves, and the change adds
        something that the law forbids to publish. What was there before holds nothing back.

        :param form: its name, as for IWriting.
        :param values: as they would be kept, by the name of the field; others stay as they are.
        """

    def before() -> Counter[str] | None:
        """Return what the law asks of the item already; None when no citizen reads it."""

    def refuse_added(before: Counter[str] | None) -> None:
        """Refuse what was written since: `communesplone.core.quality.lawful` is easier to call.

        :raises communesplone.core.quality.HeldBack: with the field and the mend of each.
        """
