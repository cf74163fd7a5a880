"""A revision and a page that was changed here: both are in what comes, and it can be undone."""

from communesplone.core import jobs
from communesplone.core.sharing import IShareable
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.signing import digest
from communesplone.sharing.adopting import adopt
from communesplone.sharing.merging import Answer
from communesplone.sharing.updating import former
from communesplone.sharing.updating import taking
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.sides import sides
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.component import getGlobalSiteManager
import pytest


NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def manager(portal):
    with api.env.adopt_roles(["Manager"]):
        yield


def say(page, old, new):
    page.text = RichTextValue(page.text.raw.replace(old, new), "text/html", "text/x-html-safe")


def three(page, kept):
    uid = page.UID()
    return sides(page, kept.items[uid], kept.pending[uid].envelope, kept)


def take(page, kept, answers=None):
    return taking.take(page, kept, answers or {}, three(page, kept).mark, "webmaster")


def test_a_page_that_was_not_changed_here_says_what_the_author_says(adopted, kept, namur, receive):
    revised = namur.revision(2, adopted.text.raw.replace("quinze", "dix"), description="Neuf")
    receive(revised)
    take(adopted, kept)
    assert "dix jours" in adopted.text.raw
    assert adopted.description == "Neuf"
    shared = kept.items[adopted.UID()]
    assert (shared.revision, shared.digest) == (2, revised["digest"])
    assert adopted.UID() not in kept.pending


def test_what_was_changed_here_stays_beside_what_the_author_changed(adopted, kept, namur, receive):
    say(adopted, "une poubelle", "une seule poubelle")
    receive(namur.revision(2, adopted.text.raw.replace("quinze", "dix").replace("seule ", "")))
    take(adopted, kept)
    assert "une seule poubelle" in adopted.text.raw
    assert "dix jours" in adopted.text.raw
    # What was changed here is still known as ours at the next revision
    receive(namur.revision(3, kept.bases[adopted.UID()].fields["text"]["html"], description="X"))
    states = [part.state for part in three(adopted, kept).merged().parts]
    assert states.count("mine") == 1


def test_nothing_is_written_while_something_is_to_choose(adopted, kept, namur, receive):
    say(adopted, "au guichet", "au guichet de Barvaux")
    before = adopted.text.raw
    receive(namur.revision(2, before.replace("au guichet de Barvaux", "en ligne ou au guichet")))
    with pytest.raises(SharingError):
        take(adopted, kept)
    assert adopted.text.raw == before
    (question,) = three(adopted, kept).merged().questions
    take(adopted, kept, {question.way: Answer("united")})
    assert "en ligne ou au guichet de Barvaux" in adopted.text.raw


def test_what_nobody_has_seen_is_not_taken(adopted, kept, namur, receive):
    receive(namur.revision(2, description="Neuf"))
    mark = three(adopted, kept).mark
    say(adopted, "puce", "carte")
    with pytest.raises(SharingError):
        taking.take(adopted, kept, {}, mark, "webmaster")
    assert adopted.UID() in kept.pending


def test_taking_can_be_undone_and_the_revision_waits_again(adopted, kept, namur, receive):
    before = adopted.text.raw
    receive(namur.revision(2, before.replace("quinze", "dix"), description="Neuf"))
    take(adopted, kept)
    taking.undo(adopted, kept, NOW)
    assert adopted.text.raw == before
    assert not adopted.description
    assert kept.items[adopted.UID()].revision == 1
    assert three(adopted, kept).merged().value["description"] == "Neuf"


def test_undoing_keeps_what_was_written_since(adopted, kept, namur, receive):
    receive(namur.revision(2, adopted.text.raw.replace("quinze", "dix")))
    take(adopted, kept)
    say(adopted, "une poubelle", "une seule poubelle")
    taking.undo(adopted, kept, NOW)
    assert "quinze jours" in adopted.text.raw
    assert "une seule poubelle" in adopted.text.raw


def test_undoing_never_takes_words_that_were_written_into_what_came(adopted, kept, namur, receive):
    receive(namur.revision(2, adopted.text.raw.replace("quinze", "dix")))
    take(adopted, kept)
    say(adopted, "dix jours", "dix jours, souvent huit,")
    with pytest.raises(SharingError):
        taking.undo(adopted, kept, NOW)
    assert "souvent huit" in adopted.text.raw


def test_after_thirty_days_only_the_versions_have_the_former_text(adopted, kept, namur, receive):
    receive(namur.revision(2, description="Neuf"))
    take(adopted, kept)
    assert taking.can_undo(adopted, kept, NOW + timedelta(days=29))
    with pytest.raises(SharingError):
        taking.undo(adopted, kept, NOW + timedelta(days=31))


def test_a_detached_page_waits_for_nothing(adopted, kept, namur, receive):
    receive(namur.revision(2, description="Neuf"))
    taking.detach(adopted, kept)
    assert adopted.UID() not in kept.pending
    with pytest.raises(SharingError):
        taking.waiting(adopted, kept)


