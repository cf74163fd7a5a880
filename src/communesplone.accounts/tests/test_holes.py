"""Ways that an attacker tried, and that must stay closed."""

from communesplone.accounts import invitations
from communesplone.accounts import leaving
from communesplone.accounts import totp
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.store import Closed
from communesplone.accounts.store import Factor
from communesplone.accounts.store import utc_now
from communesplone.accounts.testing import sign_in
from communesplone.core import tokens
from plone import api
from plone.app.testing import login
from urllib.parse import urlencode
import pytest
import transaction


@pytest.mark.parametrize("path", ["", "/plone", "/plone/sports"])
@pytest.mark.parametrize("start", ["http://evil.example", "//evil.example"])
def test_a_login_leads_to_no_other_host(browser, site, kept, start, path):
    factor = Factor(totp.derived_secret(kept.secret, "marie", "1"), utc_now(), ())
    kept.factors["marie"] = factor
    transaction.commit()
    jean, marie = browser(), browser("marie")
    jean.followRedirects = marie.followRedirects = False
    sign_in(jean, site, "jean", came_from=start + path)
    code = totp.code_at(factor.secret, int(utc_now().timestamp()) // totp.STEP)
    typed = urlencode({"code": code, "came_from": start + path})
    marie.post(f"{site.absolute_url()}/@@second-factor", typed)
    for tab in (jean, marie):
        assert tab.headers["status"].startswith("30")
        assert tab.headers["Location"].startswith(site.absolute_url())


def test_nobody_closes_or_opens_the_access_of_who_may_do_more(site, kept, as_marie):
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lucie", roles=["Manager"])
    login(site, "marie")
    with pytest.raises(Refusal, match="do not have"):
        leaving.close(site, "lucie", "jean")
    assert "lucie" not in kept.closed
    kept.closed["lucie"] = Closed(utc_now(), "admin", ())
    with pytest.raises(Refusal, match="do not have"):
        leaving.reopen(site, "lucie")


def test_an_invitation_ends_with_the_access_of_who_wrote_it(site, kept, as_marie):
    with api.env.adopt_roles(["Manager"]):
        api.group.add_user(groupname="Webmasters", username="lucie")
    login(site, "lucie")
    one = invitations.invite(site, "my.own@mail.example", "Webmasters")
    login(site, "marie")
    leaving.close(site, "lucie", "jean")
    text = invitations.link(site, one, kept.invitations[one]).partition("?t=")[2]
    with pytest.raises(tokens.InvalidToken):
        invitations.read(site, text)
    invitations.again(site, one)
    text = invitations.link(site, one, kept.invitations[one]).partition("?t=")[2]
    assert invitations.read(site, text)[0] == one
