"""A page's way online, in a real commune: who decides, what citizens read, what comes back."""

from Acquisition import aq_parent
from communesplone.core import jobs
from communesplone.core import memory
from communesplone.editing.copies import working
from communesplone.editing.previews import links
from communesplone.editing.publishing import acts
from communesplone.editing.publishing import plan
from communesplone.editing.publishing import remarks
from communesplone.editing.publishing.cards import NewTexts
from communesplone.editing.publishing.cards import SentBack
from communesplone.editing.publishing.schedule import Choice
from communesplone.editing.trash import restoring
from communesplone.editing.trash import store
from communesplone.editing.versions import history
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from html import unescape
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
from plone.uuid.interfaces import IUUID
from zExceptions import Unauthorized
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import getRequest
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import re
import transaction


PASSWORD = "correct horse battery"
NOW = datetime.now(UTC)


@pytest.fixture
def account(namur):
    """`account("ann", "Editors")`: somebody of those groups, who can log in."""

    def make(name, *groups, at=None):
        setSite(namur)
        with api.env.adopt_roles(["Manager"]):
            if api.user.get(username=name) is None:
                api.user.create(email="a@example.example", username=name, password=PASSWORD)
            for group in groups:
                api.group.add_user(groupname=group, username=name)
            if at is not None:
                api.user.grant_roles(username=name, roles=["Contributor", "Editor"], obj=at)
                at.reindexObjectSecurity()
        transaction.commit()
        return name

    return make


@pytest.fixture
def back(namur):
    """`back()`: look at the site as it is after what browsers did."""

    def look():
        transaction.begin()
        setSite(namur)
        return namur

    return look


@pytest.fixture
def log_in(visit):
    """`log_in("ann")`: the browser of an account."""

    def of(name):
        browser = visit("namur")
        browser.authorization = ("Basic", (name, PASSWORD))
        return browser

    return of