def test_what_stays_with_the_commune_is_not_touched(adopted, kept, namur, receive):
    adopted.rights = "Durbuy"
    receive(namur.revision(2, description="Neuf", rights="Namur"))
    take(adopted, kept)
    assert adopted.rights == "Durbuy"


def test_what_the_author_took_out_goes_and_what_was_filled_in_here_stays(
    adopted, kept, namur, receive
):
    receive(namur.revision(2, adopted.text.raw, description="Neuf"))
    take(adopted, kept)
    receive(namur.revision(3, adopted.text.raw))
    take(adopted, kept)
    assert not adopted.description
    adopted.description = "À nous"
    receive(namur.revision(4, adopted.text.raw.replace("quinze", "dix")))
    take(adopted, kept)
    assert adopted.description == "À nous"


def test_a_link_to_what_is_not_here_becomes_words_and_is_told(adopted, kept, namur, receive):
    key = "ref-0123456789abcdef"
    text = adopted.text.raw.replace("au guichet", f'<a href="resolveuid/{key}">au guichet</a>')
    told = {"key": key, "type": "Document", "title": "Le guichet", "urn": ""}
    receive(namur.revision(2, text.replace("quinze", "dix"), references=[told]))
    assert three(adopted, kept).missing == ("Le guichet",)
    take(adopted, kept)
    assert "resolveuid" not in adopted.text.raw
    assert "dix jours" in adopted.text.raw


def test_a_link_made_here_is_kept(adopted, kept, namur, receive, page):
    link = f'<a href="resolveuid/{page.UID()}">marché</a>'
    say(adopted, "une poubelle", f"une poubelle, voir {link},")
    receive(namur.revision(2, kept.bases[adopted.UID()].fields["text"]["html"], description="N"))
    take(adopted, kept)
    receive(
        namur.revision(
            3, kept.bases[adopted.UID()].fields["text"]["html"].replace("quinze", "dix")
        )
    )
    take(adopted, kept)
    assert link in adopted.text.raw
    assert "dix jours" in adopted.text.raw


def test_scripts_of_a_revision_do_not_come_in(adopted, kept, namur, receive):
    receive(namur.revision(2, f"{adopted.text.raw}<script>alert(1)</script><p>Fin</p>"))
    take(adopted, kept)
    assert "<script" not in adopted.text.raw
    assert "<p>Fin</p>" in adopted.text.raw


def test_another_licence_is_named_and_taken_back_with_the_rest(adopted, kept, namur, receive):
    shared, before = kept.items[adopted.UID()], adopted.rights
    known = (shared.digest, shared.licence, shared.origin, shared.issuer)
    assert "CC BY 4.0" in before
    origin = {"urn": "urn:uuid:1", "revision": 1, "issuer": "nis:83012", "name": "Durbuy"}
    origin |= {"licence": "CC-BY-4.0", "translates": False, "origin": None}
    revised = namur.revision(2, description="Neuf", licence="CC0-1.0", origin=origin)
    receive(revised)
    take(adopted, kept)
    assert (shared.licence, shared.origin) == ("CC0-1.0", origin)
    assert "CC0" in adopted.rights
    assert "Durbuy" in adopted.rights
    taking.undo(adopted, kept, NOW)
    assert adopted.rights == before
    assert (shared.digest, shared.licence, shared.origin, shared.issuer) == known


def test_words_about_the_rights_that_were_written_since_are_not_taken_back(
    adopted, kept, namur, receive
):
    receive(namur.revision(2, description="Neuf", licence="CC0-1.0"))
    take(adopted, kept)
    adopted.rights = "Photos : Durbuy"
    taking.undo(adopted, kept, NOW)
    assert adopted.rights == "Photos : Durbuy"


def test_the_lead_picture_is_put_back_too(commune, kept, namur, pages_are_shareable):
    former, newer = b"%PDF former", b"%PDF newer"

    def revision(number, data):
        told = {"file": digest(data), "name": "plan.pdf", "type": "application/pdf"}
        return namur.revision(number, type="File", files=[data], file=told)

    registry = getGlobalSiteManager()
    registry.registerUtility(replace(pages_are_shareable, kind="file"), IShareable, "File")
    try:
        item = adopt(commune, revision(1, former), {digest(former): former}, {}, {}, kept)
        kept.pending[item.UID()] = Pending(revision(2, newer), {digest(newer): newer})
        take(item, kept)
        assert item.file.data == newer
        taking.undo(item, kept, NOW)
        assert item.file.data == former
    finally:
        registry.unregisterUtility(provided=IShareable, name="File")


def test_a_former_text_is_dropped_once_it_cannot_come_back(commune, adopted, kept, namur, receive):
    receive(namur.revision(2, adopted.text.raw.replace("quinze", "dix")))
    taken, uid = take(adopted, kept), adopted.UID()
    (job,) = (one for one in jobs.pending(commune) if one.name == former.FORGET)
    assert (job.args, job.due) == ((uid,), taken.moment + timedelta(days=30))
    former.forget(commune, uid)
    assert taking.can_undo(adopted, kept, NOW), "it is not time yet"
    taken.moment -= timedelta(days=30)
    former.forget(commune, uid)
    assert uid not in kept.taken
