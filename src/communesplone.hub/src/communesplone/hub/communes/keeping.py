"""@@commune-people: the keepers of the hub say who works for a commune, and has its voice."""

from communesplone.core import _
from communesplone.core.interfaces import IAccounts
from communesplone.core.sharing.interfaces import SharingError
from communesplone.hub.browser.posting import PostingPage
from communesplone.hub.communes import people
from communesplone.hub.communes.base import CommunePage
from zExceptions import NotFound
from zope.i18nmessageid import Message


#: What a button says to who does not see beside whom it stands; it begins with its own words.
LABELS = {
    "give": _("Give the voice to ${name}"),
    "take": _("Take the voice from ${name}"),
    "out": _("Take out ${name}"),
}


class PeopleView(CommunePage, PostingPage):
    """The people of one commune, and the forms that change them."""

    page_title = _("Who works for the commune")
    #: What forms post -> the method that does it and returns a sentence.
    acts = {
        "add": "add",
        "invite": "invite",
        "remove": "remove",
        "give-voice": "give_voice",
        "take-voice": "take_voice",
    }

    def __call__(self) -> str:
        """Do what a form posts; a refusal keeps what was typed."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST" or self.one is None:
            return self.index()
        act = self.acts.get(self.given("act", 20))
        if act is None:
            raise NotFound("act")
        here = self.address("commune-people", id=self.one.issuer)
        return self.posted(getattr(self, act), here)

    def people(self) -> tuple[people.Person, ...]:
        return people.people_of(self.site, self.one.issuer)

    @property
    def accounts(self) -> IAccounts | None:
        """What invites by mail; None without that add-on."""
        return IAccounts(self.site, None)

    def add(self) -> Message:
        found = people.add(self.site, self.one.issuer, self.given("who"))
        return self._of(_("${name} works for ${commune} now."), found.name)

    def invite(self) -> Message:
        if self.accounts is None:
            raise SharingError(_("This site invites nobody by mail."))
        people.make_group(self.site, people.known(self.site, self.one.issuer))
        self.accounts.invite(self.given("address"), people.group_id(self.one.issuer))
        return self._of(_("${name} is invited by mail, and will work for ${commune}."))

    def remove(self) -> Message:
        people.remove(self.site, self.one.issuer, self.given("person"))
        return _("This person works for the commune no more. The account stays.")

    def give_voice(self) -> Message:
        people.give_voice(self.site, self.one.issuer, self.given("person"))
        return _("One voice per commune: this person carries it now.")

    def take_voice(self) -> Message:
        people.take_voice(self.site, self.one.issuer, self.given("person"))
        return _("Nobody carries the voice of this commune now.")

    def _of(self, words: Message, name: str = "") -> Message:
        who = name or self.given("address")
        return Message(words, mapping={"name": who, "commune": self.one.name})

    def label(self, act: str, name: str) -> str:
        """Return what a button of somebody's row says by itself."""
        return self.say(Message(LABELS[act], mapping={"name": name}))

    def typed(self, name: str) -> str:
        """Return what was typed, while it was refused."""
        return self.given(name) if self.problem is not None else ""
