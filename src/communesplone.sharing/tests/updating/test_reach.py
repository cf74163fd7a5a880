"""Of many updates everybody finds theirs, wherever they stand among those of others."""

from communesplone.sharing.interfaces import ISharingLayer
from communesplone.sharing.store import Base
from communesplone.sharing.store import Shared
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating import reach
from communesplone.sharing.updating import taking
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.place import Updates
from communesplone.sharing.updating.proposing import Proposed
from communesplone.sharing.updating.translating import note_behind
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContent
from zope.interface import alsoProvides
import pytest


#: Pages of others in many folders, then those of one section.
FOLDERS, EACH, MINE = 41, 6, 5


@pytest.fixture
def many(commune, kept, namur):
    """Adopted pages, for each of which a revision waits; Enzo's are the last by their UID."""
    waiting = Pending(namur.revision(2, description="Neuf"), {})
    made = []

    def add(container, portal_type, number, uid):
        """Make an item without all that follows on one that a person makes."""
        item = createContent(portal_type, id=f"{portal_type}-{number}", title=f"Page {number:03}")
        setattr(item, "_plone.uuid", uid)
        container._setOb(item.id, item)
        item = container[item.id]
        item.indexObject()
        return item

    def adopted(folder, number, uid):
        page = add(folder, "Document", number, uid)
        urn = f"urn:uuid:00000000-0000-4000-8000-{number:012}"
        shared = Shared("adopted", urn, urn, {"id": "nis:92094", "name": "Namur"})
        kept.put(uid, shared)
        kept.bases[uid] = Base(1, {"title": page.title})
        kept.pending[uid] = waiting
        made.append(page)

    with api.env.adopt_roles(["Manager"]):
        for number in range(FOLDERS):
            folder = add(commune, "Folder", number, f"e{number:031x}")
            for at in range(EACH):
                adopted(folder, number * EACH + at, f"{number * EACH + at:032x}")
        mine = add(commune, "Folder", 900, "e" * 32)
        for at in range(MINE):
            adopted(mine, 900 + at, f"f{at:031x}")
        api.user.create("enzo@example.org", "enzo", "correct horse battery")
        mine.manage_setLocalRoles("enzo", ["Editor"])
        mine.reindexObjectSecurity()
    return made


@pytest.fixture
def page_of(commune):
    """`page_of(**form)`: the page of updates."""

    def of(**form):
        request = commune.REQUEST.clone()
        alsoProvides(request, ISharingLayer)
        request.form.update(form)
        return api.content.get_view("updates", commune, request)

    return of


def test_an_editor_finds_theirs_behind_hundreds_of_others(many, commune, kept, page_of):
    with api.env.adopt_user("enzo"):
        found = [item.Title() for _uid, item in reach.for_me(commune, kept, 50)]
        assert found == [f"Page {900 + at}" for at in range(MINE)]
        assert Updates(commune, commune.REQUEST).count == MINE
        assert [row["title"] for row in page_of(choose="1").choices()] == found
        assert not page_of().has_more()


def test_what_is_taken_by_itself_is_chosen_page_by_page(many, commune, kept, page_of):
    with api.env.adopt_roles(["Manager"]):
        shown = [page_of(choose="1", page=str(number)) for number in range(1, 7)]
        assert shown[0].paging.last == 6
        rows = [row for page in shown for row in page.choices()]
        assert len(rows) == len(many)
        last = shown[-1].choices()
        for one in last:
            kept.items[one["uid"]].automatic = True
        kept.items[rows[0]["uid"]].automatic = True
        uids = [one["uid"] for one in last]
        page_of(shown=uids, alone=[uids[0]]).automatic()
        chosen = [uid for uid, one in kept.items.items() if one.automatic]
        assert sorted(chosen) == sorted([rows[0]["uid"], uids[0]])


def test_what_another_may_edit_cannot_be_chosen_by_an_editor(many, kept, page_of):
    theirs, mine = many[0].UID(), many[-1].UID()
    with api.env.adopt_user("enzo"):
        page_of(shown=[theirs, mine], alone=[theirs, mine]).automatic()
    assert (kept.items[theirs].automatic, kept.items[mine].automatic) == (False, True)


def test_a_long_list_says_that_it_goes_on(many, page_of):
    with api.env.adopt_roles(["Manager"]):
        page = page_of()
        assert len(page.rows()) == 50
        assert page.has_more()


def test_translations_that_were_brought_in_step_hide_none_that_are_behind(many, commune, kept):
    soon, before = utc_now() + timedelta(hours=1), utc_now() - timedelta(hours=1)
    for page in many:
        kept.behind[page.UID()] = ("original", before)
    late = many[-1].UID()
    kept.behind[late] = ("original", soon)
    kept.behind["0" * 31 + "x"] = ("original", soon)
    with api.env.adopt_roles(["Manager"]):
        assert [uid for uid, _item in reach.behind_for_me(commune, kept, 50)] == [late]
    # What is no longer behind, or no longer there, is forgotten with the next one
    note_behind(many[0], kept)
    assert list(kept.behind) == [late]


def test_who_goes_their_own_way_hides_no_original_that_was_taken_back(many, commune, kept):
    for page in many:
        kept.gone[page.UID()] = utc_now().isoformat()
    with api.env.adopt_roles(["Manager"]):
        for page in many[:-1]:
            taking.detach(page, kept)
        assert list(kept.gone) == [many[-1].UID()]
        kept.items[many[-1].UID()].detached = True
        assert not list(reach.gone_for_me(commune, kept, 50))


def test_old_answers_hide_no_new_one(many, commune, kept):
    old = (utc_now() - timedelta(days=40)).isoformat()
    for page in many:
        kept.proposed[page.UID()] = Proposed("", "taken", "", old)
    new = many[-1].UID()
    kept.proposed[new] = Proposed("", "taken", "", utc_now().isoformat())
    since = (utc_now() - timedelta(days=30)).isoformat()
    with api.env.adopt_roles(["Manager"]):
        assert [uid for uid, _item in reach.answered_for_me(commune, kept, since, 50)] == [new]
