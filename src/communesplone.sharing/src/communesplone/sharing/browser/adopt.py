"""@@library-adopt: the one form in which a commune says what only it knows, then has a draft."""

from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import BRINGING
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.registration import local_fields
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import fetched
from communesplone.sharing.browser.item import OfOneItem
from communesplone.sharing.client import library
from communesplone.sharing.places import ADOPT
from communesplone.sharing.places import places
from communesplone.sharing.places import takes
from communesplone.sharing.references import answered
from communesplone.sharing.references import Asked
from communesplone.sharing.references import asked
from communesplone.sharing.references import known
from communesplone.sharing.references import OTHER
from communesplone.sharing.references import OUT
from functools import cached_property
from plone import api
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from z3c.form.field import Fields
from z3c.form.form import Form
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


WHERE = "where"
ADDRESS_LENGTH = 500


class LocalFields(Form):
    """The widgets of the local fields, drawn and read by the page."""

    ignoreContext = True
    prefix = "local."

    def __init__(self, context: Any, request: Any, fields: list[Any]) -> None:
        super().__init__(context, request)
        self.fields = Fields(*fields)


class AdoptView(OfOneItem):
    """What only the commune knows: local fields, links, the place."""

    page_title = _("What only you know")
    wrong: dict[str, Message] = {}

    @property
    def author(self) -> str:
        return self.standing.summary.issuer_name

    @cached_property
    def known_values(self) -> dict[str, Any]:
        """What the commune's identity says already."""
        who = identity(self.site)
        codes = who.postal_codes
        return {"postal_code": codes[0] if codes else None, "locality": who.name or None}

    @cached_property
    def form(self) -> LocalFields:
        fields = []
        for name, one in local_fields(self.envelope["type"]).items():
            field = one.bind(self.site)
            if self.known_values.get(name):
                field.default = self.known_values[name]
            fields.append(field)
        made = LocalFields(self.context, self.request, fields)
        made.update()
        return made

    def fields(self) -> list[dict[str, Any]]:
        """Return the local fields as the template draws them."""
        posted, shown = self.request.method == "POST", []
        if posted:
            self.form.widgets.extract()
        for widget in self.form.widgets.values():
            name = widget.field.__name__
            error = widget.error.render() if posted and widget.error else ""
            shown.append(
                {
                    "id": widget.id,
                    "label": widget.label,
                    "hint": widget.field.description,
                    "html": widget.render(),
                    "error": error,
                    "known": bool(self.known_values.get(name)),
                    "required": widget.required,
                }
            )
        return shown

    @cached_property
    def questions(self) -> list[Asked]:
        return asked(self.site, self.envelope, self.kept)

    def links(self) -> list[dict[str, Any]]:
        """Return the references as the template draws them; what is alike is proposed."""
        shown = []
        for number, one in enumerate(self.questions):
            first = one.proposed[0][0] if one.proposed else ""
            chosen = self.text(one.key, 40) or first
            shown.append(
                {
                    "id": f"link-{number}",
                    "key": one.key,
                    "title": one.title,
                    "kind": self.kind(one.portal_type) if one.portal_type else "",
                    "proposed": [
                        {"value": uid, "title": title, "checked": uid == chosen}
                        for uid, title in one.proposed
                    ],
                    "other": chosen == OTHER,
                    "out": chosen == OUT,
                    "address": self.text(f"{one.key}.address", ADDRESS_LENGTH),
                    "error": self.wrong.get(one.key),
                    "open": not chosen,
                }
            )
        return shown

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        return places(self.site, self.envelope["type"], self.envelope["language"])

    def place_choices(self) -> list[dict[str, Any]]:
        asked_for = self.text(WHERE, 40)
        return [
            {"value": uid, "title": title, "selected": "selected" if uid == asked_for else None}
            for uid, title in self.places
        ]

    @property
    def automatic(self) -> bool:
        return self.text("updates", 10) == "automatic"

    @property
    def many(self) -> int:
        """How many things are asked."""
        return len(self.form.widgets) + len(self.questions)

    @property
    def here(self) -> bool:
        """Whether it is in the site already."""
        return self.kept.at_urn(self.urn) is not None

    def post(self) -> str | None:
        """Make the draft, or say what is wrong; whatever was typed stays."""
        answers, errors = self.form.extractData()
        form = {one.key: self.text(one.key, 40) for one in self.questions}
        addresses = [f"{one.key}.address" for one in self.questions]
        form |= {name: self.text(name, ADDRESS_LENGTH) for name in addresses}
        choices, self.wrong = answered(self.site, self.questions, form)
        if errors or self.wrong:
            self.problem = _("Something remains to be corrected below.")
            return None
        return self._make(answers, choices)

    def _make(self, answers: dict[str, Any], choices: dict[str, str]) -> str:
        # Files may take longer than what a page shows
        found = library(self.site, BRINGING)
        if found is None:
            raise NotFound(self.urn)
        item = adopt(
            self._container(),
            self.envelope,
            fetched(found, self.envelope),
            answers,
            known(self.envelope, self.kept) | choices,
            self.kept,
            self.automatic,
        )
        words = _("The draft is made. Read it over, then publish it.")
        IStatusMessage(self.request).add(self.say(words), "info")
        return f"{item.absolute_url()}/view"

    def _container(self) -> Any:
        """Return the folder that was chosen.

        :raises SharingError: none was, or it is none.
        :raises Unauthorized: this person may not adopt there.
        """
        brains = self.site.portal_catalog.searchResults(UID=self.text(WHERE, 40) or "-")
        if not brains:
            raise SharingError(_("Choose where to put it."))
        container = brains[0].getObject()
        if not api.user.has_permission(ADOPT, obj=container):
            raise Unauthorized(ADOPT)
        if not takes(container, self.envelope["type"]):
            raise SharingError(_("This folder does not take such an item: choose another."))
        return container
