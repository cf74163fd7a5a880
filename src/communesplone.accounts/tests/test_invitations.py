from communesplone.accounts import invitations
from communesplone.accounts.changing import save
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.invitations import accept
from communesplone.accounts.invitations import invite
from communesplone.accounts.invitations import read
from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import team
from communesplone.accounts.testing import PASSWORD
from communesplone.core import tokens
from dataclasses import replace
from datetime import timedelta
from plone.app.testing import login
import pytest
import re
import transaction


@pytest.fixture
def library(site, as_marie):
    save(site, "", "Library", "write", (site["library"].UID(),), ("jean",))
    transaction.commit()
    return "team-library"


@pytest.fixture
def link(site, library, mailbox, run):
    """The token in the mail of an invitation."""
    invite(site, " Paul@Commune.example ", library)
    transaction.commit()
    run()
    return re.search(r"@@join\?t=(\S+)", mailbox.text())[1]


def test_the_mail_says_who_asks_what_for_and_until_when(site, link, mailbox):
    message = mailbox.messages[-1]
    assert message["To"] == "paul@commune.example"
    assert message["Content-Language"] == "fr"
    assert "Library" in mailbox.text()
    assert "14 jours" in mailbox.text()


def test_the_link_makes_an_account_with_the_rights_of_the_team(site, link):
    accept(site, link, "paul", "Paul", PASSWORD)
    assert "paul" in team(site, "team-library").members
    user = site.acl_users.getUserById("paul")
    assert user.has_permission("Modify portal content", site["library"]["hours"])
    assert not user.has_permission("Modify portal content", site["sports"]["hours"])


def test_it_works_once(site, link):
    accept(site, link, "paul", "Paul", PASSWORD)
    with pytest.raises(tokens.InvalidToken):
        accept(site, link, "paula", "Paula", PASSWORD)
    assert site.acl_users.getUserById("paula") is None


def test_it_expires(site, link, kept):
    invitation_id, found = read(site, link)
    old = replace(found, expires=utc_now() - timedelta(minutes=1))
    kept.invitations[invitation_id] = old
    made = str(int(old.made.timestamp()))
    late = tokens.sign(kept.secret, tokens.Token("join", invitation_id, made, old.expires))
    with pytest.raises(tokens.ExpiredToken):
        read(site, late)


@pytest.mark.parametrize("spoil", [lambda t: t[:-2] + "xx", lambda t: t.replace("join", "second")])
def test_a_forged_link_opens_nothing(site, link, spoil):
    with pytest.raises(tokens.InvalidToken):
        read(site, spoil(link))


def test_a_link_of_another_commune_opens_nothing(site, link, kept):
    kept.secret = b"of another commune"
    with pytest.raises(tokens.InvalidToken):
        read(site, link)


def test_a_newer_mail_and_a_withdrawal_end_the_link(site, link, kept, run, mailbox):
    invitation_id, found = read(site, link)
    kept.invitations[invitation_id] = replace(found, made=found.made + timedelta(seconds=5))
    with pytest.raises(tokens.InvalidToken):
        read(site, link)
    invitations.withdraw(site, invitation_id)
    with pytest.raises(Refusal):
        invitations.again(site, invitation_id)


def test_sent_again_it_has_its_days_anew(site, link, run, mailbox):
    invitations.again(site, read(site, link)[0])
    transaction.commit()
    run()
    assert len(mailbox.messages) == 2


def test_withdrawn_before_it_leaves_no_mail_goes(site, library, mailbox, run):
    invitations.withdraw(site, invite(site, "paul@commune.example", library))
    transaction.commit()
    run()
    assert not mailbox.messages


@pytest.mark.parametrize("address", ["", "paul", "a@b@c", "x@y.be\nBcc: z@y.be", "é" * 300])
def test_what_is_no_address_is_refused_with_an_example(site, library, address):
    with pytest.raises(Refusal, match="service@commune"):
        invite(site, address, library)


def test_who_has_an_account_is_not_invited(site, library):
    with pytest.raises(Refusal, match="Jean"):
        invite(site, "jean@commune.example", library)


def test_nobody_invites_into_a_team_that_may_do_more(site, library):
    login(site, "jean")
    with pytest.raises(Refusal):
        invite(site, "friend@commune.example", "Webmasters")


def test_old_ones_are_forgotten(site, link, kept):
    invitations.forget_old(site, utc_now() + timedelta(days=60))
    assert not kept.invitations
