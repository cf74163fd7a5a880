"""What people do on the page of a proposal: one view an act, each posts and comes back."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import ITool
from communesplone.hub.together import pledging
from communesplone.hub.together import steering
from communesplone.hub.together import supporting
from communesplone.hub.together import voting
from communesplone.hub.together.browser.base import Act
from communesplone.hub.together.browser.proposal import ProposalView
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import member
from communesplone.hub.together.members import voice
from datetime import datetime
from zope.component import queryUtility
from zope.i18nmessageid import Message


WORD = 1000


class ProposalAct(Act, ProposalView):
    """An act on a proposal."""

    @property
    def word(self) -> str:
        """What all communes read beside the act.

        :raises CannotBeDone: it is very long.
        """
        return self.short("word", WORD)

    def short(self, name: str, longest: int = 200) -> str:
        """Return a text of the form.

        :raises CannotBeDone: it is longer than that.
        """
        found = self.given(name, 100_000)
        if len(found) > longest:
            raise CannotBeDone(
                _("Write at most ${count} characters.", mapping={"count": str(longest)})
            )
        return found


class ShareNeed(ProposalAct):
    """@@proposal-share: our commune has the same need."""

    def act(self) -> Message:
        """See Act."""
        supporting.share_need(self.site, self.context, voice(self.site), self.word)
        return _("Your commune shares this need.")


class LeaveNeed(ProposalAct):
    """@@proposal-leave: it has not, after all."""

    def act(self) -> Message:
        """See Act."""
        supporting.leave_need(self.site, self.context, voice(self.site))
        return _("Your commune does not share this need any more.")


class Follow(ProposalAct):
    """@@proposal-follow: be told what happens, or not any more."""

    def act(self) -> Message:
        """See Act."""
        if supporting.follow(self.site, self.context, member(self.site)):
            return _("You are told what happens, as you chose in your account.")
        return _("You do not follow this proposal any more.")


class Promise(ProposalAct):
    """@@proposal-pledge: our commune promises days or money."""

    def act(self) -> Message:
        """See Act."""
        kind, amount = self.short("kind", 10), self.short("amount", 20)
        pledging.pledge(self.site, self.context, voice(self.site), kind, amount, self.word)
        return _("Noted. You can change it until the work begins.")


class TakeBack(ProposalAct):
    """@@proposal-unpledge: it promises nothing any more."""

    def act(self) -> Message:
        """See Act."""
        pledging.take_back(self.site, self.context, voice(self.site))
        return _("Your commune promises nothing any more.")


class CastVote(ProposalAct):
    """@@proposal-vote: the voice of our commune."""

    def act(self) -> Message:
        """See Act."""
        who, choice = voice(self.site), self.short("choice", 10)
        voting.vote(self.site, self.context, who, choice, self.word)
        return _(
            "The voice of ${commune} is counted. You can change it until ${moment}.",
            mapping={"commune": self.commune, "moment": self.vote.closes},
        )


class Estimate(ProposalAct):
    """@@proposal-estimate: how many days of work it takes."""

    def act(self) -> Message:
        """See Act."""
        days, note = self.short("days", 20), self.short("note", WORD)
        steering.estimate(self.site, self.context, days, note)
        return _("Estimated. Everyone reads it.")


class OpenVote(ProposalAct):
    """@@proposal-open-vote: a vote, now or at a moment."""

    def act(self) -> Message:
        """See Act."""
        made = voting.announce(self.site, self.context, self.opening())
        return _(
            "The vote is open from ${opens} to ${closes}.",
            mapping={"opens": self.told(made.opens), "closes": self.told(made.closes)},
        )

    def opening(self) -> datetime:
        """Return the moment that was chosen; without one, now.

        :raises CannotBeDone: it is no moment.
        """
        asked = self.short("opens", 20)
        if not asked:
            return datetime.now(BRUSSELS)
        try:
            return datetime.fromisoformat(asked).replace(tzinfo=BRUSSELS)
        except ValueError as error:
            raise CannotBeDone(
                _("Write day and hour of the opening, or leave both empty: now.")
            ) from error


class Begin(ProposalAct):
    """@@proposal-begin: the work begins, promises are fixed."""

    def act(self) -> Message:
        """See Act."""
        steering.begin(self.site, self.context)
        return _("The work has begun. What was promised is fixed.")


class Release(ProposalAct):
    """@@proposal-release: what came of it."""

    def act(self) -> Message:
        """See Act."""
        tool, version = self.short("tool"), self.short("release", 40)
        if queryUtility(ITool, tool) is None:
            raise CannotBeDone(_("Choose the tool that came of it."))
        if not version:
            raise CannotBeDone(_("Write the release, for example 1.2."))
        steering.release(self.site, self.context, tool, version, self.short("note", WORD))
        return _("Released. Those who paid are named.")


class SendBack(ProposalAct):
    """@@proposal-send-back: to its authors, with a reason."""

    def act(self) -> Message:
        """See Act."""
        steering.send_back(self.site, self.context, self.short("reason", WORD))
        return _("It is sent back. Its authors read your reason on the page.")


class ProposeAgain(ProposalAct):
    """@@proposal-again: its authors have written it again."""

    def act(self) -> Message:
        """See Act."""
        steering.propose_again(self.site, self.context)
        return _("It is proposed again.")
