"""The ways in: form, HTTP, JSON, sessions; each passes the gate."""

from base64 import b64encode
from communesplone.accounts import attempts
from communesplone.accounts import totp
from communesplone.accounts.settings import IAccountsSettings
from communesplone.accounts.store import Closed
from communesplone.accounts.store import Factor
from communesplone.accounts.store import utc_now
from communesplone.accounts.testing import is_in
from communesplone.accounts.testing import PASSWORD
from communesplone.accounts.testing import sign_in
from communesplone.core.settings import settings
from datetime import timedelta
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from urllib.parse import urlencode
import json
import pytest
import re
import transaction


def code(kept, user_id):
    factor = kept.factors[user_id]
    return totp.code_at(factor.secret, int(utc_now().timestamp()) // totp.STEP)


@pytest.fixture
def factor(kept):
    """Marie has a second factor, with one code for emergencies."""
    secret = totp.derived_secret(kept.secret, "marie", "1")
    digest = totp.recovery_digest(kept.secret, "marie", "abcde-fghjk")
    kept.factors["marie"] = Factor(secret, utc_now(), (digest,))
    transaction.commit()
    return kept.factors["marie"]


def second(browser, site, typed, came_from=""):
    browser.post(
        f"{site.absolute_url()}/@@second-factor",
        urlencode({"code": typed, "came_from": came_from}),
    )
    return browser


def basic(functional, who, password=PASSWORD):
    made = Browser(functional["app"])
    made.handleErrors = True
    made.raiseHttpErrors = False
    made.addHeader("Authorization", f"Basic {who}:{password}")
    return made


def rest_login(browser, site, who, password=PASSWORD, **more):
    browser.addHeader("Accept", "application/json")
    browser.post(
        f"{site.absolute_url()}/++api++/@login",
        json.dumps({"login": who, "password": password, **more}),
        "application/json",
    )
    return browser


def test_who_has_a_password_alone_logs_in_by_the_form(browser, site):
    assert is_in(browser("jean"), site)


def test_a_wrong_password_does_not(browser, site):
    assert not is_in(browser("jean", "wrong"), site)


def test_with_a_second_factor_the_password_alone_opens_nothing(browser, site, factor):
    tab = browser("marie")
    assert "second-factor" in tab.url
    assert not is_in(tab, site)


def test_the_code_opens_the_page_one_came_from(browser, site, factor, kept):
    tab = browser()
    back = f"{site.absolute_url()}/sports/hours"
    sign_in(tab, site, "marie", came_from=back)
    second(tab, site, code(kept, "marie"), back)
    assert tab.url == back
    assert is_in(tab, site)


def test_the_way_back_leads_nowhere_else(browser, site, factor, kept):
    tab = browser("marie")
    second(tab, site, code(kept, "marie"), "http://evil.example/")
    assert "evil" not in tab.url


def test_a_code_is_not_taken_twice_in_its_period(browser, site, factor, kept):
    typed = code(kept, "marie")
    assert is_in(second(browser("marie"), site, typed), site)
    assert not is_in(second(browser("marie"), site, typed), site)


def test_a_code_for_emergencies_opens_once(browser, site, factor):
    assert is_in(second(browser("marie"), site, "abcde-fghjk"), site)
    assert not is_in(second(browser("marie"), site, "abcde-fghjk"), site)


def test_a_code_without_the_password_before_it_opens_nothing(browser, site, factor, kept):
    tab = second(browser(), site, code(kept, "marie"))
    assert tab.headers["status"].startswith("403")
    assert not is_in(tab, site)


def test_a_forged_ticket_opens_nothing(browser, site, factor, kept):
    tab = browser()
    tab.open(site.absolute_url())
    forged = f"second~{b'marie'.hex()}~~9999999999~AAAA"
    tab.cookies.create("communes_second", forged)
    second(tab, site, code(kept, "marie"))
    assert not is_in(tab, site)


def test_codes_are_not_guessed(browser, site, factor, kept):
    tab = browser("marie")
    for number in range(5):
        second(tab, site, f"{number:06d}")
    second(tab, site, code(kept, "marie"))
    assert "Attendez" in tab.contents or "Wait" in tab.contents
    assert not is_in(tab, site)


def test_http_authentication_is_refused_to_whoever_has_a_second_factor(functional, site, factor):
    assert not is_in(basic(functional, "marie"), site)
    assert is_in(basic(functional, "jean"), site)


def test_json_gives_no_token_for_the_password_alone(browser, site, factor, kept):
    tab = rest_login(browser(), site, "marie")
    assert tab.headers["status"].startswith("401")
    assert "token" not in json.loads(tab.contents)
    tab = rest_login(browser(), site, "marie", code=code(kept, "marie"))
    assert tab.headers["status"].startswith("401")


def test_json_gives_a_token_to_whoever_has_none(browser, site):
    assert "token" in json.loads(rest_login(browser(), site, "jean").contents)


def test_a_password_in_any_other_form_opens_nothing(browser, site, factor):
    tab = browser()
    tab.post(
        f"{site.absolute_url()}/@@my-account",
        urlencode({"__ac_name": "marie", "__ac_password": PASSWORD, "act": "sessions"}),
    )
    assert "Marie" not in tab.contents
    assert not is_in(tab, site)


def test_webmasters_set_it_up_at_their_login_where_the_commune_requires_it(browser, site, kept):
    settings(IAccountsSettings, site).second_factor_required = True
    transaction.commit()
    tab = browser("marie")
    assert not is_in(tab, site)
    tab.open(f"{site.absolute_url()}/@@second-factor")
    assert "<svg" in tab.contents
    secret = re.search(r"<code>([A-Z2-7 ]{20,})</code>", tab.contents)[1].replace(" ", "")
    second(tab, site, totp.code_at(secret, int(utc_now().timestamp()) // totp.STEP))
    transaction.begin()
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", tab.contents)
    assert len(codes) == totp.RECOVERY_CODES
    assert not set(codes) & set(kept.factors["marie"].recovery)
    assert is_in(tab, site)
    assert is_in(browser("jean"), site)


def test_brute_force_waits_and_the_right_password_does_too(browser, site):
    tab = browser()
    for number in range(6):
        sign_in(tab, site, "jean", f"guess number {number}")
    sign_in(tab, site, "jean")
    assert "min" in tab.contents
    assert not is_in(tab, site)


def test_http_and_json_count_as_the_form_does(functional, browser, site):
    for number in range(3):
        basic(functional, "jean", f"guess {number}").open(site.absolute_url())
        rest_login(browser(), site, "jean", f"guess {number}")
    assert not is_in(basic(functional, "jean"), site)
    assert not is_in(browser("jean"), site)


def test_the_other_clients_of_the_cluster_wait_too(browser, site):
    tab = browser()
    for number in range(6):
        sign_in(tab, site, "jean", f"guess number {number}")
    attempts.forget_memory()  # another process
    assert not is_in(sign_in(tab, site, "jean"), site)


def test_nobody_can_lock_a_webmaster_out_of_the_browser_they_use(browser, site):
    own = browser("marie")
    own.open(f"{site.absolute_url()}/logout")
    attacker = browser()
    for number in range(8):
        sign_in(attacker, site, "marie", f"guess number {number}")
    assert not is_in(sign_in(attacker, site, "marie"), site)
    assert is_in(sign_in(own, site, "marie"), site)


def test_an_unknown_account_is_told_from_a_known_one_by_nothing(browser, site):
    known, unknown = browser("jean", "wrong"), browser("nobody", "wrong")
    assert known.contents.replace("jean", "") == unknown.contents.replace("nobody", "")


def test_an_operator_of_the_cluster_is_never_counted(functional, site, kept):
    owner = basic(functional, SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    for _ in range(8):
        owner.open(f"{site.absolute_url()}/@@teams")
    assert owner.headers["status"].startswith("200")
    transaction.begin()
    assert not kept.attempts


def test_an_operators_password_is_not_guessed_by_json(browser, site):
    for number in range(6):
        rest_login(browser(), site, SITE_OWNER_NAME, f"guess {number}")
    answer = rest_login(browser(), site, SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    assert answer.headers["status"].startswith("429")
    assert "token" not in json.loads(answer.contents)


def test_a_failed_login_by_get_writes_nothing(functional, site):
    basic(functional, "jean").open(site.absolute_url())
    before = site._p_jar.db().lastTransaction()
    for number in range(8):
        basic(functional, "jean", f"guess {number}").open(site.absolute_url())
    assert site._p_jar.db().lastTransaction() == before


def test_a_closed_account_ends_at_once_in_every_session(browser, functional, site, kept):
    tab = browser("jean")
    token = json.loads(rest_login(browser(), site, "jean").contents)["token"]
    assert is_in(tab, site)
    kept.closed["jean"] = Closed(utc_now(), "marie", ())
    transaction.commit()
    assert not is_in(tab, site)
    assert not is_in(browser("jean"), site)
    assert not is_in(basic(functional, "jean"), site)
    api = browser()
    api.addHeader("Authorization", f"Bearer {token}")
    api.addHeader("Accept", "application/json")
    api.open(f"{site.absolute_url()}/++api++/@users/jean")
    assert not api.headers["status"].startswith("200")


def test_sessions_of_before_end_and_new_ones_do_not(browser, site, kept):
    tab = browser("jean")
    kept.since["jean"] = int((utc_now() + timedelta(seconds=1)).timestamp())
    transaction.commit()
    assert not is_in(tab, site)
    kept.since["jean"] = int((utc_now() - timedelta(seconds=5)).timestamp())
    transaction.commit()
    assert is_in(tab, site)


def test_a_new_password_ends_the_sessions_of_the_old_one(browser, site, kept):
    transaction.begin()
    site.acl_users.userSetPassword("jean", "autre marronnier velours 7")
    assert kept.since["jean"] >= int(utc_now().timestamp()) - 5
    transaction.commit()


def test_the_gate_stands_first_and_leaves_the_site_as_it_was(site):
    from communesplone.accounts.setuphandlers import uninstall
    from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
    from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin

    plugins = site.acl_users.plugins
    assert plugins.listPluginIds(IAuthenticationPlugin)[0] == "communes_gate"
    uninstall(site.portal_setup)
    assert "communes_gate" not in plugins.listPluginIds(IAuthenticationPlugin)
    assert plugins.listPluginIds(IValidationPlugin) == ("password_policy",)


@pytest.mark.parametrize("method", ["PROPFIND", "OPTIONS", "PUT", "POST"])
def test_no_other_protocol_takes_the_password_of_who_has_a_second_factor(
    functional, site, factor, method
):
    """WebDAV, and XML-RPC by POST: the owner of the password is nobody there."""
    tab = Browser(functional["app"])
    tab.handleErrors = True
    answer = tab.testapp.request(
        f"{site.absolute_url()}/@@teams",
        method=method,
        headers={
            "Authorization": "Basic " + b64encode(f"marie:{PASSWORD}".encode()).decode(),
            "Content-Type": "text/xml",
            "Depth": "0",
        },
        body=b"<?xml version='1.0'?><methodCall><methodName>title_or_id</methodName></methodCall>",
        expect_errors=True,
    )
    assert answer.status_int >= 300 or method == "OPTIONS"
    assert "Webmestres" not in answer.text
