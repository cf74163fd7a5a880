"""A pack is adopted whole: drafts that link to one another, each local field asked once."""

from communesplone.core.sharing import SharingError
from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.envelopes import FORMAT
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.signing import new_key
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.sharing.data import Kept
from communesplone.sharing.inbox import Inbox
from communesplone.sharing.packs.adopting import adopt_pack
from communesplone.sharing.packs.adopting import Content
from communesplone.sharing.packs.adopting import has_changed
from communesplone.sharing.packs.choosing import choice
from communesplone.sharing.packs.choosing import links
from communesplone.sharing.packs.choosing import questions
from communesplone.sharing.references import answered
from communesplone.sharing.references import OUT
from communesplone.sharing.store import Store
from dataclasses import replace
from plone import api
import json
import pytest


PRIVATE = new_key()
PACK_URN = "urn:uuid:00000000-0000-4000-8000-00000000ffff"
KEYS = ["ref-00000000000000b0", "ref-00000000000000b1", "ref-00000000000000cc"]


def urn(number):
    return f"urn:uuid:00000000-0000-4000-8000-{number:012}"


def written(number, text="", references=()):
    made = {
        "format": FORMAT,
        "urn": urn(number),
        "seed": "",
        "group": urn(100 + number),
        "origin": None,
        "revision": 1,
        "type": "Document",
        "language": "fr",
        "issuer": {"id": "nis:92094", "name": "Namur", "key": public_key(PRIVATE)},
        "licence": "CC-BY-4.0",
        "audience": {},
        "note": "",
        "change": "",
        "issued": "2026-11-29T10:00:00+00:00",
        "fields": {"title": f"Texte {number}", "text": {"html": f"<p>{text}</p>"}},
        "references": list(references),
        "files": {},
    }
    made["digest"] = digest_of(made)
    found = signed(made, PRIVATE)
    check_shape(found)
    return found


def link(key, words):
    return f'<a href="resolveuid/{key}">{words}</a>'


def told(key, to=""):
    return {"key": key, "type": "Document", "title": "Autre", "urn": to}


@pytest.fixture
def pair():
    """Two texts that name each other, and one that is nowhere."""
    first = written(1, link(KEYS[1], "le deuxième"), [told(KEYS[1], urn(2))])
    text = f"{link(KEYS[0], 'le premier')} {link(KEYS[2], 'ailleurs')}"
    return [first, written(2, text, [told(KEYS[0], urn(1)), told(KEYS[2])])]


def row(envelope, **more):
    return Summary(
        urn=envelope["urn"],
        revision=1,
        title=envelope["fields"]["title"],
        description="",
        portal_type=envelope["type"],
        kind="page",
        language="fr",
        licence="CC-BY-4.0",
        issuer="nis:92094",
        issuer_name="Namur",
        accepted="2026-11-29T10:00:00+00:00",
        adopters=0,
        **more,
    )


@pytest.fixture
def pack(pair):
    rows = tuple(row(one) for one in pair)
    about = replace(rows[0], urn=PACK_URN, kind=PACK, title="Les déchets", contents=2)
    return Pack(about, {}, rows, (), ((1, about.accepted, ""),))


@pytest.fixture
def adopt(pack, pair, commune, kept):
    def now(made=pair, **options):
        with api.env.adopt_roles(["Manager"]):
            contents = [Content(one, {}, commune, {}) for one in made]
            return adopt_pack(pack, contents, {KEYS[2]: ""}, kept, **options)

    return now


def test_references_between_contents_become_links_between_the_drafts(adopt):
    first, second = adopt()
    assert f'<a href="resolveuid/{second.UID()}">le deuxième</a>' in first.text.raw
    assert f'<a href="resolveuid/{first.UID()}">le premier</a>' in second.text.raw
    assert "ref-" not in second.text.raw
    assert "ailleurs" in second.text.raw


def test_only_what_is_nowhere_is_asked(commune, kept, pair):
    assert [one.key for one in links(commune, pair, kept)] == [KEYS[2]]


def test_pages_of_one_title_are_told_apart_by_the_contents_that_name_them(commune, kept):
    other = "ref-00000000000000dd"
    made = [
        written(1, link(KEYS[2], "ailleurs"), [told(KEYS[2])]),
        written(2, link(other, "ailleurs"), [told(other)]),
    ]
    found = links(commune, made, kept)
    assert [(one.title, one.inside) for one in found] == [
        ("Autre", ("Texte 1",)),
        ("Autre", ("Texte 2",)),
    ]


def test_what_two_contents_name_by_other_keys_is_asked_once(commune, kept):
    other = "ref-00000000000000dd"
    made = [
        written(1, link(KEYS[2], "ailleurs"), [told(KEYS[2], urn(9))]),
        written(2, link(other, "ailleurs"), [told(other, urn(9))]),
    ]
    (found,) = links(commune, made, kept)
    assert found.inside == ("Texte 1", "Texte 2")
    choices, wrong = answered(commune, [found], {KEYS[2]: OUT})
    assert (choices, wrong) == ({KEYS[2]: "", other: ""}, {})


def test_proposals_of_one_title_say_where_they_are(commune, kept):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(commune, "Folder", "ailleurs", title="Ailleurs")
        for place in (commune, folder):
            api.content.create(place, "Document", "autre", title="Autre")
        (found,) = links(commune, [written(1, link(KEYS[2], "x"), [told(KEYS[2])])], kept)
    assert {title for _uid, title in found.proposed} == {
        "Autre (/autre)",
        "Autre (/ailleurs/autre)",
    }


def test_what_is_here_is_not_adopted_twice_and_is_linked_to(adopt, pack, pair, kept):
    (first,) = adopt(pair[:1])
    assert [one.urn for one in choice(pack, kept).here] == [urn(1)]
    (second,) = adopt(pair[1:])
    assert f'<a href="resolveuid/{first.UID()}">le premier</a>' in second.text.raw
    assert choice(pack, kept).new == ()
    with pytest.raises(SharingError):
        adopt([])
    with pytest.raises(SharingError):
        adopt(pair)


def test_what_this_site_has_no_type_for_is_left_out(pack, kept, pages_are_shareable):
    strange = replace(pack.rows[0], portal_type="Regatta")
    assert choice(replace(pack, rows=(strange,)), kept).foreign == (strange,)


def test_a_field_that_repeats_is_asked_once(commune, pair):
    (asked,) = questions(pair)
    assert (asked.field.__name__, asked.contents, asked.apart) == ("description", (0, 1), False)


def test_what_is_another_for_each_content_is_asked_for_each(
    commune, pair, pages_are_shareable, monkeypatch
):
    monkeypatch.setitem(vars(pages_are_shareable), "each", frozenset({"description"}))
    assert [(one.contents, one.apart) for one in questions(pair)] == [((0,), True), ((1,), True)]
    assert len({one.name for one in questions(pair)}) == 2


def test_a_pack_that_changes_says_so(adopt, pack, kept, commune):
    adopt()
    assert not has_changed(kept.packs[PACK_URN])
    inbox = Inbox(commune, kept)
    inbox.revised(PACK_URN, 2)
    inbox.revised(PACK_URN, 2)
    assert kept.packs[PACK_URN].latest == 2
    assert has_changed(kept.packs[PACK_URN])


def test_an_export_remembers_packs(adopt, kept):
    adopt()
    restored = Store()
    Kept(restored).load(json.loads(json.dumps(Kept(kept).dump())), same_site=False)
    assert dict(restored.packs) == dict(kept.packs)
