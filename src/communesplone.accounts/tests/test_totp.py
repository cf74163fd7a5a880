from communesplone.accounts import totp
from communesplone.accounts.store import Factor
from datetime import datetime
from datetime import UTC
import base64
import pytest


#: RFC 6238, appendix B, for SHA-1: the last six of its eight digits.
SECRET = base64.b32encode(b"12345678901234567890").decode()
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}
NOW = datetime(2026, 11, 29, 10, 42, tzinfo=UTC)
STEP = int(NOW.timestamp()) // totp.STEP
KEY = b"of this site"


@pytest.fixture
def factor():
    codes = ("abcde-fghjk", "mnpqr-stuvw")
    return Factor(SECRET, NOW, tuple(totp.recovery_digest(KEY, "marie", one) for one in codes))


@pytest.mark.parametrize(("moment", "code"), VECTORS.items())
def test_codes_are_those_of_the_standard(moment, code):
    assert totp.code_at(SECRET, moment // totp.STEP) == code


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_a_clock_half_a_minute_wrong_is_heard(drift):
    typed = totp.code_at(SECRET, STEP + drift)
    assert totp.matching_step(SECRET, f"{typed[:3]} {typed[3:]}", NOW) == STEP + drift


@pytest.mark.parametrize("drift", [-2, 2])
def test_an_older_or_later_code_is_not(drift):
    assert totp.matching_step(SECRET, totp.code_at(SECRET, STEP + drift), NOW) is None


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "é" * 6, "1" * 5000])
def test_nonsense_is_no_code(factor, typed):
    assert not totp.accept(factor, KEY, "marie", typed, NOW)


def test_a_code_works_once_in_its_period(factor):
    typed = totp.code_at(SECRET, STEP)
    assert totp.accept(factor, KEY, "marie", typed, NOW)
    assert not totp.accept(factor, KEY, "marie", typed, NOW)


def test_a_code_before_a_used_one_is_refused(factor):
    assert totp.accept(factor, KEY, "marie", totp.code_at(SECRET, STEP), NOW)
    assert not totp.accept(factor, KEY, "marie", totp.code_at(SECRET, STEP - 1), NOW)


def test_a_code_for_emergencies_works_once_however_it_is_typed(factor):
    assert totp.accept(factor, KEY, "marie", " ABCDE fghjk", NOW)
    assert not totp.accept(factor, KEY, "marie", "abcde-fghjk", NOW)
    assert totp.accept(factor, KEY, "marie", "mnpqr-stuvw", NOW)


def test_a_code_for_emergencies_of_another_person_does_not(factor):
    assert not totp.accept(factor, KEY, "jean", "abcde-fghjk", NOW)


def test_the_offered_secret_is_the_same_until_it_is_accepted():
    assert totp.derived_secret(KEY, "marie", "1") == totp.derived_secret(KEY, "marie", "1")
    assert totp.derived_secret(KEY, "marie", "1") != totp.derived_secret(KEY, "jean", "1")
    assert totp.derived_secret(KEY, "marie", "1") != totp.derived_secret(KEY, "marie", "2")


def test_the_address_for_the_telephone_names_commune_and_account():
    address = totp.address(SECRET, "marie", "Saint-Léger")
    assert address.startswith("otpauth://totp/Saint-L%C3%A9ger%3Amarie?secret=GEZD")
    assert "issuer=Saint-L%C3%A9ger" in address
