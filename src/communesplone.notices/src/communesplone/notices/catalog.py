"""What the catalog indexes of notices and keeps of them, so that no list wakes one."""

from communesplone.notices import contract
from communesplone.notices import inquiry
from communesplone.notices import vacancy
from communesplone.notices.facts import Facts
from communesplone.notices.facts import NEVER
from communesplone.notices.facts import to_json
from communesplone.notices.interfaces import INotice
from plone.indexer import indexer
from Products.CMFPlone.utils import safe_text
import re


TAGS = re.compile(r"<[^>]*>")
#: What SearchableText has of each kind. Never the applicant: search would find what the page
#: no longer shows.
WORDS = (
    "law_note",
    "authority",
    "service",
    "grade",
    "working_time",
    "reference",
    "street",
    "locality",
    "decision",
    "awarded_to",
)


def facts_of(notice: INotice) -> Facts:
    """Return the facts of any kind of notice."""
    for schema, module in (
        (inquiry.IPublicInquiry, inquiry),
        (vacancy.IVacancy, vacancy),
        (contract.IPublicContract, contract),
    ):
        if schema.providedBy(notice):
            return module.facts_of(notice)
    raise TypeError(notice)


@indexer(INotice)
def notice_facts(notice: INotice) -> str:
    """JSON of `facts.Facts`."""
    return to_json(facts_of(notice))


@indexer(INotice)
def notice_last_day(notice: INotice) -> str:
    """The last day on which it is a current one, as text that sorts.

    What was stopped counts from its first day on: it leaves the list at once.
    """
    facts = facts_of(notice)
    if facts.stopped:
        return (facts.first or notice.created().asdatetime().date()).isoformat()
    last = facts.last or facts.decided
    return last.isoformat() if last else NEVER


@indexer(INotice)
def searchable_text(notice: INotice) -> str:
    """Title, summary, text and the words of its kind."""
    found = [notice.Title(), notice.Description(), *notice.Subject()]
    if notice.text is not None and notice.text.raw:
        found.append(TAGS.sub(" ", notice.text.raw))
    found += [getattr(notice, name, None) or "" for name in WORDS]
    return " ".join(map(safe_text, found))
