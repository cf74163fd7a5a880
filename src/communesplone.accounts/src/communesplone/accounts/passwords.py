"""Which passwords are strong enough: their length, and what guessing programs try first."""

from communesplone.accounts.settings import IAccountsSettings
from communesplone.core import _
from communesplone.core.settings import settings
from zope.i18nmessageid import Message


#: zxcvbn's scale from 0 to 4: 3 withstands whoever stole the password file for some days.
STRONG = 3
#: Longer is cut before it is judged: its time grows with the square.
JUDGED = 72
LONGEST = 1000


def problem(password: str, shortest: int, own: tuple[str, ...] = ()) -> Message | None:
    """Return what is wrong with a password, None when it is strong.

    :param own: names and addresses of the person and the commune, which are guessed first.
    """
    if len(password) < shortest:
        return _(
            "Write at least ${count} characters: four ordinary words make a good password.",
            mapping={"count": str(shortest)},
        )
    if len(password) > LONGEST:
        return _("This password is too long. Write at most 1000 characters.")
    # Here: its lists of words take some megabytes, in the few processes that judge a password.
    from zxcvbn import zxcvbn

    judged = zxcvbn(password[:JUDGED], user_inputs=[word for word in own if word])
    if judged["score"] < STRONG:
        return _(
            "This password is among those that are guessed first. Take four words that have "
            "nothing to do with one another."
        )
    return None


def site_problem(password: str, own: tuple[str, ...] = ()) -> Message | None:
    """Return what is wrong with a password by the settings of this site."""
    return problem(password, settings(IAccountsSettings).shortest_password, own)
