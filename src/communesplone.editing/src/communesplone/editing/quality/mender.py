"""Mends of a page, for pages of other add-ons that find problems in it."""

from collections.abc import Mapping
from communesplone.core.quality import Finding
from communesplone.core.quality import IMender
from communesplone.editing.quality import acting
from communesplone.editing.quality.engine import look
from communesplone.editing.quality.store import store
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from typing import Any
from zope.component import adapter
from zope.component.hooks import getSite
from zope.interface import implementer


@implementer(IMender)
class Mender:
    """See IMender."""

    def __init__(self, content: DexterityContent) -> None:
        self.content = content

    def findings(self) -> list[Finding]:
        return look(self.content)[1]

    def mend(self, key: str, name: str, answer: str) -> None:
        acting.do_mend(self.content, key, name, answer)

    def write(self, changes: Mapping[str, Any]) -> None:
        acting.do_write(self.content, changes)

    def can_undo(self) -> bool:
        return acting.can_undo(self.content)

    def undo(self) -> None:
        acting.do_undo(self.content)


@implementer(IMender)
@adapter(IDexterityContent)
def mender(content: DexterityContent) -> Mender | None:
    """Return the mender of a page, None where the add-on is not installed."""
    return Mender(content) if store(getSite()) is not None else None
