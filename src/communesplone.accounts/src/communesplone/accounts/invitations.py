"""Inviting somebody by mail: a signed link, good once and for some days."""

from communesplone.accounts import journal
from communesplone.accounts import mail
from communesplone.accounts.giving import check_may_give
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import People
from communesplone.accounts.settings import IAccountsSettings
from communesplone.accounts.store import Invitation
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import folder
from communesplone.accounts.teams import team
from communesplone.accounts.teams import teams
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core import tokens
from communesplone.core.identity import identity
from communesplone.core.settings import settings
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.CMFPlone.RegistrationTool import _checkEmail
from secrets import token_hex
from typing import Any


#: Job that writes to somebody who is invited.
SEND = "communesplone.accounts.invite"
JOIN = "join"
#: Waiting at once in a site.
MOST = 200
LONGEST_ADDRESS = 200


def invite(site: PloneSite, address: str, team_id: str) -> str:
    """Invite somebody into a team; return the id of the invitation.

    :raises Refusal: the address is none, or is known here; or the person asking may not give the
        rights of that team.
    """
    address = check_address(address)
    if not team_id:
        raise Refusal(_("Choose into which team."))
    check_team(site, team_id)
    known = People(site).by_address(address)
    if known is not None:
        raise Refusal(
            _(
                "${name} has an account with this address already. Add this person to the team.",
                mapping={"name": known.name},
            )
        )
    kept = store(site).invitations
    for other_id, other in list(kept.items()):
        if other.address == address:
            # One invitation a person: the last one says which team
            del kept[other_id]
    if len(kept) >= MOST:
        raise Refusal(_("Too many invitations are waiting. Withdraw some of them first."))
    now = utc_now()
    invitation_id = token_hex(10)
    by = getToolByName(site, "portal_membership").getAuthenticatedMember().getId()
    end = now + timedelta(days=settings(IAccountsSettings, site).invitation_days)
    kept[invitation_id] = Invitation(address, (team_id,), by, now, end)
    jobs.add(SEND, invitation_id, now.isoformat(), site=site)
    journal.record(site, journal.INVITED, {"address": address})
    return invitation_id


def check_address(address: str) -> str:
    """Return a mail address in small letters.

    :raises Refusal: it is none.
    """
    address = address.strip().lower()
    if len(address) > LONGEST_ADDRESS or not _checkEmail(address)[0] or "\n" in address:
        raise Refusal(_("Write a whole mail address, for example service@commune.be."))
    return address


def check_team(site: PloneSite, team_id: str) -> None:
    """Refuse a team whose rights the person asking may not give."""
    found = team(site, team_id)
    check_may_give(site, found.roles, site)
    for part in found.parts:
        place = folder(site, part.uid)
        check_may_give(site, tuple(place.get_local_roles_for_userid(team_id)), place)


def again(site: PloneSite, invitation_id: str) -> None:
    """Send an invitation again, with its days anew; the link in the first mail ends.

    :raises Refusal: it was used or withdrawn.
    """
    invitation = _waiting(site, invitation_id)
    for team_id in invitation.teams:
        check_team(site, team_id)
    now = utc_now()
    end = now + timedelta(days=settings(IAccountsSettings, site).invitation_days)
    by = getToolByName(site, "portal_membership").getAuthenticatedMember().getId()
    store(site).invitations[invitation_id] = replace(invitation, by=by, made=now, expires=end)
    jobs.add(SEND, invitation_id, now.isoformat(), site=site)


def withdraw(site: PloneSite, invitation_id: str) -> str:
    """Withdraw an invitation; return the address.

    :raises Refusal: it was used or withdrawn.
    """
    address = _waiting(site, invitation_id).address
    del store(site).invitations[invitation_id]
    journal.record(site, journal.UNINVITED, {"address": address})
    return address


def _waiting(site: PloneSite, invitation_id: str) -> Invitation:
    found = store(site).invitations.get(invitation_id)
    if found is None:
        raise Refusal(_("This invitation was used or withdrawn."))
    return found


def link(site: PloneSite, invitation_id: str, invitation: Invitation) -> str:
    """Return the address that the mail leads to."""
    made = str(int(invitation.made.timestamp()))
    token = tokens.Token(JOIN, invitation_id, made, invitation.expires)
    return f"{site.absolute_url()}/@@join?t={tokens.sign(store(site).secret, token)}"


def read(site: PloneSite, text: str) -> tuple[str, Invitation]:
    """Return the invitation of a link.

    :raises tokens.ExpiredToken: it is too old.
    :raises tokens.InvalidToken: it is forged, used, withdrawn or replaced by a newer one, or who
        wrote it has left: nobody invites themselves back.
    """
    kept = store(site)
    token = tokens.read(kept.secret, text, JOIN, utc_now())
    found = kept.invitations.get(token.subject)
    if found is None or str(int(found.made.timestamp())) != token.scope:
        raise tokens.InvalidToken(text)
    if found.by in kept.closed:
        raise tokens.InvalidToken(text)
    return token.subject, found


def accept(site: PloneSite, text: str, login: str, name: str, password: str) -> str:
    """Make the account of an invited person, put them in their team; return the user id.

    The link is used up. Called for somebody who has no account yet: what they may do was decided
    by who invited them, and only a team that is still there counts.
    """
    invitation_id, invitation = read(site, text)
    del store(site).invitations[invitation_id]
    registration = getToolByName(site, "portal_registration")
    registration.addMember(
        login,
        password,
        properties={"username": login, "fullname": name, "email": invitation.address},
    )
    groups = getToolByName(site, "portal_groups")
    there = {one.id for one in teams(site)}
    with journal.telling():
        for team_id in there.intersection(invitation.teams):
            groups.addPrincipalToGroup(login, team_id)
    journal.record(site, journal.JOINED, {}, actor=login)
    return login


def forget_old(site: PloneSite, now: datetime) -> None:
    """Forget invitations a month after they expired."""
    kept = store(site).invitations
    for invitation_id, invitation in list(kept.items()):
        if invitation.expires + timedelta(days=30) < now:
            del kept[invitation_id]


def write_to_invited(site: PloneSite, invitation_id: str, made: str) -> None:
    """Job: send the mail of an invitation, unless it was used, withdrawn or sent anew since."""
    found: Any = store(site).invitations.get(invitation_id) if store(site) else None
    if found is None or found.made.isoformat() != made:
        return
    titles = {one.id: one.title for one in teams(site)}
    named = {
        "commune": identity(site).name or site.Title(),
        "team": ", ".join(titles[team_id] for team_id in found.teams if team_id in titles),
        "days": str(max(1, (found.expires - found.made).days)),
    }
    letter = mail.Letter(
        key=f"invitation {invitation_id} {made}",
        to=found.address,
        subject=_("Your access to the site of ${commune}", mapping=named),
        paragraphs=(
            _(
                "You are invited to work on the site of ${commune}, in the team “${team}”.",
                mapping=named,
            ),
            _(
                "Open this link to choose your name and your password. It works once, for ${days} "
                "days.",
                mapping=named,
            ),
        ),
        links=((_("Join the team"), link(site, invitation_id, found)),),
        footer=(_("You did not expect this mail? Do nothing: without you, no account is made."),),
    )
    mail.send(site, letter)
