"""Operators, whose accounts stand in the Zope root: at the root and through a commune's host."""

from communesplone.accounts import attempts
from communesplone.accounts import totp
from communesplone.accounts.operators import COOKIE
from communesplone.accounts.operators import operators
from communesplone.accounts.operators import put_operators
from communesplone.accounts.store import utc_now
from communesplone.core.operators import IOperators
from communesplone.core.operators import WrongCode
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import ICredentialsUpdatePlugin
from urllib.parse import urlencode
import json
import pytest
import transaction


RIGHT = SITE_OWNER_PASSWORD
#: The host of operators; that of the tests is a commune's.
ROOT = "http://localhost"


@pytest.fixture
def root(functional, monkeypatch):
    monkeypatch.setenv("COMMUNES_ROOT_HOSTS", "localhost")
    app = functional["app"]
    put_operators(app)
    transaction.commit()
    return app


@pytest.fixture
def keys(root):
    return operators(root).keys


@pytest.fixture
def enrolled(root):
    """The operator has a second factor: its secret, and its codes for emergencies."""
    care = IOperators(root)
    secret = care.offer(SITE_OWNER_NAME).secret
    before = int(utc_now().timestamp()) // totp.STEP - 1
    codes = care.enrol(SITE_OWNER_NAME, secret, totp.code_at(secret, before))
    transaction.commit()
    return secret, codes


