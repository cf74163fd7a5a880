"""The page of a person, and that of a mandate."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.identity import identity
from communesplone.core.publication import is_visible
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.directory import linked_data
from communesplone.directory.browser.base import Data
from communesplone.directory.browser.base import DirectoryPage
from communesplone.directory.browser.base import EntryPage
from communesplone.directory.labels import labels
from communesplone.directory.mandate import Mandate
from communesplone.directory.mandates import runs
from communesplone.directory.reach import next_turn
from communesplone.directory.reach import shows_contact
from communesplone.directory.service import IService
from communesplone.directory.settings import BODIES
from communesplone.directory.settings import ROLES
from datetime import date
from functools import cached_property


class Told(DirectoryPage):
    """Says mandates in words."""

    @cached_property
    def bodies(self) -> dict[str, str]:
        return labels(BODIES, self.language)

    @cached_property
    def roles(self) -> dict[str, str]:
        return labels(ROLES, self.language)

    def period(self, start: date, end: date | None) -> str:
        """Return "since 3 December 2024", or "from … to …"."""
        first = day(start, self.language, weekday=False, year=True)
        if end is None:
            return self.say(_("since ${date}", mapping={"date": first}))
        last = day(end, self.language, weekday=False, year=True)
        return self.say(_("from ${first} to ${last}", mapping={"first": first, "last": last}))

    def told(self, mandate: Mandate) -> Data:
        """Return what pages show of a mandate."""
        return {
            "role": self.text(capital(self.roles.get(mandate.role, mandate.role))),
            "body": self.text(self.bodies.get(mandate.body, mandate.body)),
            "period": self.period(mandate.start, mandate.end),
            "group": self.text(mandate.group),
            "duties": self.text(", ".join(mandate.duties or ())),
            "runs": runs(mandate.start, mandate.end, self.now.date()),
            "url": mandate.absolute_url(),
        }

    def role_data(self, mandate: Mandate) -> Data:
        """Return a mandate in the words of schema.org."""
        told = self.told(mandate)
        return linked_data.role(
            title=told["role"], body=told["body"], start=mandate.start, end=mandate.end
        )


class PersonView(Told, EntryPage):
    """@@person_view: what they do, how to reach them, their mandates now and before."""

    notes: tuple[str, ...] = ()
    panel = None
    place: Data = {}

    @cached_property
    def mandates(self) -> list[Mandate]:
        """The mandates of the person, the newest first."""
        terms = [(found.start, found.end) for found in self.context.objectValues()]
        if (moment := next_turn(terms, self.now.date())) is not None:
            declare_next_change(self.request, moment)
        return sorted(self.context.objectValues(), key=lambda one: one.start, reverse=True)

    def current(self) -> list[Data]:
        """Return the mandates that run today."""
        return [told for told in map(self.told, self.mandates) if told["runs"]]

    def others(self) -> list[Data]:
        """Return the mandates that have ended or have not begun."""
        return [told for told in map(self.told, self.mandates) if not told["runs"]]

    @cached_property
    def contact(self) -> Data:
        """What is public of how to reach the person, today."""
        return super().contact if shows_contact(self.context) else {}

    def service(self) -> Data | None:
        """Return the service that the person works in."""
        parent = aq_parent(aq_inner(self.context))
        if not (IService.providedBy(parent) and is_visible(parent)):
            return None
        return {"title": self.text(parent.Title()), "url": parent.absolute_url()}

    @property
    def job(self) -> str:
        return self.text(self.context.job)

    def json_ld(self) -> Data:
        """Return the person in the words of schema.org."""
        return linked_data.person(
            name=self.context.title,
            url=self.context.absolute_url(),
            job=self.context.job or "",
            contact=self.contact,
            roles=[self.role_data(mandate) for mandate in self.mandates],
            commune=identity().name,
        )


class MandateView(Told):
    """@@mandate_view: whose it is, of what, and for how long."""

    def __call__(self) -> str:
        person = aq_parent(aq_inner(self.context))
        self.person = {"title": self.text(person.Title()), "url": person.absolute_url()}
        terms = [(self.context.start, self.context.end)]
        if (moment := next_turn(terms, self.now.date())) is not None:
            declare_next_change(self.request, moment)
        return super().__call__()

    def data(self) -> Data:
        """Return what the template shows."""
        return self.told(self.context)

    def json_ld(self) -> Data:
        """Return the mandate as the role of its person."""
        person = aq_parent(aq_inner(self.context))
        return linked_data.person(
            name=person.title,
            url=person.absolute_url(),
            job="",
            contact={},
            roles=[self.role_data(self.context)],
            commune=identity().name,
        )