@pytest.fixture
def folder(namur):
    """A published folder of the commune."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(namur, "Folder", "dechets", title="Déchets")
        api.content.transition(made, "publish")
    transaction.commit()
    return made


@pytest.fixture
def write(folder):
    """`write("sacs", "Le prix est 2 €.")`: a draft with a text."""

    def make(name, text="Le prix est de 2 €.", **options):
        setSite(aq_parent(folder))
        with api.env.adopt_roles(["Manager"]):
            made = api.content.create(folder, "Document", name, title="Sacs PMC", **options)
            change(made, text)
        transaction.commit()
        return made

    return make


def change(page, text):
    with api.env.adopt_roles(["Manager"]):
        _change(page, text)
    transaction.commit()


def _change(page, text):
    page.text = RichTextValue(f"<p>{text}</p>", "text/html", "text/x-html-safe")
    notify(ObjectModifiedEvent(page))
    transaction.commit()


@pytest.fixture
def online(write):
    """A published page."""
    made = write("sacs")
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(made, "publish")
    transaction.commit()
    return made


def words(answer):
    """Return a page as people read it: entities resolved, spaces as they are typed."""
    return unescape(answer.text).replace("\u00a0", " ")


def token(answer):
    return re.search(r'name="_authenticator" value="([^"]+)"', answer.text)[1]


def seen(answer):
    return re.search(r'name="seen"[^>]*value="([^"]*)"', answer.text)[1]


def post(browser, path, answer=None, **form):
    """Send a form as its page would have it sent."""
    answer = answer or browser.get(path)
    assert answer.status_int == 200, answer.text[-2000:]
    found = {"_authenticator": token(answer)}
    if 'name="seen"' in answer.text:
        found["seen"] = seen(answer)
    return browser.post(path, {**found, **form})


def picture():
    data = BytesIO()
    Image.new("RGB", (900, 600), "#336699").save(data, "PNG")
    return NamedBlobImage(data.getvalue(), filename="plan.png")


# Publishing


def test_who_may_publish_reads_what_changes_and_publishes_it(write, account, log_in, visit):
    write("sacs", "Les sacs se vendent à l'accueil.")
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    assert "Les sacs se vendent à l'accueil." in words(answer)
    assert visit("namur").get("/dechets/sacs").status_int in (302, 401)
    done = post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now")
    assert done.status_int == 303
    assert visit("namur").get("/dechets/sacs").status_int == 200
    assert "En ligne" in words(done.follow())


def test_an_editor_without_the_right_has_it_read_instead(write, account, log_in, folder, back):
    page = write("sacs")
    account("eva", at=folder)
    browser = log_in("eva")
    answer = browser.get("/dechets/sacs/@@publish")
    assert 'value="now"' not in words(answer)
    post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now", note="Pour lundi")
    back()
    assert api.content.get_state(page) == "pending"
    assert page.workflow_history["communes_editorial"][-1]["comments"] == "Pour lundi"


def test_a_member_of_another_team_has_no_business_with_a_page(write, account, log_in, namur):
    write("sacs")
    with api.env.adopt_roles(["Manager"]):
        sports = api.content.create(namur, "Folder", "sports", title="Sports")
    account("sport", at=sports)
    for view in ("@@publish", "@@review", "@@versions", "@@preview-link", "@@working-copy"):
        answer = log_in("sport").get(f"/dechets/sacs/{view}")
        assert answer.status_int in (302, 401), view
        assert "Sacs" not in words(answer)


def test_a_text_that_changed_since_it_was_opened_is_shown_and_not_published(
    write, account, log_in, back
):
    page = write("sacs")
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    change(page, "Le prix est de 3 €.")
    refused = post(browser, "/dechets/sacs/@@publish", answer, do="publish", when="now")
    assert refused.status_int == 409
    assert "a changé depuis que vous" in words(refused)
    assert "moved" in words(refused)
    back()
    assert api.content.get_state(page) == "private"


def test_a_page_planned_for_later_is_nobodys_until_its_hour(write, account, log_in, visit, back):
    page = write("sacs")
    account("web", "Webmasters")
    form = {"do": "publish", "when": "at", "day": "2026-12-24", "hour": "08:00"}
    day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    post(log_in("web"), "/dechets/sacs/@@publish", **{**form, "day": day})
    back()
    assert api.content.get_state(page) == "published"
    assert page.effective_date > DateTime()
    assert visit("namur").get("/dechets/sacs").status_int == 404
    assert jobs.pending(back())


def test_a_moment_that_has_passed_is_refused_and_what_was_typed_stays(
    write, account, log_in, back
):
    page = write("sacs")
    account("web", "Webmasters")
    form = {"do": "publish", "when": "at", "day": "2020-01-02", "hour": "08:00", "note": "Mot"}
    answer = post(log_in("web"), "/dechets/sacs/@@publish", **form)
    assert answer.status_int == 422
    assert 'value="2020-01-02"' in words(answer)
    assert "Mot" in words(answer)
    back()
    assert api.content.get_state(page) == "private"


def test_a_page_leaves_by_itself_at_its_end(online, account, log_in, back):
    account("web", "Webmasters")
    day = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
    post(log_in("web"), "/dechets/sacs/@@publish", do="publish", end_day=day)
    back()
    assert online.expiration_date > DateTime()
    due = [job for job in jobs.pending(back()) if job.args == (IUUID(online),)]
    assert due


def test_looking_at_what_changes_writes_nothing(online, write, account, log_in, namur):
    change(online, "Le prix est de 4 €.")
    account("web", "Webmasters")
    browser = log_in("web")
    before = namur._p_jar.db().lastTransaction()
    for view in ("@@publish", "@@versions", "@@versions?compare=0"):
        assert browser.get(f"/dechets/sacs/{view}").status_int == 200
    assert browser.get("/@@trash").status_int == 200
    assert namur._p_jar.db().lastTransaction() == before


# Review


@pytest.fixture
def submitted(online, account, folder, member):
    """A working copy of a published page, changed and submitted by an editor of the section."""
    account("eva", at=folder)
    account("rev", "Reviewers")
    with api.env.adopt_user("eva"):
        copy = working.make(online)
        change(copy, "Le prix est de 3 € par sac.")
        api.content.transition(copy, "submit", comment="Décidé par le collège")
    transaction.commit()
    return copy


def test_a_reviewer_reads_the_differences_with_what_is_online(submitted, log_in):
    answer = log_in("rev").get(f"/dechets/{submitted.getId()}/@@review")
    assert re.search(r"<del>.*?2</del>", answer.text, re.S)
    assert re.search(r"<ins>.*?3</ins>", answer.text, re.S)
    assert "Décidé par le collège" in words(answer)


def test_a_remark_reaches_its_author_at_its_words_once_it_is_sent(submitted, log_in, back):
    path = f"/dechets/{submitted.getId()}"
    reviewer, author = log_in("rev"), log_in("eva")
    answer = reviewer.get(f"{path}/@@review")
    where = re.search(
        r'name="part"\s+type="hidden"\s+value="text"\s*/>\s*<input name="paragraph"\s+'
        r'type="hidden"\s+value="(\w+)"',
        answer.text,
    )
    kept = post(
        reviewer,
        f"{path}/@@review",
        answer,
        do="add_remark",
        part="text",
        paragraph=where[1],
        quote="par sac",
        remark="Par rouleau, non ?",
    )
    assert kept.status_int == 303
    assert "Par rouleau" not in words(author.get(f"{path}/@@publish"))
    post(reviewer, f"{path}/@@review", do="send_back")
    text = words(author.get(f"{path}/@@publish"))
    assert "Par rouleau, non ?" in text
    assert "<mark>par sac</mark>" in text
    back()
    assert api.content.get_state(submitted) == "private"


def test_nobody_sends_back_without_saying_why(submitted, log_in, back):
    answer = post(log_in("rev"), f"/dechets/{submitted.getId()}/@@review", do="send_back")
    assert answer.status_int == 422
    back()
    assert api.content.get_state(submitted) == "pending"


def test_a_reviewer_puts_the_copy_in_the_place_of_its_page(submitted, log_in, visit, online, back):
    uid = IUUID(online)
    post(log_in("rev"), f"/dechets/{submitted.getId()}/@@review", do="publish")
    memory.forget()
    assert "3 € par sac" in words(visit("namur").get("/dechets/sacs"))
    back()
    page = back()["dechets"]["sacs"]
    assert IUUID(page) == uid
    assert api.content.get_state(page) == "published"
    assert back()["dechets"].objectIds() == ["sacs"]
    assert remarks.remarks(page) == ()


def test_an_author_does_not_review_their_own_page(submitted, log_in):
    path = f"/dechets/{submitted.getId()}/@@review"
    answer = log_in("eva").get(path)
    assert 'value="send_back"' not in words(answer)


# Working copies


def test_a_working_copy_leaves_the_page_online_as_it_is(online, account, log_in, visit, back):
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    made = browser.post(
        "/dechets/sacs/@@working-copy", {"do": "make", "_authenticator": token(answer)}
    )
    assert made.status_int == 303
    back()
    [name] = [one for one in back()["dechets"].objectIds() if one != "sacs"]
    copy = back()["dechets"][name]
    change(copy, "Autre texte")
    citizen = visit("namur")
    assert "Autre texte" not in citizen.get("/dechets/sacs").text
    assert citizen.get(f"/dechets/{name}").status_int in (302, 401)
    assert name not in citizen.get("/dechets").text
    assert name not in browser.get("/dechets").text


def test_a_dropped_copy_changes_nothing_and_lies_in_the_trash(online, account, log_in, back):
    account("web", "Webmasters")
    with api.env.adopt_user("web"):
        copy = working.make(online)
        change(copy, "Autre texte")
    path = f"/dechets/{copy.getId()}"
    browser = log_in("web")
    answer = browser.get(f"{path}/@@publish")
    browser.post(f"{path}/@@working-copy", {"do": "drop", "_authenticator": token(answer)})
    back()
    site = back()
    assert site["dechets"].objectIds() == ["sacs"]
    assert [thrown.title for _key, thrown in store.entries(site)] == ["Sacs PMC"]


def test_a_copy_takes_the_place_of_its_page_at_its_hour(online, account, back):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        copy = working.make(online)
        change(copy, "Nouveau prix")
        acts.publish(copy, Choice(when="at", start=NOW + timedelta(hours=1)), "")
    assert "Nouveau" not in online.text.raw
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, NOW + timedelta(hours=2))
    assert "Nouveau prix" in online.text.raw


def test_a_copy_that_changed_after_its_hour_was_chosen_waits_for_a_decision(online, account, back):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        copy = working.make(online)
        acts.publish(copy, Choice(when="at", start=NOW + timedelta(hours=1)), "")
        change(copy, "Pas relu")
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, NOW + timedelta(hours=2))
    assert "Pas relu" not in online.text.raw
    assert plan.of(copy).missed


def test_a_working_copy_keeps_the_sections_of_its_page(online, account):
    account("web", "Webmasters")
    online.sections = [{"id": "a1", "type": "quote", "text": "Bien trier"}]
    with api.env.adopt_user("web"):
        copy = working.make(online)
        assert copy.sections == online.sections
        copy.sections = [{"id": "a1", "type": "quote", "text": "Mieux trier"}]
        acts.publish(copy, Choice(), "")
    assert online.sections[0]["text"] == "Mieux trier"


def test_no_copy_is_made_by_who_may_neither_change_nor_add(online, account, namur):
    account("sport")
    with api.env.adopt_user("sport"), pytest.raises(Unauthorized):
        working.make(online)


# Preview links


@pytest.fixture
def draft(write, folder):
    """A draft that shows a picture beside it, and the name of a page that nobody may see."""
    with api.env.adopt_roles(["Manager"]):
        image = api.content.create(folder, "Image", "plan.png", title="Plan", image=picture())
        secret = api.content.create(folder, "Document", "secret", title="Budget secret")
    page = write("sacs")
    page.text = RichTextValue(
        f'<p><img src="resolveuid/{IUUID(image)}/@@images/image/preview" alt="Plan" /></p>'
        f'<p><a href="resolveuid/{IUUID(secret)}">Voir</a></p>',
        "text/html",
        "text/x-html-safe",
    )
    with api.env.adopt_roles(["Manager"]):
        notify(ObjectModifiedEvent(page))
    transaction.commit()
    return page


@pytest.fixture
def link(draft):
    made = links.make(draft)
    transaction.commit()
    return made.address.partition("/@@apercu")[2].join(("/@@apercu", ""))


def test_a_link_shows_the_draft_and_its_picture_to_anybody(draft, link, visit):
    answer = visit("namur").get(link)
    assert answer.status_int == 200
    assert "Sacs PMC" in words(answer)
    assert "n’est pas en ligne" in words(answer)
    source = re.search(r'src="([^"]*@@apercu[^"]*@@images[^"]*)"', answer.text)[1]
    image = visit("namur").get(source)
    assert image.status_int == 200
    assert image.content_type.startswith("image/")
    for one in (answer, image):
        assert "no-store" in one.headers["Cache-Control"]
        assert "noindex" in one.headers["X-Robots-Tag"]
        assert one.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_opens_that_draft_alone(draft, link, visit, folder):
    citizen = visit("namur")
    text = citizen.get(link).text
    assert "Budget secret" not in text
    assert "/dechets/secret" not in text
    secret, image = folder["secret"], folder["plan.png"]
    assert citizen.get(f"{link}/{IUUID(secret)}/@@images/image").status_int == 404
    assert citizen.get(f"{link}/{IUUID(image)}/edit").status_int == 404
    for path in ("/dechets/sacs", "/dechets/plan.png", "/++api++/dechets/sacs"):
        assert citizen.get(path).status_int in (302, 401), path
    assert "edit" not in re.findall(r'href="[^"]*/(edit)"', text)


def test_a_link_that_was_cut_opens_nothing_from_then_on(draft, link, visit, account, log_in):
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.get("/dechets/sacs/@@publish")
    browser.post("/dechets/sacs/@@preview-link", {"do": "cut", "_authenticator": token(answer)})
    closed = visit("namur").get(link)
    assert closed.status_int == 404
    assert "Sacs PMC" not in words(closed)


@pytest.mark.parametrize("spoil", ["x", ".", "0000"])
def test_nobody_makes_up_a_link(link, visit, spoil):
    assert visit("namur").get(link[: -len(spoil)] + spoil).status_int == 404
    assert visit("namur").get("/@@apercu").status_int == 404


def test_a_link_ends_by_itself(draft, back):
    made = links.make(draft, NOW - links.LASTS - timedelta(minutes=1))
    name = made.address.rpartition("/")[2]
    with pytest.raises(links.UnknownLink):
        links.read(back(), name)


def test_an_opening_is_counted_by_post_and_a_visit_writes_nothing(draft, link, visit, namur, back):
    before = namur._p_jar.db().lastTransaction()
    visit("namur").get(link)
    visit("namur").get(f"{link}/ouvert")
    assert namur._p_jar.db().lastTransaction() == before
    assert visit("namur").post(f"{link}/ouvert").status_int == 204
    back()
    assert links.link_of(draft).openings == 1


def test_what_a_guest_sees_is_kept_for_nobody(draft, link, visit):
    visit("namur").get(link)
    assert visit("namur").get("/dechets/sacs").status_int in (302, 401)


# Versions


def test_a_former_text_comes_back_and_can_be_undone(online, account, log_in, back):
    change(online, "Deuxième texte")
    account("web", "Webmasters")
    browser = log_in("web")
    path = "/dechets/sacs/@@versions"
    first = history_of(online)[-1]
    done = post(browser, path, do="restore", number=str(first)).follow()
    back()
    assert "2 €" in online.text.raw
    undo = re.search(r'name="number" type="hidden" value="(\d+)"', done.text)[1]
    post(browser, path, done, do="restore", number=undo)
    back()
    assert "Deuxième texte" in online.text.raw
    assert api.content.get_state(online) == "published"


def history_of(page):
    with api.env.adopt_roles(["Manager"]):
        return [one.number for one in history.versions(page) if one.number]


def test_versions_are_compared_word_by_word(online, account, log_in):
    change(online, "Le prix est de 5 €.")
    account("web", "Webmasters")
    answer = log_in("web").get("/dechets/sacs/@@versions")
    assert re.search(r"<ins>.*?5</ins>", answer.text, re.S)


def test_a_version_that_is_not_there_is_not_found(online, account, log_in):
    account("web", "Webmasters")
    assert log_in("web").get("/dechets/sacs/@@versions?compare=99").status_int == 404
    assert log_in("web").get("/dechets/sacs/@@versions?compare=x").status_int == 404


# Trash


def test_what_is_deleted_comes_back_as_it_was(online, folder, account, log_in, visit, back):
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(folder["sacs"], "sacs-pmc")
    account("web", "Webmasters")
    uid = IUUID(folder["sacs-pmc"])
    transaction.commit()
    browser = log_in("web")
    asked = browser.get("/dechets/delete_confirmation")
    assert "Déchets" in words(asked)
    post(browser, "/dechets/delete_confirmation", asked, do="throw")
    citizen = visit("namur")
    assert citizen.get("/dechets").status_int in (404, 410)
    assert citizen.get("/dechets/sacs-pmc").status_int in (404, 410)
    back()
    [(key, thrown)] = store.entries(back())
    assert thrown.count == 1
    done = post(browser, "/@@trash", do="restore", key=key)
    assert done.status_int == 303
    back()
    page = back()["dechets"]["sacs-pmc"]
    assert IUUID(page) == uid
    assert api.content.get_state(page) == "published"
    assert citizen.get("/dechets/sacs-pmc").status_int == 200
    old = citizen.get("/dechets/sacs")
    assert old.headers["Location"].endswith("/dechets/sacs-pmc")
    assert store.trash(back()).get(key) is None


def test_rest_deletes_into_the_trash_too(online, account, log_in, back):
    account("web", "Webmasters")
    browser = log_in("web")
    answer = browser.delete("/dechets/sacs", headers={"Accept": "application/json"})
    assert answer.status_int == 204
    back()
    assert [thrown.path for _key, thrown in store.entries(back())] == ["/namur/dechets/sacs"]


def test_what_is_in_the_trash_appears_nowhere(online, account, visit, log_in, namur):
    account("web", "Webmasters")
    log_in("web").delete("/dechets/sacs", headers={"Accept": "application/json"})
    citizen = visit("namur")
    for path in ("/@@search?SearchableText=Sacs", "/sitemap.xml.gz", "/dechets"):
        assert "/dechets/sacs" not in citizen.get(path).text
    rest = citizen.get("/@search?Title=Sacs", headers={"Accept": "application/json"})
    assert rest.json["items_total"] == 0
    assert citizen.get("/communesplone.editing.trash").status_int == 404


def test_a_move_or_a_job_puts_nothing_into_the_trash(online, folder, namur):
    with api.env.adopt_roles(["Manager"]):
        api.content.move(folder["sacs"], namur)
        api.content.delete(namur["sacs"])
    assert list(store.entries(namur)) == []


def test_the_trash_is_emptied_after_thirty_days(online, account, log_in, back):
    account("web", "Webmasters")
    log_in("web").delete("/dechets/sacs", headers={"Accept": "application/json"})
    back()
    site = back()
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, datetime.now(UTC) + timedelta(days=29))
    assert len(list(store.entries(site))) == 1
    with api.env.adopt_roles(["Manager"]):
        jobs.run_due(site, datetime.now(UTC) + timedelta(days=31))
    assert list(store.entries(site)) == []


def test_an_editor_takes_back_their_own_and_another_team_sees_nothing(
    online, folder, account, log_in, namur, back
):
    with api.env.adopt_roles(["Manager"]):
        sports = api.content.create(namur, "Folder", "sports", title="Sports")
    account("eva", at=folder)
    account("sport", at=sports)
    log_in("eva").delete("/dechets/sacs", headers={"Accept": "application/json"})
    assert "Sacs PMC" in words(log_in("eva").get("/@@trash"))
    other = log_in("sport")
    answer = other.get("/@@trash")
    assert "Sacs PMC" not in words(answer)
    back()
    [(key, _thrown)] = store.entries(back())
    mine = log_in("eva").get("/@@trash")
    refused = post(
        other,
        "/@@trash",
        answer=None if 'name="_auth' in answer.text else mine,
        do="restore",
        key=key,
    )
    assert refused.status_int in (302, 401, 403)
    assert "Effacer" not in words(mine)
    back()
    assert "sacs" not in back()["dechets"].objectIds()


def test_an_address_that_was_taken_since_is_said_and_nothing_is_lost(
    online, write, account, log_in, back
):
    account("web", "Webmasters")
    browser = log_in("web")
    browser.delete("/dechets/sacs", headers={"Accept": "application/json"})
    write("sacs", "Une autre page")
    back()
    [(key, _thrown)] = store.entries(back())
    answer = post(browser, "/@@trash", do="restore", key=key)
    assert answer.status_int == 409
    back()
    assert len(list(store.entries(back()))) == 1


def test_the_question_names_the_pages_that_lead_there(online, write, account, log_in):
    other = write("tarifs")
    other.title = "Tarifs"
    other.text = RichTextValue(
        f'<p><a href="resolveuid/{IUUID(online)}">Sacs</a></p>', "text/html", "text/x-html-safe"
    )
    with api.env.adopt_roles(["Manager"]):
        notify(ObjectModifiedEvent(other))
    account("web", "Webmasters")
    transaction.commit()
    assert "Tarifs" in words(log_in("web").get("/dechets/sacs/delete_confirmation"))


def test_erasing_for_good_is_asked_once_more_and_is_for_webmasters(online, account, log_in, back):
    account("web", "Webmasters")
    browser = log_in("web")
    browser.delete("/dechets/sacs", headers={"Accept": "application/json"})
    back()
    [(key, _thrown)] = store.entries(back())
    asked = post(browser, "/@@trash", do="erase", key=key)
    assert "Effacer" in words(asked)
    assert store.get(back(), key)
    post(browser, "/@@trash", asked, do="erase", key=key, sure="yes")
    back()
    assert list(store.entries(back())) == []


# Many at once


def test_many_pages_are_published_after_a_summary_and_taken_back(
    online, write, account, log_in, namur, back
):
    draft = write("tarifs")
    account("web", "Webmasters")
    browser = log_in("web")
    start = browser.get("/@@trash")
    uids = [IUUID(online), IUUID(draft)]
    form = [("uids:list", uid) for uid in uids]
    key = ("_authenticator", token(browser.get("/dechets/tarifs/@@publish")))
    assert start.status_int == 200
    chosen = browser.post("/@@bulk", [*form, key])
    assert "Publier" in words(chosen)
    summary = browser.post("/@@bulk", [*form, key, ("what", "publish"), ("do", "summary")])
    assert "déjà en ligne" in words(summary)
    back()
    assert api.content.get_state(draft) == "private"
    done = browser.post("/@@bulk", [*form, key, ("what", "publish"), ("do", "act")])
    back()
    assert api.content.get_state(draft) == "published"
    former = [
        ("former:list", one)
        for one in re.findall(r'name="former:list"[^>]*value="([^"]+)', done.text)
    ]
    browser.post("/@@bulk", [*former, key, ("what", "retract"), ("do", "undo")])
    back()
    assert api.content.get_state(draft) == "private"
    assert api.content.get_state(online) == "published"


@pytest.mark.parametrize("what", ["trash", "move", "theme", "owner"])
def test_each_act_on_many_can_be_taken_back(what, online, account, log_in, namur, back):
    account("web", "Webmasters")
    account("ann", "Editors")
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(namur, "Folder", "ailleurs", title="Ailleurs")
    transaction.commit()
    browser = log_in("web")
    key = ("_authenticator", token(browser.get("/dechets/sacs/@@publish")))
    value = {"move": IUUID(other), "owner": "ann", "theme": "waste"}.get(what, "")
    uid = IUUID(online)
    form = [("uids:list", uid), key, ("what", what), ("value", value)]
    done = browser.post("/@@bulk", [*form, ("do", "act")])
    assert done.status_int == 200
    back()
    site = back()
    if what == "theme":
        assert "former:list" not in words(done)
        return
    if what == "owner":
        assert site["dechets"]["sacs"].getOwner().getId() == "ann"
    else:
        assert "sacs" not in site["dechets"].objectIds()
    undo = re.search(r'name="what" type="hidden" value="([\w-]+)"', done.text)[1]
    former = re.findall(r'name="former:list"[^>]*value="([^"]+)"', done.text)
    browser.post(
        "/@@bulk",
        [*(("former:list", one) for one in former), key, ("what", undo), ("do", "undo")],
    )
    back()
    page = back()["dechets"]["sacs"]
    assert IUUID(page) == uid
    assert page.getOwner().getId() != "ann"


def test_nobody_acts_on_pages_that_are_not_theirs(online, account, log_in, namur, back):
    with api.env.adopt_roles(["Manager"]):
        sports = api.content.create(namur, "Folder", "sports", title="Sports")
    account("sport", at=sports)
    browser = log_in("sport")
    key = ("_authenticator", "")
    uid = IUUID(online)
    answer = browser.post("/@@bulk", [("uids:list", uid), key, ("what", "trash"), ("do", "act")])
    assert answer.status_int == 403
    back()
    assert "sacs" in back()["dechets"].objectIds()


# Cards


def test_the_dashboard_says_which_text_has_an_hour_and_what_came_back(
    online, submitted, account, back
):
    account("web", "Webmasters")
    site = back()
    with api.env.adopt_user("web"):
        acts.publish(submitted, Choice(when="at", start=NOW + timedelta(days=2)), "")
        [row] = NewTexts(site, getRequest()).rows(5)
        assert row.title == "Sacs PMC"
        acts.retract(submitted)
    with api.env.adopt_user("rev"):
        acts.send_back(submitted, "Vérifiez le prix")
    with api.env.adopt_user("eva"):
        [row] = SentBack(site, getRequest()).rows(5)
    assert row.act_url.endswith("/@@publish")


def test_restoring_where_nothing_may_be_added_is_refused(online, account, log_in, namur, back):
    account("web", "Webmasters")
    log_in("web").delete("/dechets/sacs", headers={"Accept": "application/json"})
    back()
    site = back()
    [(key, _thrown)] = store.entries(site)
    account("sport")
    with api.env.adopt_user("sport"), pytest.raises(Unauthorized):
        restoring.restore(site, key)