def code(secret):
    return totp.code_at(secret, int(utc_now().timestamp()) // totp.STEP)


def basic(root, password=RIGHT):
    made = Browser(root)
    made.handleErrors = True
    made.raiseHttpErrors = False
    made.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{password}")
    return made


def is_operator(browser, site=None):
    """Tell whether what only an operator may open opens, at the root or in a commune."""
    wanted = f"{site.absolute_url()}/@@teams" if site is not None else f"{ROOT}/manage_main"
    browser.open(wanted)
    return browser.headers["status"].startswith("200") and browser.url == wanted


def root_login(browser, password=RIGHT, typed="", came_from=""):
    form = {"login": SITE_OWNER_NAME, "password": password, "code": typed, "came_from": came_from}
    browser.post(f"{ROOT}/@@operator-login", urlencode(form))
    return browser


def second(browser, site, typed):
    browser.post(f"{site.absolute_url()}/@@second-factor", urlencode({"code": typed}))
    return browser


def test_it_stands_first_in_the_root_and_keeps_no_password_in_a_cookie(root, browser, site):
    plugins = root.acl_users.plugins
    assert plugins.listPluginIds(IAuthenticationPlugin)[0] == "communes_operators"
    assert "credentials_cookie_auth" not in plugins.listPluginIds(ICredentialsUpdatePlugin)
    tab = browser(SITE_OWNER_NAME, RIGHT)
    assert COOKIE in tab.cookies
    assert is_operator(tab, site)


def test_without_a_second_factor_the_password_is_enough(root, site):
    assert is_operator(basic(root))
    assert is_operator(basic(root), site)


def test_with_one_http_authentication_opens_neither_root_nor_site(root, site, enrolled):
    assert not is_operator(basic(root))
    assert not is_operator(basic(root), site)


def test_a_browser_is_led_from_the_root_to_the_form(root, browser, enrolled):
    tab = browser()
    tab.open(f"{ROOT}/manage_main")
    assert "@@operator-login" in tab.url
    assert "autocomplete" in tab.contents


def test_the_form_of_the_root_asks_for_the_code(root, browser, enrolled):
    secret, _codes = enrolled
    without = root_login(browser())
    wrong = root_login(browser(), "wrong", code(secret))
    assert without.headers["status"].startswith("403")
    assert without.contents == wrong.contents
    tab = root_login(browser(), typed=code(secret))
    assert is_operator(tab)


def test_through_a_communes_host_the_code_follows_the_password(root, browser, site, enrolled):
    secret, _codes = enrolled
    tab = browser(SITE_OWNER_NAME, RIGHT)
    assert "second-factor" in tab.url
    assert not is_operator(tab, site)
    tab.open(f"{site.absolute_url()}/@@second-factor")
    second(tab, site, code(secret))
    assert is_operator(tab, site)
    tab.open(f"{site.absolute_url()}/logout")
    assert not is_operator(tab, site)


def test_a_code_works_once_in_all_places_together(root, browser, site, enrolled):
    secret, codes = enrolled
    typed = code(secret)
    assert is_operator(root_login(browser(), typed=typed))
    tab = second(browser(SITE_OWNER_NAME, RIGHT), site, typed)
    assert not is_operator(tab, site)
    assert is_operator(root_login(browser(), typed=codes[0]))
    assert not is_operator(root_login(browser(), typed=codes[0]))


def test_json_gives_no_token_for_the_password_alone(root, browser, site, enrolled):
    tab = browser()
    tab.addHeader("Accept", "application/json")
    tab.post(
        f"{site.absolute_url()}/++api++/@login",
        json.dumps({"login": SITE_OWNER_NAME, "password": RIGHT}),
        "application/json",
    )
    assert tab.headers["status"].startswith("401")
    assert "token" not in json.loads(tab.contents)


def test_a_ticket_signed_by_a_site_is_none_for_an_operator(root, browser, site, kept, enrolled):
    from communesplone.accounts.browser.signing_in import SECOND_OPERATOR
    from communesplone.accounts.browser.signing_in import TICKET_COOKIE
    from communesplone.accounts.browser.signing_in import TICKET_LASTS
    from communesplone.core import tokens

    secret, _codes = enrolled
    whose = SITE_OWNER_NAME.encode().hex()
    token = tokens.Token(SECOND_OPERATOR, whose, "", utc_now() + TICKET_LASTS)
    tab = browser()
    tab.open(site.absolute_url())
    tab.cookies.create(TICKET_COOKIE, tokens.sign(kept.secret, token))
    second(tab, site, code(secret))
    assert not is_operator(tab, site)


def test_wrong_passwords_wait_at_the_root_and_in_every_commune(root, browser, site):
    for number in range(6):
        root_login(browser(), f"guess {number}")
    answer = root_login(browser())
    assert answer.headers["status"].startswith("429")
    attempts.forget_memory()  # another client of the cluster
    assert not is_operator(browser(SITE_OWNER_NAME, RIGHT), site)
    assert not is_operator(basic(root))


def test_guesses_through_a_commune_count_at_the_root(root, browser, site):
    for number in range(6):
        browser(SITE_OWNER_NAME, f"guess {number}")
    assert root_login(browser()).headers["status"].startswith("429")


def test_nobody_locks_an_operator_out_of_the_browser_they_use(root, browser):
    own = root_login(browser())
    for number in range(8):
        root_login(browser(), f"guess {number}")
    assert root_login(browser()).headers["status"].startswith("429")
    assert is_operator(root_login(own))


def test_codes_are_not_guessed(root, browser, enrolled):
    secret, _codes = enrolled
    for number in range(6):
        root_login(browser(), typed=f"{number:06d}")
    answer = root_login(browser(), typed=code(secret))
    assert answer.headers["status"].startswith("429")


def test_enrolling_ends_sessions_of_before_and_a_new_password_does_too(root, browser, keys):
    tab = root_login(browser())
    assert is_operator(tab)
    keys.since[SITE_OWNER_NAME] = int(utc_now().timestamp()) + 1
    transaction.commit()
    assert not is_operator(tab)
    del keys.since[SITE_OWNER_NAME]
    transaction.commit()
    assert is_operator(tab)
    users = root.acl_users.users
    users.updateUserPassword(SITE_OWNER_NAME, "another marronnier velours")
    transaction.commit()
    assert not is_operator(tab)
    users.updateUserPassword(SITE_OWNER_NAME, RIGHT)
    transaction.commit()


def test_a_forged_session_opens_nothing(root, browser):
    tab = browser()
    tab.open(f"{ROOT}/@@operator-login")
    forged = f"operator~{SITE_OWNER_NAME.encode().hex()}~1.0~9999999999~AAAA"
    tab.cookies.create(COOKIE, forged)
    assert not is_operator(tab)


def test_the_way_back_stays_on_this_host(root, browser):
    for asked in ("//evil.example/", "http://evil.example/x", "/\\evil.example", "javascript:x"):
        assert "evil" not in root_login(browser(), came_from=asked).url.split("/")[2]


def test_a_second_factor_is_kept_only_once_a_telephone_has_it(root, keys):
    care = IOperators(root)
    offer = care.offer(SITE_OWNER_NAME)
    with pytest.raises(WrongCode):
        care.enrol(SITE_OWNER_NAME, offer.secret, "000000x")
    assert not keys.factors
    with pytest.raises(KeyError):
        care.offer("nobody")
    assert "█" in offer.drawing or "▄" in offer.drawing


def test_a_lost_second_factor_is_taken_away_and_the_account_unlocked(root, keys, enrolled):
    care = IOperators(root)
    (one,) = care.listed()
    assert (one["login"], one["second_factor"], one["codes"]) == (SITE_OWNER_NAME, True, 8)
    care.reset_second_factor(SITE_OWNER_NAME)
    care.unlock(SITE_OWNER_NAME)
    (one,) = care.listed()
    assert (one["second_factor"], one["waits_until"]) == (False, None)
