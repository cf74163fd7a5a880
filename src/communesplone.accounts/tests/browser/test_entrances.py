"""@@join, @@login-help, @@my-account, @@accounts-settings, and the old names of the form."""

from communesplone.accounts import attempts
from communesplone.accounts import invitations
from communesplone.accounts import totp
from communesplone.accounts.settings import IAccountsSettings
from communesplone.accounts.store import Factor
from communesplone.accounts.store import utc_now
from communesplone.accounts.testing import is_in
from communesplone.accounts.testing import PASSWORD
from communesplone.accounts.testing import sign_in
from communesplone.core import jobs
from communesplone.core.settings import settings
from urllib.parse import urlencode
import pytest
import re
import transaction


@pytest.fixture
def link(site, as_marie, kept):
    invitation_id = invitations.invite(site, "paul@commune.example", "Reviewers")
    transaction.commit()
    return invitations.link(site, invitation_id, kept.invitations[invitation_id])


def join(tab, **form):
    for name, value in form.items():
        tab.getControl(name=name).value = value
    tab.getControl("Créer mon compte").click()
    return tab


def test_an_invited_person_chooses_and_logs_in(browser, site, link):
    tab = browser()
    tab.open(link)
    assert tab.getControl(name="login").value == "paul"
    join(tab, name="Paul", password="girafe velours tabouret nord")
    assert "Votre compte est prêt" in tab.contents
    assert is_in(sign_in(tab, site, "paul", "girafe velours tabouret nord"), site)


def test_a_visit_of_the_link_uses_nothing(browser, site, link, kept):
    browser().open(link)
    before = site._p_jar.db().lastTransaction()
    for _ in range(2):
        browser().open(link)
    assert site._p_jar.db().lastTransaction() == before


def test_what_was_typed_stays_but_for_the_password(browser, link):
    tab = browser()
    tab.open(link)
    join(tab, name="Paul", login="Pà ul", password="court")
    assert tab.headers["status"].startswith("400")
    assert tab.getControl(name="name").value == "Paul"
    assert tab.getControl(name="login").value == "Pà ul"
    assert not tab.getControl(name="password").value
    assert "12 caractères" in tab.contents


@pytest.mark.parametrize("taken", ["marie", "webmasters", "reviewers", "admin"])
def test_a_name_that_somebody_has_is_refused(browser, link, taken):
    tab = browser()
    tab.open(link)
    join(tab, name="Paul", login=taken, password=PASSWORD)
    assert not tab.headers["status"].startswith("200")


def test_a_used_link_and_a_forged_one_look_the_same(browser, site, link):
    tab = browser()
    tab.open(link)
    join(tab, name="Paul", password="girafe velours tabouret nord")
    used, forged = browser(), browser()
    used.open(link)
    forged.open(f"{link[:-3]}xyz")
    assert used.headers["status"] == forged.headers["status"] == "404 Not Found"


def ask(tab, site, who):
    tab.post(f"{site.absolute_url()}/@@login-help", urlencode({"who": who}))
    return tab


def test_a_forgotten_password_is_chosen_anew_once(browser, site, mailbox, run):
    ask(browser(), site, "jean@commune.example")
    run()
    assert mailbox.messages[-1]["To"] == "jean@commune.example"
    url = re.search(r"http\S+passwordreset\S+", mailbox.text())[0]
    tab = browser()
    tab.open(url)
    for name in ("password", "password2"):
        tab.getControl(name=name).value = "girafe velours tabouret nord"
    tab.getControl(name="userid").value = "jean"
    tab.getForm(action="passwordreset").submit()
    assert is_in(sign_in(browser(), site, "jean", "girafe velours tabouret nord"), site)
    assert not is_in(sign_in(browser(), site, "jean"), site)
    again = browser()
    again.open(url)
    assert "password2" not in again.contents


