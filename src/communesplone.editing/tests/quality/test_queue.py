"""Problems are noted a moment after a page changes, and forgotten with it."""

from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.publication import take_effect
from communesplone.editing.quality.desk import Desk
from communesplone.editing.quality.engine import look
from communesplone.editing.quality.queue import CHECK
from communesplone.editing.quality.queue import check
from communesplone.editing.quality.queue import EVERYTHING
from communesplone.editing.quality.queue import everything
from communesplone.editing.quality.rounds import NIGHT
from communesplone.editing.quality.rounds import night
from communesplone.editing.quality.setup import install
from communesplone.editing.quality.setup import uninstall
from communesplone.editing.quality.store import KEY
from communesplone.editing.quality.store import store
from DateTime import DateTime
from plone import api
from plone.app.testing import login
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.globalrequest import getRequest
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


PICTURE = '<p><img src="pont.jpg"></p>'
LONG = f"<p>{' '.join(f'mot{number}' for number in range(40))}</p>"


def kinds(kept, page):
    item = kept.items.get(page.UID())
    return {one.check for one in item.found} if item else set()


def test_a_page_is_looked_at_after_it_changed_and_again_when_it_is_mended(make, write, kept):
    page = make("bags", PICTURE)
    assert "alternatives" in kinds(kept, page)
    write(page, '<p><img src="pont.jpg" alt="Le pont"></p>')
    assert "alternatives" not in kinds(kept, page)


def test_one_job_looks_at_all_that_a_transaction_changed(portal, make):
    one, other = make("one"), make("other")
    for page in (one, one, other):
        notify(ObjectModifiedEvent(page))
    transaction.commit()
    (job,) = [job for job in jobs.pending(portal) if job.name == CHECK]
    assert sorted(job.args) == sorted([one.UID(), other.UID()])


def test_what_is_noted_changes_no_page_of_citizens(portal, make):
    page = make()
    check(portal, page.UID())
    assert changes.is_quiet(getRequest())


def test_a_page_that_is_gone_is_forgotten_and_links_to_it_are_dead(portal, make, kept, work):
    target = make("target")
    page = make("page", f'<p><a href="resolveuid/{target.UID()}">la liste</a></p>')
    assert "dead_links" not in kinds(kept, page)
    uid = target.UID()
    portal._delObject("target")
    work()
    assert uid not in kept.items
    assert "dead_links" in kinds(kept, page)


def test_a_link_of_a_public_page_to_a_draft_leads_nowhere_for_citizens(make, kept, work):
    target = make("target")
    page = make("page", '<p><a href="/target">la liste</a> <a href="/@@sitemap">plan</a></p>')
    assert "dead_links" not in kinds(kept, page)
    api.content.transition(page, "publish")
    work()
    assert "dead_links" in kinds(kept, page)
    api.content.transition(target, "publish")
    work()
    assert "dead_links" not in kinds(kept, page)


