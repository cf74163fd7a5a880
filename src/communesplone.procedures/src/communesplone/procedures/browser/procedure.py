"""The page of a procedure: the answer first, then how to go about it."""

from communesplone.core.changes import declare_next_change
from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import from_json
from communesplone.core.hours import next_change
from communesplone.core.hours import status
from communesplone.core.hours.drawing import Speaker
from communesplone.core.hours.drawing import whole_week
from communesplone.core.hours.words import status_text
from communesplone.core.memory import remember
from communesplone.core.typography import typeset_html
from communesplone.procedures.browser.open_data import leads_to_data
from communesplone.procedures.channels import SHORT
from communesplone.procedures.channels import usable
from communesplone.procedures.linked.schema_org import government_service
from communesplone.procedures.procedure import is_available
from communesplone.procedures.references import related_to
from communesplone.procedures.references import service_of
from communesplone.procedures.words import Writer
from datetime import datetime
from datetime import timedelta
from functools import cached_property
from plone.api.portal import get_current_language
from Products.Five.browser import BrowserView
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component.hooks import getSite
import json


Data = dict[str, Any]


class ProcedureView(BrowserView):
    """Plain data for the template."""

    def __call__(self) -> str:
        return "" if leads_to_data(self.context, self.request) else self.index()

    @cached_property
    def now(self) -> datetime:
        return datetime.now(BRUSSELS)

    @cached_property
    def writer(self) -> Writer:
        return Writer(get_current_language(self.context))

    @cached_property
    def page(self) -> Data:
        """The whole page as data, kept until the site changes or the desk opens or closes."""
        key = ("procedure", self.context.getPhysicalPath(), self.writer.language)
        found = remember(getSite(), key, self._page, lambda made: made["until"])
        if found["until"]:
            declare_next_change(self.request, found["until"])
        return found

    def data(self) -> Data:
        """Return all that the template shows."""
        return self.page["data"]

    def json_ld(self) -> Data:
        """Return the procedure in the words of schema.org."""
        return self.page["json_ld"]

    def _page(self) -> Data:
        self.changes: list[datetime] = []
        made = {
            "data": self._data(),
            "json_ld": government_service(self.context, self._brain_of_service),
        }
        return {**made, "until": min(self.changes, default=None)}

    def _data(self) -> Data:
        context, writer = self.context, self.writer
        return {
            "unavailable": self._unavailable(),
            "facts": self._facts(),
            "first": writer.rows(context.first, "title", "text", "link"),
            "body": self._body(),
            "conditions": writer.lines(context.conditions),
            "steps": writer.rows(context.steps, "title", "text"),
            "bring": writer.lines(context.bring),
            "evidence": writer.lines(context.evidence),
            "channels": self._channels(),
            "tariffs": self._tariffs(),
            "validity": writer.typeset(context.validity),
            "laws": writer.rows(context.legal_basis, "title"),
            "service": self._service(),
            "contacts": writer.rows(context.contacts, "name"),
            "related": [
                {"title": writer.typeset(brain.Title), "url": brain.getURL()}
                for brain in related_to(context)
            ],
            "open_data": f"{context.absolute_url()}/@@cpsv-ap",
        }

    def _body(self) -> str:
        text = self.context.text
        html = text.output_relative_to(self.context) if text else ""
        return typeset_html(html or "", self.writer.language)

    @cached_property
    def _brain_of_service(self) -> AbstractCatalogBrain | None:
        return service_of(self.context)

    def _unavailable(self) -> Data | None:
        """Return why the procedure cannot be done now; None when it can."""
        until = self.context.unavailable_until
        if is_available(self.context.status, until, self.now.date()):
            return None
        if until:
            again = datetime.combine(until + timedelta(days=1), datetime.min.time(), BRUSSELS)
            self.changes.append(again)
        return {
            "reason": self.writer.typeset(self.context.unavailable_reason),
            "until": self.writer.day(until) if until else "",
        }

    def _facts(self) -> Data:
        """Return the cells of the facts band, each with its value and note."""
        context, writer = self.context, self.writer
        tariffs = context.tariffs or ()
        return {
            "price": writer.price(tariffs[0]["price"]) if tariffs else "",
            "price_note": writer.typeset(context.price_note),
            "delay": writer.typeset(context.delay),
            "delay_note": writer.typeset(context.delay_note),
            "where": writer.where(usable(context.channels)),
            "where_note": writer.typeset(context.where_note),
            "desk": self._desk(),
        }

    def _desk(self) -> Data | None:
        """Return whether the desk of the service is open; None without a desk."""
        brain = self._brain_of_service
        hours_data = getattr(brain, "opening_hours_data", None)
        if not isinstance(hours_data, str) or not hours_data:
            return None
        hours = from_json(hours_data)
        found = status(hours, self.now)
        if change := next_change(hours, self.now):
            self.changes.append(change)
        text = self.writer.say(status_text(found, self.now))
        return {
            "title": self.writer.typeset(brain.Title),
            "kind": found.kind,
            "text": text[:1].upper() + text[1:],
            "shape": DISCS[found.kind],
            "week": whole_week(hours, self.now.date(), Speaker(self.writer.language)),
        }

    def _channels(self) -> list[Data]:
        rows = self.writer.rows(self.context.channels, "text", "link")
        return [
            {
                **row,
                "icon": ICONS.get(row["channel"]["kind"], ICONS["elsewhere"]),
                "title": self.writer.say(SHORT[row["channel"]["kind"]]),
                "state": row["channel"]["state"],
            }
            for row in rows
        ]

    def _tariffs(self) -> list[Data]:
        return [
            {**row, "price": self.writer.column_price(row["price"])}
            for row in self.writer.rows(self.context.tariffs, "label", "delay")
        ]

    def _service(self) -> Data | None:
        """Return the service that answers: its name, address and contacts."""
        brain = self._brain_of_service
        if brain is None:
            return None
        place, contact = _json(brain, "address_data"), _json(brain, "contact_data")
        street = " ".join(filter(None, (place.get("street"), place.get("number"))))
        town = " ".join(filter(None, (place.get("postal_code"), place.get("locality"))))
        phone = contact.get("phone") or ""
        return {
            "title": self.writer.typeset(brain.Title),
            "url": brain.getURL(),
            "address": list(filter(None, (street, town))),
            "phone": phone,
            "tel": "".join(c for c in phone if c.isdigit() or c == "+"),
            "email": contact.get("email") or "",
        }


