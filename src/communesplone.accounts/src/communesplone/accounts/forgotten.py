"""A forgotten password: Plone's own key, sent by a job: nobody learns who has an account."""

from communesplone.accounts import attempts
from communesplone.accounts import mail
from communesplone.accounts.people import People
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.clients import client_of
from communesplone.core.identity import identity
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite


#: Job that looks for the account and writes to it.
SEND = "communesplone.accounts.forgotten"
LONGEST = 200


def ask(site: PloneSite, who: str, network: str) -> bool:
    """Have a job write to whom it may concern; return False when asked too often.

    The same is done and takes as long whether or not there is such an account.
    """
    kept, now = store(site), utc_now()
    counted = (
        attempts.key(kept, "mail", who.strip()),
        attempts.key(kept, "mail-network", client_of(network)),
    )
    if attempts.locked_until(kept, counted, now) is not None:
        return False
    attempts.failed(kept, counted, now, keep=True)
    jobs.add(SEND, who.strip()[:LONGEST], now.isoformat(), site=site)
    return True


def write_to_forgetful(site: PloneSite, who: str, asked: str) -> None:
    """Job: send a link to choose a new password, if there is an open account of that name."""
    person = People(site).by_login(who)
    if person is None or not person.address or person.id in store(site).closed:
        return
    reset = getToolByName(site, "portal_password_reset").requestReset(person.id)
    url = f"{site.absolute_url()}/passwordreset/{reset['randomstring']}?userid={person.login}"
    named = {"commune": identity(site).name or site.Title(), "login": person.login}
    mail.send(
        site,
        mail.Letter(
            key=f"forgotten {person.id} {asked}",
            to=person.address,
            subject=_("Choose a new password: site of ${commune}", mapping=named),
            paragraphs=(
                _(
                    "Somebody, probably you, asked for a new password for the account “${login}”.",
                    mapping=named,
                ),
                _("Open this link to choose one. It works once."),
            ),
            links=((_("Choose a new password"), url),),
            footer=(_("It was not you? Do nothing: your password stays what it is."),),
        ),
    )
