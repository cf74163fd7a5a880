"""The same mend on several pages, where it asks nothing and loses no word."""

from AccessControl import getSecurityManager
from communesplone.core.quality import Finding
from communesplone.core.quality import NothingToMend
from communesplone.editing.quality.acting import do_mend
from communesplone.editing.quality.desk import Faulty
from communesplone.editing.quality.engine import look
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ModifyPortalContent


#: Kinds whose first mend can be done on many pages after one look at their list.
KINDS = frozenset({"contrast", "headings", "review_date"})
#: Problems of one page: more than that is for a person to read.
MOST = 50


def mend_pages(kind: str, faulty: list[Faulty]) -> tuple[int, int]:
    """Mend pages that the person may edit; return how many are mended, and how many are left."""
    done = left = 0
    for one in faulty:
        content = one.brain.getObject()
        if not getSecurityManager().checkPermission(ModifyPortalContent, content):
            left += 1
        elif _mend(kind, content):
            done += 1
        else:
            left += 1
    return done, left


def _mend(kind: str, content: DexterityContent) -> bool:
    """Mend what can be mended without a question; tell whether nothing of the kind is left."""
    for _number in range(MOST):
        found = _of_kind(kind, content)
        simple = next(((one, _simple(one)) for one in found if _simple(one)), None)
        if simple is None:
            return not found
        try:
            do_mend(content, simple[0].key, simple[1], "")
        except NothingToMend:
            return False
    return not _of_kind(kind, content)


def _of_kind(kind: str, content: DexterityContent) -> list[Finding]:
    return [one for one in look(content)[1] if one.check == kind]


def _simple(finding: Finding) -> str:
    """Return the mend that asks nothing; empty for none."""
    names = (one.name for one in finding.mends if not one.asks and not one.choices)
    return next(names, "")
