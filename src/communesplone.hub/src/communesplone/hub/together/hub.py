"""What working together gives to the hub: its entry of the navigation, two blocks of the home."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import known
from communesplone.hub.communes.people import has_voice
from communesplone.hub.places import Place
from communesplone.hub.places import Section
from communesplone.hub.records import Row
from communesplone.hub.together import meeting
from communesplone.hub.together import proposal
from communesplone.hub.together.listing import found
from communesplone.hub.together.listing import said_of
from communesplone.hub.together.members import colleague
from communesplone.hub.together.members import name_of
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.minutes import asked
from communesplone.hub.together.place import place_of
from communesplone.hub.together.place import TITLE
from communesplone.hub.together.place import WORK
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.summing import summed
from communesplone.hub.together.voting import is_open
from communesplone.hub.together.wording import Wording
from communesplone.hub.together.words import STATES
from datetime import datetime
from functools import cached_property
from plone import api
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18nmessageid import Message


#: How many that may wait for a voice are looked at: no hub decides on more at a time.
MOST = 100


def votes_waiting(site: PloneSite, who: Speaker) -> list[AbstractCatalogBrain]:
    """Return the proposals on which a commune can still vote and has not, the first to close
    first."""
    brains, _total = found(site, proposal.TYPE, ("vote",), 0, MOST)
    rounds = [(brain, said_of(site, brain.UID).last_round) for brain in brains]
    waiting = [
        (last.closes, brain)
        for brain, last in rounds
        if is_open(last) and who.commune in last.voters and who.commune not in last.ballots
    ]
    return [brain for _closes, brain in sorted(waiting, key=lambda pair: pair[0])]


def minutes_waiting(site: PloneSite, who: Speaker) -> list[Any]:
    """Return the meetings whose minutes wait for a commune."""
    brains, _total = found(site, meeting.TYPE, ("to_approve",), 0, MOST)
    waiting = [one for one in brains if who.commune not in said_of(site, one.UID).agreeing]
    items = [brain.getObject() for brain in waiting]
    return [one for one in items if who.commune in asked(site, one)]


class TogetherPlace(Place):
    """Working together, in the navigation."""

    title = TITLE
    order = 40

    @property
    def url(self) -> str:
        return place_of(self.site).absolute_url()

    @cached_property
    def count(self) -> int:
        """How many votes and minutes wait for the voice that this person carries."""
        who = colleague(self.site)
        if who is None or not has_voice(self.site):
            return 0
        return len(votes_waiting(self.site, who)) + len(minutes_waiting(self.site, who))

    def available(self) -> bool:
        """See IHubPlace."""
        return super().available() and place_of(self.site) is not None

    def find(self, text: str, most: int) -> list[Row]:
        """Return the proposals that this person may see."""
        # The index knows the beginnings of words; anything else of its language is no search
        words = " AND ".join(
            f"{word}*" for word in "".join(c if c.isalnum() else " " for c in text).split()
        )
        if not words:
            return []
        brains = self.site.portal_catalog.searchResults(
            portal_type=proposal.TYPE, SearchableText=words, sort_limit=most
        )
        return [
            Row(
                title=brain.Title,
                url=brain.getURL(),
                state=STATES[brain.review_state][0],
                state_kind=STATES[brain.review_state][1],
                kind=_("Proposal"),
            )
            for brain in brains[:most]
        ]


class TogetherSection(Wording, Section):
    """A block of the home for people of communes."""

    @cached_property
    def language(self) -> str:
        return known(api.portal.get_current_language())

    @cached_property
    def now(self) -> datetime:
        return datetime.now(BRUSSELS)

    @cached_property
    def who(self) -> Speaker | None:
        """The commune of this person."""
        return colleague(self.site)

    def in_a_sentence(self, brain: AbstractCatalogBrain, said: Dealings) -> str:
        """Return where a proposal stands."""
        return summed(self.site, said, brain.review_state, self, member=True)


class VoiceSection(TogetherSection):
    """“La voix de Durbuy”: what waits for whoever carries it."""

    order = 10
    text = _("One voice for each commune, carried by the person whom its college has named")

    @property
    def title(self) -> Message | str:
        """See IHubSection."""
        name = name_of(self.site, self.who.commune) if self.who is not None else ""
        return _("The voice of ${commune}", mapping={"commune": name})

    @property
    def lead(self) -> Message | str:
        """See IHubSection."""
        if self.who is None or not has_voice(self.site):
            return ""
        votes, minutes = votes_waiting(self.site, self.who), minutes_waiting(self.site, self.who)
        many = len(votes) + len(minutes)
        mapping = {"commune": name_of(self.site, self.who.commune), "count": str(many)}
        if many > 1:
            return _("${count} decisions wait for the voice of ${commune}.", mapping=mapping)
        return (
            _("One decision waits for the voice of ${commune}.", mapping=mapping) if many else ""
        )

    def rows(self, most: int) -> list[Row]:
        """Return votes, then minutes, then what the commune shares without having promised."""
        if self.who is None or not has_voice(self.site):
            return []
        rows = [self._vote(brain) for brain in votes_waiting(self.site, self.who)]
        rows += [self._minutes(one) for one in minutes_waiting(self.site, self.who)]
        return [*rows, *self._lacking()][:most]

    def _vote(self, brain: AbstractCatalogBrain) -> Row:
        return Row(
            title=brain.Title,
            url=brain.getURL(),
            text=self.in_a_sentence(brain, said_of(self.site, brain.UID)),
            act=_("Read and vote"),
            act_url=brain.getURL(),
            pressing=True,
        )

    def _minutes(self, found_meeting: Any) -> Row:
        mapping = {
            "day": self.told_day(found_meeting.start),
            "count": str(len(found_meeting.decisions or ())),
        }
        return Row(
            title=found_meeting.aq_parent.title,
            url=found_meeting.absolute_url(),
            text=self.say(_("Minutes of ${day} to approve, ${count} decisions", mapping=mapping)),
            act=_("Read the minutes"),
            act_url=found_meeting.absolute_url(),
        )

    def _lacking(self) -> list[Row]:
        brains, _total = found(self.site, proposal.TYPE, ("estimated",), 0, MOST)
        kept = [(brain, said_of(self.site, brain.UID)) for brain in brains]
        return [
            Row(
                title=brain.Title,
                url=brain.getURL(),
                text=self.in_a_sentence(brain, said),
                act=_("See the proposal"),
                act_url=brain.getURL(),
            )
            for brain, said in kept
            if self.who.commune in said.agreeing and self.who.commune not in said.pledges
        ]


class WorksSection(TogetherSection):
    """“En chantier”: the proposals that this person follows, or the commune speaks of."""

    order = 70
    title = _("Under way together")

    @property
    def text(self) -> Message | str:
        """See IHubSection."""
        name = name_of(self.site, self.who.commune) if self.who is not None else ""
        return _("Proposals followed by ${commune}", mapping={"commune": name})

    def rows(self, most: int) -> list[Row]:
        """Return them, the last changed first."""
        if self.who is None:
            return []
        brains, _total = found(self.site, proposal.TYPE, STATES, 0, MOST)
        kept = [(brain, said_of(self.site, brain.UID)) for brain in brains]
        # What waits for the voice stands above already
        above = {row.url for row in VoiceSection(self.site, self.request).rows(MOST)}
        mine = [pair for pair in kept if self._concerns(pair[1]) and pair[0].getURL() not in above]
        return [self._row(brain, said) for brain, said in mine[:most]]

    def _concerns(self, said: Dealings) -> bool:
        return (
            self.who.user in said.followers
            or self.who.commune in said.agreeing
            or self.who.commune in said.pledges
        )

    def _row(self, brain: AbstractCatalogBrain, said: Dealings) -> Row:
        title, kind = STATES[brain.review_state]
        return Row(
            title=brain.Title,
            url=brain.getURL(),
            text=self.in_a_sentence(brain, said),
            state=title,
            state_kind=kind,
        )


class ProposeSection(TogetherSection):
    """“Proposer”, beside the others: where somebody of a commune begins a proposal."""

    order = 90
    aside = True
    title = _("Propose")

    def rows(self, most: int) -> list[Row]:
        """Return the one way to begin; none for whoever speaks for no commune."""
        place = place_of(self.site)
        if self.who is None or place is None or not api.user.has_permission(WORK, obj=place):
            return []
        url = f"{place.absolute_url()}/@@proposal-write"
        text = _("A need that others share? A few questions, ten minutes.")
        return [Row(_("Write a proposal"), url, text)]