def test_it_does_not_tell_who_has_an_account(browser, site, mailbox, run):
    known, unknown = ask(browser(), site, "jean"), ask(browser(), site, "nobody-here")
    assert known.contents == unknown.contents
    transaction.begin()
    waiting = [job.name for job in jobs.pending(site) if "forgotten" in job.name]
    assert len(waiting) == 2
    run()
    assert len(mailbox.messages) == 1


def test_it_is_not_asked_for_ever(browser, site):
    for _ in range(3):
        ask(browser(), site, "jean")
    assert ask(browser(), site, "jean").headers["status"].startswith("429")
    assert ask(browser(), site, "lucie").headers["status"].startswith("200")
    assert ask(browser(), site, "").headers["status"].startswith("400")


def test_a_weak_password_is_refused_in_plones_forms_too(browser, site, mailbox, run):
    ask(browser(), site, "jean")
    run()
    url = re.search(r"http\S+passwordreset\S+", mailbox.text())[0]
    tab = browser()
    tab.open(url)
    for name in ("password", "password2"):
        tab.getControl(name=name).value = "passwordpassword"
    tab.getControl(name="userid").value = "jean"
    tab.getForm(action="passwordreset").submit()
    assert "devine en premier" in tab.contents


def test_each_person_chooses_what_they_are_told(browser, site, kept):
    tab = browser("jean")
    tab.open(f"{site.absolute_url()}/@@my-account")
    tab.getControl(name="kind-review").value = ["never"]
    tab.getControl("Enregistrer ces choix").click()
    assert "Enregistré" in tab.contents
    transaction.begin()
    assert kept.choices["jean"]["review"] == "never"
    assert "marie" not in kept.choices


def set_up(tab, site):
    tab.open(f"{site.absolute_url()}/@@my-account")
    secret = re.search(r"<code>([A-Z2-7 ]{20,})</code>", tab.contents)[1].replace(" ", "")
    now = int(utc_now().timestamp()) // totp.STEP
    tab.getControl(name="code").value = totp.code_at(secret, now)
    tab.getControl("Mettre en place la double vérification").click()
    transaction.begin()
    return re.findall(r"<code>(\w{5}-\w{5})</code>", tab.contents)


def test_the_second_factor_is_set_up_once_a_code_proves_it(browser, site, kept):
    tab, elsewhere = browser("jean"), browser("jean")
    tab.open(f"{site.absolute_url()}/@@my-account")
    assert tab.contents.count("<svg") >= 1
    tab.getControl(name="code").value = "000000"
    tab.getControl("Mettre en place la double vérification").click()
    assert "pas le bon" in tab.contents
    codes = set_up(tab, site)
    assert len(codes) == totp.RECOVERY_CODES
    assert "jean" in kept.factors
    assert is_in(tab, site)
    kept.since["jean"] += 1
    transaction.commit()
    assert not is_in(elsewhere, site)


def test_it_is_taken_away_with_a_code_only(browser, site, kept):
    tab = browser("jean")
    codes = set_up(tab, site)
    for typed, gone in (("000000", False), (codes[0], True)):
        tab.open(f"{site.absolute_url()}/@@my-account")
        tab.getControl(name="code").value = typed
        tab.getControl("Retirer la double vérification").click()
        transaction.begin()
        assert ("jean" not in kept.factors) is gone


def test_new_codes_replace_the_old_ones(browser, site, kept):
    tab = browser("jean")
    codes = set_up(tab, site)
    tab.open(f"{site.absolute_url()}/@@my-account")
    tab.getControl(name="code").value = codes[0]
    tab.getControl("Faire de nouveaux codes").click()
    transaction.begin()
    fresh = re.findall(r"<code>(\w{5}-\w{5})</code>", tab.contents)
    assert len(fresh) == totp.RECOVERY_CODES
    assert not set(codes) & set(fresh)
    digest = totp.recovery_digest(kept.secret, "jean", codes[1])
    assert digest not in kept.factors["jean"].recovery


