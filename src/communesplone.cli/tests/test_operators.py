"""`communes operators`: the accounts of the Zope root, and their second factor."""

from communesplone.accounts import attempts
from communesplone.accounts import totp
from communesplone.accounts.operators import put_operators
from communesplone.accounts.store import utc_now
import json
import pytest


NONCE = "0" * 32


def prepare(app):
    """An operator who failed to log in too often; what is random is known to the test."""
    from communesplone.accounts import operator_care

    operator_care.token_hex = lambda _length: NONCE
    if app.acl_users.getUserById("admin") is None:
        app.acl_users._doAddUser("admin", "quatre mots sans rapport", ["Manager"], [])
    keys = put_operators(app).keys
    counted = attempts.keys(keys, "admin", "192.0.2.1", device=False)
    for _ in range(9):
        attempts.failed(keys, counted, utc_now(), keep=True)


def code_of_telephone(app):
    secret = totp.derived_secret(put_operators(app).keys.secret, "admin", NONCE)
    return totp.code_at(secret, int(utc_now().timestamp()) // totp.STEP)


@pytest.fixture
def admin(instance, command):
    instance.call(prepare)

    def found():
        listed = json.loads(command("operators", "--json").stdout)["operators"]
        return next(one for one in listed if one["login"] == "admin")

    return found


def test_an_operator_who_failed_too_often_is_unlocked(command, admin):
    assert admin()["waits_until"]
    command("operators", "--unlock", "admin")
    assert admin()["waits_until"] is None
    assert "admin" in command("operators").stdout


def test_a_second_factor_is_kept_once_a_telephone_proves_it_and_taken_away(
    instance, command, refused, admin
):
    said = refused("operators", "--second-factor", "admin", input="no code\n")
    assert "nothing was kept" in said
    assert admin()["second_factor"] is False
    typed = instance.call(code_of_telephone)
    shown = command("operators", "--second-factor", "admin", input=f"{typed}\n").stdout
    assert shown.count("-") >= totp.RECOVERY_CODES
    assert (admin()["second_factor"], admin()["codes"]) == (True, totp.RECOVERY_CODES)
    command("operators", "--reset-second-factor", "admin")
    assert admin()["second_factor"] is False


def test_nobody_of_that_name_is_said_so(refused, admin):
    for option in ("--unlock", "--second-factor", "--reset-second-factor"):
        assert "No operator" in refused("operators", option, "pierre")
