"""Packs: put together by reviewers (@@packs, @@pack), read by everyone (@@shared-pack)."""

from communesplone.core import jobs
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.signing import sign
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.data import Kept
from communesplone.hub.packs.browser.editing import changed
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import put
from communesplone.hub.packs.keeping import withdraw
from communesplone.hub.reviewing import accept
from communesplone.hub.spreading import SPREAD
from dataclasses import replace
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from urllib.parse import urlencode
import json
import pytest
import re
import transaction


def post(browser, url, **fields):
    browser.open(url)
    token = re.search(r'data-token="(\w+)"', browser.contents)[1]
    fields["contents:list"] = fields.pop("contents", [])
    browser.post(url, urlencode({"_authenticator": token, **fields}, doseq=True))


@pytest.fixture
def two(offered, portal):
    """The urns of two contents of the library."""
    made = [offered(), offered(number=2, title="Une poubelle", themes=["waste"])]
    for one in made:
        accept(portal, one["urn"], 1, "", "relectrice")
    return tuple(one["urn"] for one in made)


@pytest.fixture
def contents(two):
    audience = {"sizes": "small"}
    return Contents("Les déchets", "Deux textes qui vont ensemble", "fr", two, audience)


@pytest.fixture
def pack(portal, contents):
    return put(portal, "", contents, "")


def test_a_pack_is_a_row_of_the_library_with_its_contents_in_order(pack, library, two):
    row = library.search(Query(text="déchets")).rows[0]
    assert (row.kind, row.contents, row.urn) == (PACK, 2, pack.urn)
    assert [one.urn for one in library.pack(pack.urn).rows] == list(two)


def test_a_pack_is_found_by_the_words_and_themes_of_what_it_holds(pack, library):
    assert pack.urn in [one.urn for one in library.search(Query(text="poubelle")).rows]
    assert pack.urn in [one.urn for one in library.search(Query(themes=("waste",))).rows]


def test_a_pack_for_small_communes_is_not_shown_to_large_ones(pack, library, two):
    found = {one.urn for one in library.search(Query(sizes=("large",))).rows}
    assert found == set(two)
    assert library.search(Query(sizes=("small",))).counts["size"]["small"] == 3


def test_what_is_incomplete_is_no_pack(portal, contents):
    for broken in (
        replace(contents, title=""),
        replace(contents, urns=contents.urns[:1]),
        replace(contents, urns=(*contents.urns, "urn:uuid:0")),
    ):
        with pytest.raises(SharingError):
            put(portal, "", broken, "")
    assert not catalogue(portal).packs


def test_who_adopted_a_pack_is_told_when_it_changes(pack, portal, contents, library):
    library.adopted(pack.urn, 1, "nis:92094")
    assert library.search(Query(kinds=(PACK,))).rows[0].adopters == 1
    with pytest.raises(SharingError):
        put(portal, pack.urn, contents, "")
    put(portal, pack.urn, replace(contents, title="Tous les déchets"), "Un autre titre")
    assert [one[0::2] for one in library.pack(pack.urn).revisions] == [
        (2, "Un autre titre"),
        (1, ""),
    ]
    assert SPREAD in [job.name for job in jobs.pending(portal)]


def test_what_leaves_the_library_leaves_the_pack(pack, library, author, portal, two):
    said = f"withdraw {two[0]}".encode()
    library.withdraw(two[0], sign(said, author.key), portal.getId())
    assert [one.urn for one in library.pack(pack.urn).rows] == [two[1]]
    assert library.search(Query(kinds=(PACK,))).rows[0].contents == 1


def test_a_pack_that_was_taken_away_is_nowhere(pack, portal, library):
    withdraw(portal, pack.urn)
    assert library.pack(pack.urn) is None
    assert library.search(Query(kinds=(PACK,))).total == 0


def test_an_export_brings_packs_back(pack, portal, library):
    told = json.loads(json.dumps(Kept(catalogue(portal)).dump()))
    restored = Catalogue()
    Kept(restored).load(told, same_site=True)
    assert restored.packs[pack.urn].contents == pack.contents
    assert restored.index.search(Query(kinds=(PACK,))).rows[0].title == "Les déchets"


@pytest.mark.parametrize(
    ("act", "urn", "order"),
    [
        ("up", "b", ("b", "a", "c")),
        ("up", "a", ("a", "b", "c")),
        ("down", "a", ("b", "a", "c")),
        ("out", "b", ("a", "c")),
        ("add", "d", ("a", "b", "c", "d")),
        ("add", "a", ("a", "b", "c")),
        ("out", "unknown", ("a", "b", "c")),
    ],
)
def test_each_button_moves_one_content(act, urn, order):
    assert changed(("a", "b", "c"), act, urn) == order


class TestPages:
    @pytest.fixture
    def portal(self, functional):
        return functional["portal"]

    def test_a_reviewer_puts_a_pack_together_by_buttons(self, webmaster, portal, two):
        transaction.commit()
        url = f"{portal.absolute_url()}/@@pack"
        typed = {"title": "Les déchets", "language": "fr", "size": "small"}
        post(webmaster, url, **typed, do=f"add:{two[1]}")
        assert 'value="Les déchets"' in webmaster.contents
        post(webmaster, url, **typed, contents=[two[1]], do=f"add:{two[0]}")
        post(webmaster, url, **typed, contents=[two[1], two[0]], do=f"up:{two[0]}")
        assert not catalogue(portal).packs
        post(webmaster, url, **typed, contents=two, do="save")
        transaction.begin()
        (made,) = catalogue(portal).packs.values()
        assert made.contents.urns == two
        assert made.contents.audience == {"sizes": "small"}
        assert "Les déchets" in webmaster.contents
        webmaster.open(f"{portal.absolute_url()}/@@shared?text=dechets")
        webmaster.getLink("Les déchets").click()
        assert "Une poubelle" in webmaster.contents

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, webmaster, portal, two):
        transaction.commit()
        url = f"{portal.absolute_url()}/@@pack"
        post(webmaster, url, title="Les déchets", language="fr", do="save")
        assert webmaster.headers["status"].startswith("400")
        assert "Put between 2 and 40 contents" in webmaster.contents
        assert 'value="Les déchets"' in webmaster.contents

    @pytest.mark.parametrize("page", ["packs", "pack"])
    def test_only_reviewers_put_packs_together(self, visitor, portal, two, page):
        transaction.commit()
        url = f"{portal.absolute_url()}/@@{page}"
        visitor.open(url)
        assert "pack-form" not in visitor.contents
        assert "Put a pack together" not in visitor.contents
        visitor.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
        visitor.open(url)
        assert "Put a pack together" not in visitor.contents
