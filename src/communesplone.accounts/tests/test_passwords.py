from communesplone.accounts.passwords import problem
import pytest


@pytest.mark.parametrize("password", ["", "court", "elevensigns"])
def test_a_short_password_is_refused_with_what_to_do(password):
    assert "12" in str(problem(password, 12).mapping)


@pytest.mark.parametrize(
    "password", ["passwordpassword", "qwertyuiopasdf", "123456789012", "aaaaaaaaaaaaaaaa"]
)
def test_a_common_password_is_refused_whatever_its_length(password):
    assert "guessed" in str(problem(password, 12))


def test_the_persons_own_name_is_no_password():
    assert problem("christelle92", 12, ("christelle", "namur")) is not None


def test_four_words_are_taken():
    assert problem("marronnier velours tabouret girafe", 12) is None


def test_a_very_long_one_is_judged_quickly_and_one_beyond_reason_refused():
    assert problem("marronnier velours " * 40, 12) is None
    assert problem("x" * 5000, 12) is not None
