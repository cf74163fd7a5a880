"""ITEM/@@offer: what leaves, what stays, what was found; then the offer and what became of it."""

from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.publication import is_public
from communesplone.core.quality import Finding
from communesplone.core.quality import IMender
from communesplone.core.quality import Mend
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import subject_of
from communesplone.core.sharing.audience import SIZES
from communesplone.core.sharing.findings import found_in
from communesplone.core.sharing.findings import OWN_NAME
from communesplone.core.sharing.findings import stops
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.registration import local_fields
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.registration import shared_fields
from communesplone.sharing.browser.base import SharingView
from communesplone.sharing.held import held_back
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.offering import UNDER_WAY
from communesplone.sharing.offering import withdraw
from communesplone.sharing.own_name import replaced
from communesplone.sharing.own_name import words_for
from communesplone.sharing.reading import Read
from communesplone.sharing.reading import read
from communesplone.sharing.store import Shared
from communesplone.sharing.store import store
from communesplone.sharing.succeeding import can_take_over
from communesplone.sharing.succeeding import take_over
from functools import cached_property
from html import escape
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


#: Value of the form, audience in the envelope, words.
AUDIENCES = {
    "all": ({}, _("Every commune")),
    **{size: ({"sizes": size}, words) for size, words in SIZES.items()},
    "province": ({"provinces": True}, _("Communes of our province")),
}
STATES = {
    "sent": _("On its way to the hub"),
    "waiting": _("The hub reads it"),
    "accepted": _("In the library"),
    "sent_back": _("Sent back by the hub"),
    "taken_out": _("Taken out of the library by the hub"),
    "withdrawn": _("Withdrawn from the library"),
}
#: Of what was withdrawn before the library ever had it.
NEVER_THERE = _("Offer withdrawn")
CLASSES = {"accepted": "online", "sent_back": "late", "taken_out": "late", "withdrawn": "expired"}
NOT_TOLD = frozenset({"title", "focal_point", "picture_decorative"})


