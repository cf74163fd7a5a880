"""The register of mandates: core's IMandates, read from the catalog alone."""

from communesplone.core.interfaces import IMandates
from communesplone.core.memory import remember
from communesplone.core.records import Mandate as MandateRecord
from communesplone.directory.labels import labels
from communesplone.directory.mandates import precedence
from communesplone.directory.mandates import runs
from communesplone.directory.mandates import Term
from communesplone.directory.settings import ROLES
from dataclasses import dataclass
from datetime import date
from plone.api.portal import get_current_language
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer
import json


LIMIT = 5000


@dataclass(frozen=True)
class Entered:
    """A mandate in the register: the rules' view of it, and what pages say beside."""

    term: Term
    url: str
    group: str
    duties: tuple[str, ...]
    language: str = ""


def entered(site: PloneSite, **query: Any) -> tuple[Entered, ...]:
    """Return the mandates that the user may see, of people that they may see.

    :param query: indexes of mandates, such as `mandate_body="college"`.
    """
    catalog = getToolByName(site, "portal_catalog")
    brains = catalog.searchResults(portal_type="Mandate", sort_limit=LIMIT, **query)
    told = [(brain, json.loads(brain.mandate_facts)) for brain in brains]
    uids = list({facts["person"] for _brain, facts in told})
    people = {
        person.UID: person
        for person in (catalog.searchResults(portal_type="Person", UID=uids) if uids else ())
    }
    return tuple(
        _entered(brain.getPath(), facts, people[facts["person"]])
        for brain, facts in told
        if facts["person"] in people
    )


def _entered(path: str, facts: dict[str, Any], person: Any) -> Entered:
    term = Term(
        key=path,
        person=facts["person"],
        person_title=person.Title,
        role=facts["role"],
        body=facts["body"],
        start=date.fromisoformat(facts["start"]),
        end=date.fromisoformat(facts["end"]) if facts["end"] else None,
        rank=facts["rank"],
    )
    return Entered(term, person.getURL(), facts["group"], tuple(facts["duties"]), person.Language)


def in_body(site: PloneSite, body: str, language: str) -> tuple[Entered, ...]:
    """Return all the mandates of a body, of any time, in order of precedence.

    A site of several languages may have people in each: those of `language` are taken, and
    those who are in no other.
    """
    roles = tuple(labels(ROLES, language, site))

    def make() -> tuple[Entered, ...]:
        found = entered(site, mandate_body=body)
        own = [one for one in found if one.language in ("", language)]
        return tuple(sorted(own or found, key=lambda one: precedence(one.term, roles)))

    return remember(site, ("mandates", body, language), make)


@implementer(IMandates)
@adapter(IPloneSiteRoot)
class Mandates:
    """See communesplone.core.interfaces.IMandates."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site
        self.language = get_current_language()

    def holders(self, body: str, on: date) -> tuple[MandateRecord, ...]:
        found = in_body(self.site, body, self.language)
        return self._records(one for one in found if runs(one.term.start, one.term.end, on))

    def of_person(self, person: str) -> tuple[MandateRecord, ...]:
        found = entered(self.site, mandate_person=person)
        return self._records(sorted(found, key=lambda one: one.term.start, reverse=True))

    def role_on(self, person: str, body: str, on: date) -> str | None:
        terms = [one.term for one in entered(self.site, mandate_person=person, mandate_body=body)]
        roles = tuple(labels(ROLES, self.language, self.site))
        held = [term for term in terms if runs(term.start, term.end, on)]
        return min(held, key=lambda term: precedence(term, roles)).role if held else None

    def _records(self, found: Any) -> tuple[MandateRecord, ...]:
        titles = labels(ROLES, self.language, self.site)
        return tuple(
            MandateRecord(
                person=one.term.person,
                person_title=one.term.person_title,
                url=one.url,
                role=one.term.role,
                role_title=titles.get(one.term.role, one.term.role),
                body=one.term.body,
                start=one.term.start,
                end=one.term.end,
                duties=one.duties,
            )
            for one in found
        )
