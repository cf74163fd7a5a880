"""@@join: the link of an invitation. Whoever has it chooses a name and a password, once."""

from communesplone.accounts import invitations
from communesplone.accounts.browser.citizen import EntrancePage
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.passwords import site_problem
from communesplone.accounts.people import People
from communesplone.accounts.store import Invitation
from communesplone.accounts.teams import teams
from communesplone.core import _
from communesplone.core import tokens
from communesplone.core.identity import identity
from Products.CMFCore.utils import getToolByName
from zope.i18nmessageid import Message
import re


LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,39}")
NOT_IN_A_LOGIN = re.compile(r"[^a-z0-9._-]+")


class JoinView(EntrancePage):
    """A visit shows the form, whatever the link; only a POST uses it."""

    page_title = _("Join the team")
    invitation: Invitation | None = None
    problems: dict[str, Message] = {}

    def show(self) -> None:
        """Open the invitation of the link."""
        self._open()

    def _open(self) -> bool:
        try:
            _id, self.invitation = invitations.read(self.site, self.given)
        except tokens.ExpiredToken:
            self.state = "expired"
            self.request.response.setStatus(410)
        except (tokens.InvalidToken, ValueError):
            self.state = "unknown"
            self.request.response.setStatus(404)
        return self.invitation is not None

    @property
    def given(self) -> str:
        return self.read("t", 400)

    def post(self) -> None:
        """Make the account, or say what is missing; what was typed stays, but for the password."""
        if not self._open():
            return
        name, login = " ".join(self.read("name", 200).split()), self.login.strip().lower()
        password = self.read("password", 2000)
        self.problems = self._problems(name, login, password)
        if self.problems:
            raise Refusal(_("Something is missing. What you wrote is kept."))
        try:
            invitations.accept(self.site, self.given, login, name, password)
        except ValueError as error:
            self.problems = {"login": _("This name is taken. Choose another one.")}
            raise Refusal(_("Something is missing. What you wrote is kept.")) from error
        self.state = "done"

    def _problems(self, name: str, login: str, password: str) -> dict[str, Message]:
        found: dict[str, Message] = {}
        if not name:
            found["name"] = _("Write your name, as colleagues know you.")
        if not LOGIN.fullmatch(login):
            found["login"] = _("Small letters without accents, digits, dots and dashes only.")
        elif self._is_taken(login):
            found["login"] = _("This name is taken. Choose another one.")
        own = (name, login, self.address, identity(self.site).name)
        weak = site_problem(password, own)
        if weak is not None:
            found["password"] = weak
        return found

    def _is_taken(self, login: str) -> bool:
        registration = getToolByName(self.site, "portal_registration")
        users = getToolByName(self.site, "acl_users")
        groups = {group.lower() for group in users.source_groups.listGroupIds()}
        known = People(self.site).by_login(login)
        # A name of the operators would be taken for theirs
        operator = self.site.getPhysicalRoot().acl_users.getUserById(login)
        taken = login in groups or known or operator
        return bool(taken or not registration.isMemberIdAllowed(login))

    @property
    def address(self) -> str:
        return self.invitation.address if self.invitation else ""

    @property
    def login(self) -> str:
        """What was typed, or what the address proposes."""
        typed = self.read("login", 100)
        if typed or self.request.method == "POST":
            return typed
        return NOT_IN_A_LOGIN.sub("-", self.address.partition("@")[0])[:40]

    @property
    def named(self) -> dict[str, str]:
        """Return what the page says about the invitation."""
        titles = {one.id: one.title for one in teams(self.site)}
        chosen = self.invitation.teams if self.invitation else ()
        return {
            "commune": identity(self.site).name or self.site.Title(),
            "team": ", ".join(titles[one] for one in chosen if one in titles),
        }

    @property
    def login_url(self) -> str:
        return f"{self.site.absolute_url()}/login"