def test_the_page_of_an_account_is_nobody_elses(browser, site):
    tab = browser()
    tab.open(f"{site.absolute_url()}/@@my-account")
    assert "@@my-account" not in tab.url or "login" in tab.url
    tab.post(f"{site.absolute_url()}/@@my-account", "act=sessions")
    assert "Fermer mes autres sessions" not in tab.contents


def test_the_commune_chooses_in_a_control_panel(browser, site):
    tab = browser("marie")
    tab.open(f"{site.absolute_url()}/@@accounts-settings")
    tab.getControl(name="form.widgets.shortest_password").value = "16"
    tab.getControl(name="form.buttons.save").click()
    transaction.begin()
    assert settings(IAccountsSettings, site).shortest_password == 16


def test_the_old_name_of_the_form_passes_the_gate_too(browser, site):
    tab = browser()
    for _ in range(7):
        tab.post(
            f"{site.absolute_url()}/login_form",
            urlencode({"__ac_name": "jean", "__ac_password": "x", "buttons.login": "1"}),
        )
    assert "Trop d’essais" in tab.contents
    attempts.forget_memory()


@pytest.mark.parametrize("path", ["mail_password", "mail_password_form", "sports/mail_password"])
def test_plones_own_addresses_for_it_lead_to_ours_and_send_nothing(browser, site, mailbox, path):
    answers = []
    for who in ("jean", "nobody"):
        tab = browser()
        tab.post(f"{site.absolute_url()}/{path}", urlencode({"userid": who}))
        assert tab.url.endswith("@@login-help")
        answers.append(tab.contents)
    assert answers[0] == answers[1]
    assert not mailbox.envelopes


def test_a_new_password_by_mail_opens_no_session_whatever_plones_setting(
    browser, site, mailbox, run, kept
):
    kept.factors["jean"] = Factor("GEZDGNBVGY3TQOJQ", utc_now(), ())
    site.portal_registry["plone.autologin_after_password_reset"] = True
    transaction.commit()
    ask(browser(), site, "jean")
    run()
    tab = browser()
    tab.open(re.search(r"http\S+passwordreset\S+", mailbox.text())[0])
    assert tab.headers["referrer-policy"] == "no-referrer"
    for name in ("password", "password2"):
        tab.getControl(name=name).value = "autre velours marronnier 93"
    tab.getControl(name="userid").value = "jean"
    tab.getForm(action="passwordreset").submit()
    assert "__ac" not in tab.cookies
    assert not is_in(tab, site)
    assert not is_in(browser("jean", "autre velours marronnier 93"), site)


def test_the_page_of_an_author_tells_no_visitor_who_has_an_account(browser, site):
    answers = []
    for who in ("jean", "nobody"):
        tab = browser()
        tab.open(f"{site.absolute_url()}/author/{who}")
        answers.append((tab.headers["status"], "Jean" in tab.contents))
    assert answers[0] == answers[1]


def test_a_new_password_by_the_form_ends_the_sessions_of_before(browser, site, kept):
    tab = browser("jean")
    tab.open(f"{site.absolute_url()}/@@change-password")
    tab.getControl(name="form.widgets.current_password").value = PASSWORD
    for name in ("new_password", "new_password_ctl"):
        tab.getControl(name=f"form.widgets.{name}").value = "autre velours marronnier 93"
    tab.getControl(name="form.buttons.reset_passwd").click()
    transaction.begin()
    assert "jean" in kept.since
    assert is_in(tab, site)
    assert not is_in(browser("jean"), site)


def test_who_may_not_open_a_page_reads_who_settles_it(browser, site):
    tab = sign_in(browser(), site, "marie")
    tab.open(f"{site.absolute_url()}/insufficient-privileges")
    assert "Votre compte n’ouvre pas cette page" in tab.contents
    stranger = browser()
    stranger.open(f"{site.absolute_url()}/insufficient-privileges")
    assert stranger.url.endswith("/login")