class OfferView(SharingView):
    """The page from which an item is offered."""

    page_title = _("Offer this to the other communes?")

    def __call__(self) -> str:
        if not self.possible:
            raise NotFound(self.__name__)
        return super().__call__()

    @property
    def possible(self) -> bool:
        """Whether the item is of a kind that can be shared, in a commune."""
        return (
            store(self.site) is not None
            and shareable(getattr(self.context, "portal_type", "")) is not None
            and identity(self.site).kind != "hub"
        )

    @cached_property
    def shared(self) -> Shared | None:
        """What is known of it as an original of ours."""
        found = self.kept.items.get(self.context.UID())
        return found if found is not None and found.role == "original" else None

    @property
    def adopted_from(self) -> str:
        """The commune it was adopted from, for one that is not ours."""
        found = self.kept.items.get(self.context.UID())
        return found.issuer.get("name", "") if found is not None and not self.shared else ""

    @property
    def is_followed(self) -> bool:
        """Whether revisions of that commune come to it."""
        found = self.kept.items.get(self.context.UID())
        return found is not None and found.role == "adopted" and not found.detached

    @property
    def can_take_over(self) -> bool:
        """Whether our commune follows the one that wrote it."""
        return can_take_over(self.context, self.kept, self.library)

    @property
    def state(self) -> Message | None:
        if self.shared is None:
            return None
        if self.shared.state == "withdrawn" and not self.shared.accepted:
            return NEVER_THERE
        return STATES.get(self.shared.state)

    @property
    def state_class(self) -> str:
        return f"office-state {CLASSES.get(self.shared.state, 'pending')}"

    @property
    def under_way(self) -> bool:
        return self.shared is not None and self.shared.state in UNDER_WAY

    @property
    def in_library(self) -> bool:
        """Whether the library has a revision of it, whatever became of a later one."""
        if self.shared is None or self.shared.state == "withdrawn":
            return False
        return self.shared.state == "accepted" or self.shared.accepted > 0

    @property
    def can_withdraw(self) -> bool:
        return self.in_library or self.under_way

    @property
    def word(self) -> str:
        """What the reviewer wrote."""
        return self.shared.word if self.shared is not None else ""

    @property
    def published(self) -> bool:
        return is_public(self.context)

    @cached_property
    def read(self) -> Read:
        """What would leave; nothing, and the page says why, where some of it cannot be shared."""
        try:
            return read(self.context, self.kept)
        except SharingError as error:
            self.problem = error.message
            return Read()

    @cached_property
    def findings(self) -> list[Finding]:
        """What a machine finds in what would leave."""
        found = self.read
        told = {
            "type": self.context.portal_type,
            "language": self.item_language_code,
            "fields": found.fields,
            "references": found.references,
            "note": self.note,
            "change": self.text("change"),
            "issuer": {"name": identity(self.site).name},
        }
        return [*held_back(found), *found_in(told)]

    @cached_property
    def stopping(self) -> list[Finding]:
        return stops(self.findings)

    @cached_property
    def mender(self) -> IMender | None:
        """What mends the page; None where nothing does, or this person may not edit it."""
        may = api.user.has_permission(ModifyPortalContent, obj=self.context)
        return IMender(self.context, None) if may else None

    @cached_property
    def mends(self) -> dict[str, tuple[Mend, ...]]:
        """The mends of what the site finds in the page, by key of the finding."""
        if self.mender is None:
            return {}
        name = identity(self.site).name
        words = {"words": words_for(self.item_language_code), "name": name}
        own = Mend(OWN_NAME, _("Replace “${name}” by “${words}”", mapping=words))
        ours = {one.key: (own,) for one in self.findings if one.check == OWN_NAME}
        return {one.key: one.mends for one in self.mender.findings()} | ours

    @property
    def can_undo(self) -> bool:
        return self.mender is not None and self.mender.can_undo()

    def found(self) -> list[dict[str, Any]]:
        """Return the findings as rows, what stops first, the same kind once with its number."""
        groups: dict[str, list[Finding]] = {}
        for one in self.findings:
            groups.setdefault(self.say(one.title), []).append(one)
        return [
            {
                "title": title,
                "count": len(ones),
                "excerpt": self._excerpt(ones[0]),
                "why": ones[0].why,
                "stops": any(one in self.stopping for one in ones),
                "key": ones[0].key,
                "mends": [self._mend(ones[0], one) for one in self.mends.get(ones[0].key, ())],
            }
            for title, ones in groups.items()
        ]

    def _excerpt(self, finding: Finding) -> str:
        """Return the words that were found as HTML, the commune's own name marked in them."""
        text = escape(finding.excerpt)
        name = escape(identity(self.site).name)
        return text.replace(name, f"<mark>{name}</mark>") if finding.check == OWN_NAME else text

    def _mend(self, finding: Finding, mend: Mend) -> dict[str, Any]:
        return {
            "name": mend.name,
            "id": f"mend-{finding.key}-{mend.name}",
            "label": mend.label,
            "asks": mend.asks,
            "proposal": self.text(f"answer-{mend.name}") or mend.proposal,
            "choices": mend.choices,
        }

    def leaves(self) -> list[str]:
        """Return the filled fields that leave, by their titles."""
        known = shared_fields(self.context.portal_type)
        return [
            self.say(known[name].title)
            for name in known
            if name in self.read.fields and name not in NOT_TOLD
        ]

    def comes_along(self) -> list[str]:
        """Return the pictures and files that leave, by title and the name of their file."""
        told = [(one["title"], one["name"]) for one in self.read.references if "file" in one]
        return [title if title == name else f"{title} ({name})" for title, name in told]

    def stays(self) -> list[str]:
        """Return what each commune fills in itself, by its titles."""
        fields = local_fields(self.context.portal_type).values()
        always = [_("Contact and address"), _("Who wrote it, and when it is published")]
        return [self.say(one.title) for one in fields] + [self.say(one) for one in always]

    @property
    def licence_asked(self) -> str:
        before = self.shared.licence if self.shared is not None else ""
        return self.text("licence", 20) or before or "CC-BY-4.0"

    @property
    def note(self) -> str:
        if self.request.method == "POST":
            return self.text("note")
        return self.shared.note if self.shared is not None else ""

    def audiences(self) -> list[dict[str, Any]]:
        asked = self.text("audience", 20)
        return [
            {"value": value, "title": title, "selected": "selected" if value == asked else None}
            for value, (_data, title) in AUDIENCES.items()
        ]

    @property
    def item_language_code(self) -> str:
        return (self.context.Language() or self.language)[:2]

    @property
    def item_language(self) -> str:
        return self.language_name(self.item_language_code)

    def post(self) -> str | None:
        """Offer, or withdraw."""
        act = self.text("act", 20)
        if act == "withdraw":
            was_there = self.in_library
            withdraw(self.context, self.kept)
            gone = _("It leaves the library. Who adopted it keeps it.")
            self._tell(gone if was_there else _("Your offer is withdrawn. The page stays yours."))
        elif act == "take_over":
            take_over(self.context, self.kept, self.library)
            self._tell(_("This text is yours now. What you offer is its next revision."))
        elif act in ("mend", "undo"):
            self._change(act)
        elif act == "offer":
            self._offer()
            self._tell(_("Your offer is on its way. What the hub answers stands on this page."))
        else:
            raise BadRequest("act: none of this page")
        return f"{self.context.absolute_url()}/@@offer"

    def _change(self, act: str) -> None:
        """Mend what was found, or undo that.

        :raises SharingError: it cannot be done; the sentence says why.
        """
        if self.mender is None:
            raise Unauthorized(ModifyPortalContent)
        try:
            if act == "undo":
                self.mender.undo()
                self._tell(_("It is as before."))
                return
            key, _space, name = self.text("mend", 200).partition(" ")
            if name == OWN_NAME:
                self.mender.write(replaced(subject_of(self.context), identity(self.site).name))
            else:
                self.mender.mend(key, name, self.text(f"answer-{name}"))
        except NothingToMend as error:
            raise SharingError(error.message) from error
        self._tell(_("Mended. The page has a new version, the former one is kept."))

    def _offer(self) -> None:
        if not self.published:
            raise SharingError(_("Publish the page first: what is offered is public."))
        data = dict(AUDIENCES.get(self.text("audience", 20), AUDIENCES["all"])[0])
        if data.get("provinces"):
            data = {"provinces": [identity(self.site).province]}
        terms = Terms(self.text("licence", 20), self.text("note"), self.text("change"), data)
        offer(self.context, self.kept, terms)

    def _tell(self, words: Message) -> None:
        IStatusMessage(self.request).add(self.say(words), "info")
