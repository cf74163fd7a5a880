"""@@see-as of any page: how a citizen or a member of a team sees it."""

from communesplone.accounts import eyes
from communesplone.accounts import journal
from communesplone.accounts.browser.base import OfficeView
from communesplone.accounts.giving import may_give
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import team
from communesplone.accounts.teams import teams
from communesplone.core import _
from communesplone.core import tokens
from datetime import timedelta
from html import escape
from plone import api
from plone.transformchain.interfaces import DISABLE_TRANSFORM_REQUEST_KEY
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


PURPOSE = "see-as"
LASTS = timedelta(minutes=30)
#: Nothing is sent and nothing runs, whatever the page holds.
POLICY = (
    "script-src 'none'; form-action 'none'; connect-src 'none'; object-src 'none'; "
    "frame-src 'none'; base-uri 'none'"
)
BANNER = (
    '<div id="other-eyes" role="region" aria-label="{label}" style="position:sticky;top:0;'
    "z-index:99999;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:.6rem 1rem;"
    "background:#fff2d1;color:#17212b;border-bottom:3px solid #b97700;"
    'font:600 1rem/1.4 sans-serif"><span>{words}</span>'
    '<a href="{url}" style="color:#0b5563;text-decoration:underline">{leave}</a></div>'
)


class SeeAsView(OfficeView):
    """Asks whose eyes (GET), writes it down (POST), then shows the page, read only (GET)."""

    page_title = _("See with other eyes")
    lead = _(
        "You see the page as they see it, and nothing can be changed while you look. Nobody's "
        "own drafts are shown. It is written in the journal."
    )
    work = ViewPageTemplateFile("see_as.pt")
    acts = {"look": "look"}

    @property
    def way(self) -> tuple[Message, str]:
        return _("Who can do what"), self.page("teams")

    def __call__(self) -> str:
        """Show the page of the question, or the page that is looked at."""
        text = self.text("t", 400)
        if not text or self.request.method == "POST":
            return super().__call__()
        try:
            whose = self._whose(text)
            return self._look(eyes.user_of(self.site, whose), whose, text)
        except (tokens.InvalidToken, ValueError):
            self.problem = _("This look is over. Choose again whose eyes.")
        except Refusal as refusal:
            self.problem = refusal.message
        self.request.response.setStatus(403)
        return self.index()

    def look(self) -> str:
        """Write down who looks, and lead to the page."""
        whose = self.text("eyes", 200)
        eyes.user_of(self.site, whose)
        about = {"title": self.context.Title() or self.context.getId(), "eyes": self._named(whose)}
        journal.record(self.site, journal.LOOKED, about)
        token = tokens.Token(PURPOSE, self._me, whose.encode().hex(), utc_now() + LASTS)
        return f"{self.url}?t={tokens.sign(self.store.secret, token)}"

    @property
    def _me(self) -> str:
        return (api.user.get_current().getId() or "").encode().hex()

    def _whose(self, text: str) -> str:
        """Return whose eyes a token is for: it is good for who asked for it only."""
        token = tokens.read(self.store.secret, text, PURPOSE, utc_now())
        if token.subject != self._me:
            raise tokens.InvalidToken(text)
        return bytes.fromhex(token.scope).decode()

    def _named(self, whose: str) -> str:
        if whose == eyes.CITIZEN:
            return self.say(_("a citizen"))
        named = {"team": team(self.site, whose).title}
        return self.say(_("a member of “${team}”", mapping=named))

    def _look(self, user: Any, whose: str, token: str) -> str:
        named = {"eyes": self._named(whose)}
        try:
            words = eyes.seen(self.context, user)
        except eyes.NotSeen:
            self.problem = _(
                "${eyes} does not see this page: it is not there for these eyes.", mapping=named
            )
            return self.index()
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Security-Policy", POLICY)
        response.setHeader("Content-Type", "text/html; charset=utf-8")
        response.setHeader("X-Frame-Options", "DENY")
        response.setHeader("Referrer-Policy", "no-referrer")
        # Tokens of forms have no place in a page whose forms send nothing
        self.request.environ[DISABLE_TRANSFORM_REQUEST_KEY] = True
        banner = BANNER.format(
            label=escape(self.say(_("Other eyes"))),
            words=escape(
                self.say(
                    _("You see this page as ${eyes} does. Nothing can be changed.", mapping=named)
                )
            ),
            url=escape(self.url),
            leave=escape(self.say(_("Back to your own eyes"))),
        )
        return eyes.harmless(words, self.site.absolute_url(), token, banner)

    def choices(self) -> list[dict[str, Any]]:
        """Return whose eyes are offered."""
        asked = self.text("eyes", 200) or eyes.CITIZEN
        found = [(eyes.CITIZEN, self.say(_("a citizen")))]
        found += [
            (one.id, self._named(one.id))
            for one in teams(self.site)
            if all(may_give(self.site, role, self.site) for role in one.roles)
        ]
        return [
            {"value": value, "title": title, "checked": "checked" if value == asked else None}
            for value, title in found
        ]
