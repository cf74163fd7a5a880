"""@@commune-people: the keepers of the hub say who works for a commune, and has its voice."""

from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import IAccounts
from communesplone.core.sharing.interfaces import SharingError
from communesplone.hub.communes import people
from communesplone.hub.communes.base import CommunesPage
from communesplone.hub.communes.members import Member
from communesplone.hub.communes.members import member
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18nmessageid import Message


#: What a button says to who does not see beside whom it stands; it begins with its own words.
LABELS = {
    "give": _("Give the voice to ${name}"),
    "take": _("Take the voice from ${name}"),
    "out": _("Take out ${name}"),
}


class PeopleView(CommunesPage):
    """The people of one commune, and the forms that change them."""

    page_title = _("Who works for the commune")
    problem: Message | str | None = None
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
        CheckAuthenticator(self.request)
        act = self.acts.get(self.given("act", 20))
        if act is None:
            raise NotFound("act")
        try:
            done = getattr(self, act)()
        except CommunesError as error:
            self.problem = getattr(error, "message", str(error))
            self.request.response.setStatus(400)
            return self.index()
        IStatusMessage(self.request).add(self.say(done), "info")
        here = self.address("commune-people", id=self.one.issuer)
        self.request.response.redirect(here, status=303)
        return ""

    @cached_property
    def one(self) -> Member:
        """The commune.

        :raises NotFound: the hub does not know it.
        """
        found = member(self.kept, self.given("id", 80))
        if found is None:
            raise NotFound("id")
        return found

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
