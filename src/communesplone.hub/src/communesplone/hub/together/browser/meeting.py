"""The page of a meeting: agenda, minutes, decisions; and what its communes do with the minutes."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.hub.together import approving
from communesplone.hub.together.browser.base import Act
from communesplone.hub.together.browser.base import ContentPage
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import voice
from communesplone.hub.together.minutes import asked
from communesplone.hub.together.minutes import missing
from communesplone.hub.together.store import Said
from communesplone.hub.together.words import MEETING_STATES
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.permissions import View
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


class MeetingView(ContentPage):
    """What the communes of the group read of a meeting."""

    index = ViewPageTemplateFile("meeting.pt")

    states = MEETING_STATES

    @property
    def group(self) -> dict[str, str]:
        found = self.context.aq_parent
        return {"title": self.text(found.title), "url": found.absolute_url()}

    def when(self) -> str:
        """Return when and where it is."""
        told = self.told(self.context.start)
        return f"{told}, {self.text(self.context.where)}" if self.context.where else told

    def agenda(self) -> list[str]:
        return [self.text(one) for one in (self.context.agenda or "").split("\n") if one.strip()]

    def minutes(self) -> str:
        """Return the minutes as HTML."""
        text = self.context.minutes
        return text.output_relative_to(self.context) if text is not None else ""

    def decisions(self) -> list[str]:
        return [self.text(one) for one in self.context.decisions or ()]

    def attending(self) -> list[dict[str, Any]]:
        """Return the communes that took part, and whether they have approved."""
        return self._rows(self.context.attending or ())

    def others(self) -> list[dict[str, Any]]:
        """Return the communes that have approved without having taken part."""
        return self._rows(set(self.said.agreeing) - set(self.context.attending or ()))

    def lacking(self) -> Message | None:
        """Return what minutes of one commune alone need beside its approval."""
        if self.state not in ("planned", "to_approve") or not self.context.attending:
            return None
        _present, count = missing(self.site, self.context, self.said)
        if not count:
            return None
        if count == 1:
            return _(
                "One commune took part alone. One more commune of the group has to approve the "
                "minutes."
            )
        return _(
            "One commune took part alone. ${count} more communes of the group have to approve the "
            "minutes.",
            mapping={"count": str(count)},
        )

    def _rows(self, communes: Iterable[str]) -> list[dict[str, Any]]:
        rows = []
        for one in communes:
            told = self.said.agreeing.get(one)
            said = Said(*told) if told is not None else None
            rows.append(
                {
                    "commune": self.name(one),
                    "approved": self.told_day(said.moment) if said is not None else "",
                    "word": self.text(said.word) if said is not None else "",
                }
            )
        return sorted(rows, key=lambda row: row["commune"])

    @property
    def waits_for_me(self) -> bool:
        """Whether the minutes wait for the voice of this person's commune."""
        return (
            self.state == "to_approve"
            and self.carries_voice
            and self.is_asked
            and self.speaker.commune not in self.said.agreeing
        )

    @property
    def is_asked(self) -> bool:
        """Whether this person's commune is one of those that approve."""
        return self.speaker is not None and self.speaker.commune in asked(self.site, self.context)

    @property
    def can_edit(self) -> bool:
        return bool(api.user.has_permission(ModifyPortalContent, obj=self.context))

    @property
    def can_take_back(self) -> bool:
        """Whether this person may have the minutes written again."""
        return self.state == "to_approve" and (self.is_asked or self.coordinates)


class MinutesAct(Act, MeetingView):
    """An act on minutes: a refusal shows them, so who may not read them has none."""

    def __call__(self) -> Any:
        """See Act.

        :raises Unauthorized: this person may not read the minutes.
        """
        if not api.user.has_permission(View, obj=self.context):
            raise Unauthorized("Minutes of a group that is not this person's.")
        return super().__call__()


class SubmitMinutes(MinutesAct):
    """@@minutes-submit: to the communes that met."""

    def act(self) -> Message:
        """See Act."""
        approving.submit(self.site, self.context)
        return _("Submitted. The communes that met are told.")


class ApproveMinutes(MinutesAct):
    """@@minutes-approve: for our commune."""

    def act(self) -> Message:
        """See Act."""
        who = voice(self.site)
        if approving.approve(self.site, self.context, who, self.given("word", 1000)):
            return _("Approved by all that met. Everyone reads the decisions.")
        return _("Approved in the name of ${commune}.", mapping={"commune": self.commune})


class WriteMinutesAgain(MinutesAct):
    """@@minutes-again: something is not right in them."""

    def act(self) -> Message:
        """See Act.

        :raises CannotBeDone: this person's commune did not take part.
        """
        if not self.can_take_back:
            raise CannotBeDone(_("These minutes do not wait for your commune."))
        approving.write_again(self.site, self.context)
        return _("The minutes can be written again. They are approved anew afterwards.")
