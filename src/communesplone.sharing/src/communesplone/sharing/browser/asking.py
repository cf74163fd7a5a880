"""What only a commune knows, asked in one form: local fields, links, places, and how to go on."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.browser.form_page import FormPage
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.known import known_values
from communesplone.sharing.places import ADOPT
from communesplone.sharing.places import takes
from communesplone.sharing.references import answered
from communesplone.sharing.references import Asked
from communesplone.sharing.references import OTHER
from communesplone.sharing.references import OUT
from functools import cached_property
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form.field import Fields
from z3c.form.form import Form
from zExceptions import Unauthorized
from zope.i18nmessageid import Message
from zope.schema.interfaces import IField


ADDRESS_LENGTH = 500


class LocalFields(Form):
    """The widgets of the local fields, drawn and read by the page."""

    ignoreContext = True
    prefix = "local."

    def __init__(self, context: Any, request: Any, fields: Iterable[tuple[str, IField]]) -> None:
        """:param fields: each with the prefix that tells it from others of its name."""
        super().__init__(context, request)
        made = Fields()
        for prefix, field in fields:
            made += Fields(field, prefix=prefix)
        self.fields = made


class Asking(FormPage):
    """The part of a page that asks; `wrong` is what was answered wrongly, by key of a link."""

    wrong: dict[str, Message] = {}
    #: Whether several contents are adopted at once.
    several = False
    local_fields = ViewPageTemplateFile("local_fields.pt")
    link_choices = ViewPageTemplateFile("link_choices.pt")
    following = ViewPageTemplateFile("following.pt")

    @cached_property
    def known_values(self) -> dict[str, Any]:
        """What the commune's identity says already."""
        return known_values(self.site)

    def made_form(self, fields: Iterable[tuple[str, IField]]) -> LocalFields:
        """Return the form of local fields, what is known filled in."""
        bound = []
        for prefix, one in fields:
            field = one.bind(self.site)
            if self.known_values.get(field.__name__):
                field.default = self.known_values[field.__name__]
            bound.append((prefix, field))
        made = LocalFields(self.context, self.request, bound)
        made.update()
        return made

    def drawn(self, form: LocalFields) -> dict[str, dict[str, Any]]:
        """Return the local fields as the template draws them, by their name in the form."""
        posted = self.request.method == "POST"
        if posted:
            form.widgets.extract()
        return {name: self._drawn(widget, posted) for name, widget in form.widgets.items()}

    def _drawn(self, widget: Any, posted: bool) -> dict[str, Any]:
        return {
            "id": widget.id,
            "label": widget.label,
            "hint": widget.field.description,
            "html": widget.render(),
            "error": widget.error.render() if posted and widget.error else "",
            "known": bool(self.known_values.get(widget.field.__name__)),
            "required": widget.required,
        }

    def drawn_links(self, questions: list[Asked]) -> list[dict[str, Any]]:
        """Return the references as the template draws them; what is alike is proposed."""
        return [self._link(number, one) for number, one in enumerate(questions)]

    def _link(self, number: int, one: Asked) -> dict[str, Any]:
        first = one.proposed[0][0] if one.proposed else ""
        chosen = self.text(one.key, 40) or first
        return {
            "id": f"link-{number}",
            "key": one.key,
            "title": one.title,
            "kind": self._kind(one.portal_type),
            "author": one.author,
            "inside": self._inside(one),
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

    def _inside(self, one: Asked) -> str:
        """Return in which contents a link stands, for a page that adopts several."""
        titles = one.inside if self.several else ()
        return ", ".join(self.say(_("“${title}”", mapping={"title": one})) for one in titles)

    def _kind(self, portal_type: str) -> str:
        declared = shareable(portal_type)
        return self.say(declared.title) if declared is not None else portal_type

    def read_links(self, questions: list[Asked]) -> dict[str, str]:
        """Return UID by key as they were settled; what is wrong stands in `wrong`."""
        form = {one.key: self.text(one.key, 40) for one in questions}
        addresses = [f"{one.key}.address" for one in questions]
        form |= {name: self.text(name, ADDRESS_LENGTH) for name in addresses}
        choices, self.wrong = answered(self.site, questions, form)
        return choices

    def place_rows(self, name: str, places: list[tuple[str, str]]) -> list[dict[str, Any]]:
        asked_for = self.text(name, 40)
        return [
            {"value": uid, "title": title, "selected": "selected" if uid == asked_for else None}
            for uid, title in places
        ]

    @property
    def automatic(self) -> bool:
        return self.text("updates", 10) == "automatic"


def container(site: PloneSite, uid: str, portal_type: str) -> DexterityContent:
    """Return the folder that was chosen for an item of a type.

    :raises SharingError: none was, or it takes no such item.
    :raises Unauthorized: this person may not adopt there.
    """
    brains = site.portal_catalog.searchResults(UID=uid or "-")
    if not brains:
        raise SharingError(_("Choose where to put it."))
    found = brains[0].getObject()
    if not api.user.has_permission(ADOPT, obj=found):
        raise Unauthorized(ADOPT)
    if not takes(found, portal_type):
        raise SharingError(_("This folder does not take such an item: choose another."))
    return found