def _json(brain: AbstractCatalogBrain, column: str) -> Data:
    value = getattr(brain, column, None)
    return json.loads(value) if isinstance(value, str) and value else {}


def _drawn(inner: str, box: int = 20) -> str:
    return (
        f'<svg class="icon" viewBox="0 0 {box} {box}" aria-hidden="true" focusable="false">'
        f"{inner}</svg>"
    )


DESK = '<circle cx="10" cy="4.5" r="2.5"/><path d="M1.5 18v-6h17v6M6.5 12V9.5h7V12"/>'
AWAY = '<path d="M2 18h16M4 18V8h12v10M2.5 8 10 2.5 17.5 8M8 18v-5h4v5"/>'
ICONS = {
    "online": _drawn('<path d="M2 3.5h16v10H2zM10 13.5V17M6 17h8"/>'),
    "desk": _drawn(DESK),
    "phone": _drawn(
        '<path d="M4 2.5h3l1.6 4-2 1.4a10 10 0 0 0 5.5 5.5l1.4-2 4 1.6v3A1.7 1.7 0 0 1 15.8 18 '
        '14 14 0 0 1 2.3 4.2 1.7 1.7 0 0 1 4 2.5z"/>'
    ),
    "post": _drawn('<path d="M2 4.5h16v11H2zM2 5l8 6.5L18 5"/>'),
    "mail": _drawn('<path d="M2 4.5h16v11H2zM2 5l8 6.5L18 5"/>'),
    "home": _drawn('<path d="M2 9.5 10 3l8 6.5M4 8v9.5h12V8"/>'),
    **{kind: _drawn(AWAY) for kind in ("federal", "regional", "intermunicipal", "elsewhere")},
}
DISCS = {
    "open": '<circle cx="8" cy="8" r="7" fill="currentColor"/>',
    "closing": '<circle cx="8" cy="8" r="7"/><path d="M8 1a7 7 0 0 0 0 14z" fill="currentColor"/>',
    "closed": '<circle cx="8" cy="8" r="6.5"/>',
    "exceptionally_closed": '<path d="M2 2h12v12H2zM2 2l12 12"/>',
}
DISCS = {
    kind: f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{inner}</svg>'
    for kind, inner in DISCS.items()
}