SPELLINGS = (
    "resolveuid/{uid}",
    "resolveuid/{uid}#horaire",
    "../../resolveuid/{uid}/view?x=1",
    "http://nohost/plone/resolveuid/{uid}",
    "http://nohost/plone/target#horaire",
    "/target/view",
    "/target",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_who_leads_to_a_page_is_looked_at_when_it_goes_and_comes(
    portal, make, kept, work, spelling
):
    target = make("target")
    api.content.transition(target, "publish")
    href = spelling.format(uid=target.UID())
    page = make("page", f'<p><a href="{href}">la liste</a></p>')
    api.content.transition(page, "publish")
    work()
    assert "dead_links" not in kinds(kept, page)
    for step, dead in (("retract", True), ("publish", False)):
        api.content.transition(target, step)
        work()
        assert ("dead_links" in kinds(kept, page)) is dead, step
    portal._delObject("target")
    work()
    assert "dead_links" in kinds(kept, page)


def test_who_leads_to_a_page_is_looked_at_when_its_moment_comes(portal, make, kept, work):
    target = make("target")
    page = make("page", '<p><a href="/target">la liste</a></p>')
    for one in (page, target):
        api.content.transition(one, "publish")
    target.effective_date = DateTime() + 1
    notify(ObjectModifiedEvent(target))
    target.reindexObject()
    work()
    assert "dead_links" in kinds(kept, page)
    for start, end, dead in ((-1, 1, False), (-1, -0.001, True)):
        target.effective_date, target.expiration_date = DateTime() + start, DateTime() + end
        target.reindexObject()
        work()
        assert ("dead_links" in kinds(kept, page)) is not dead
        take_effect(portal, target.UID())
        work()
        assert ("dead_links" in kinds(kept, page)) is dead


@pytest.mark.parametrize(("start", "end"), [(1, 2), (-2, -1)])
def test_a_page_before_and_after_its_time_is_no_place_to_lead_to(make, kept, work, start, end):
    target = make("target")
    api.content.transition(target, "publish")
    target.effective_date, target.expiration_date = DateTime() + start, DateTime() + end
    target.reindexObject()
    page = make("page", '<p><a href="/target">la liste</a></p>')
    assert "dead_links" not in kinds(kept, page)
    api.content.transition(page, "publish")
    work()
    assert "dead_links" in kinds(kept, page)


def test_a_page_that_comes_where_links_led_nowhere_mends_them(make, kept):
    page = make("page", '<p><a href="/target#horaire">la liste</a></p>')
    assert "dead_links" in kinds(kept, page)
    make("target")
    assert "dead_links" not in kinds(kept, page)


def test_a_page_that_changes_and_stays_has_nobody_else_looked_at(portal, make, kept, write):
    target = make("target")
    page = make("page", '<p><a href="/target">la liste</a></p>')
    looked = []
    notify(ObjectModifiedEvent(target))
    transaction.commit()
    looked += [uid for job in jobs.pending(portal) if job.name == CHECK for uid in job.args]
    check(portal, target.UID())
    transaction.commit()
    looked += [uid for job in jobs.pending(portal) if job.name == CHECK for uid in job.args]
    assert page.UID() not in looked


@pytest.mark.parametrize(
    "address", ["/nowhere", "http://nohost/plone/nowhere", "../resolveuid/0123456789abcdef", "/"]
)
def test_addresses_are_followed_however_they_are_written(make, kept, address):
    page = make("page", f'<p><a href="{address}">la liste</a></p>')
    assert ("dead_links" in kinds(kept, page)) is (address != "/")


def test_two_pages_that_say_the_same_know_of_each_other(make, write, kept):
    one, other = make("one", LONG), make("other", f"{LONG}<p>Et plus.</p>")
    assert "twins" in kinds(kept, one)
    assert "twins" in kinds(kept, other)
    write(other, "<p>Autre chose.</p>")
    assert "twins" not in kinds(kept, one)


def test_what_is_personal_is_said_before_all_other_advice(make):
    page = make("page", "<h3></h3><p>Né: 85.07.30-033.28</p>")
    checks = [one.check for one in look(page)[1]]
    assert checks[0] == "national_numbers"
    assert "headings" in checks


def test_only_who_may_edit_a_page_has_its_problems_to_mend(portal, make, kept, work):
    page = make("bags", PICTURE)
    api.user.create(username="sports", email="s@example.be", password="correct horse battery")
    login(portal, "sports")
    assert Desk(portal).total("alternatives") == 0
    page.manage_setLocalRoles("sports", ["Editor"])
    page.reindexObjectSecurity()
    notify(ObjectModifiedEvent(page))
    work()
    desk = Desk(portal)
    assert (desk.total("alternatives"), desk.pages("alternatives")) == (1, 1)
    (one,) = desk.faulty("alternatives", 5)
    assert page.UID() == one.brain.UID


def test_a_total_loads_no_page_however_many_there_are(portal, make, kept):
    for number in range(3):
        make(f"page{number}", PICTURE)
    transaction.commit()
    portal._p_jar.cacheMinimize()
    assert Desk(portal).total("alternatives") == 3
    items = store(portal).items
    assert all(item._p_changed is None for item in items.values())


def test_all_pages_of_a_site_are_looked_at_once_it_has_quality(portal, make, kept, monkeypatch):
    monkeypatch.setattr("communesplone.editing.quality.queue.BATCH", 2)
    pages = [make(f"page{number}", PICTURE) for number in range(3)]
    for page in pages:
        kept.forget(page.UID())
    everything(portal)
    transaction.commit()
    jobs.run_due(portal)
    jobs.run_due(portal)
    assert all("alternatives" in kinds(kept, page) for page in pages)


def test_the_night_looks_again_at_what_time_has_changed(portal, make, kept):
    one, other = make("one", LONG), make("other", LONG)
    night(portal)
    assert [job.name for job in jobs.pending(portal) if job.name == EVERYTHING] == [EVERYTHING]
    transaction.commit()
    jobs.run_due(portal)
    night(portal)
    looked = {uid for job in jobs.pending(portal) if job.name == CHECK for uid in job.args}
    assert looked == {one.UID(), other.UID()}
    assert len([job for job in jobs.pending(portal) if job.name == NIGHT]) == 1


def test_a_scanned_paper_is_known_for_one(portal, kept, work):
    from pypdf import PdfWriter
    import io

    made = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(made)
    file = NamedBlobFile(made.getvalue(), "application/pdf", "plan.pdf")
    item = api.content.create(portal, "File", "plan", title="Plan", file=file)
    work()
    assert "wordless" in kinds(kept, item)
    item.file = NamedBlobFile(b"%PDF-1.4 broken", "application/pdf", "plan.pdf")
    notify(ObjectModifiedEvent(item))
    work()
    assert "wordless" not in kinds(kept, item)


def test_quality_comes_and_goes_without_a_trace(portal):
    install(portal)
    assert sum(job.name == NIGHT for job in jobs.pending(portal)) == 1
    uninstall(portal)
    assert KEY not in IAnnotations(portal)
    assert not [job for job in jobs.pending(portal) if job.name.startswith(KEY)]
    page = api.content.create(portal, "Document", "after", title="After")
    transaction.commit()
    assert not jobs.pending(portal)
    assert page.title
