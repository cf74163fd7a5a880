"""Paragraphs that stand in two pages, word for word or nearly, and what is done about them."""

from communesplone.core.quality import Known
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.core.quality import Twin
from communesplone.editing.quality import likeness
from communesplone.editing.quality import twins
from communesplone.editing.quality.acting import do_mend
from communesplone.editing.quality.acting import do_undo
from communesplone.editing.quality.engine import look
from plone import api
from plone.app.testing import login
from plone.app.testing import TEST_USER_NAME
import pytest


BAGS = (
    "Chaque ménage reçoit vingt sacs gratuits par an, à retirer à la maison communale du lundi au "
    "vendredi de neuf heures à midi, sur présentation de la carte d’identité et du dernier "
    "avertissement."
)
OTHER = BAGS.replace("vingt sacs", "trente sacs")
FAR = (
    "La piscine ouvre tous les jours sauf le mardi ; les enfants de moins de six ans entrent sans "
    "payer quand un adulte les accompagne, et le bonnet de bain est obligatoire dans les bassins."
)
ONE = Twin("abcd", "Déchets", "http://x/dechets", BAGS)


def subject(html, twin):
    found = likeness.digest(BAGS)
    return Subject(pieces=(Piece("text", "html", html),), known=Known(twins={found: twin}))


def mended(html, twin, name):
    page = subject(html, twin)
    (found,) = twins.find(page)
    return twins.mend(page, found, name, "")["text"]


def names(html, twin):
    (found,) = twins.find(subject(html, twin))
    return [one.name for one in found.mends]


def test_paragraphs_that_differ_by_a_word_share_a_key_and_others_do_not():
    assert set(likeness.keys(BAGS)) & set(likeness.keys(OTHER))
    assert not set(likeness.keys(BAGS)) & set(likeness.keys(FAR))
    pair = (likeness.shingles(BAGS), likeness.shingles(OTHER))
    assert likeness.likeness(*pair) > likeness.ALIKE
    assert likeness.likeness(likeness.shingles(BAGS), likeness.shingles(FAR)) < 0.1


@pytest.mark.parametrize("at", range(len(BAGS.split())))
def test_any_one_word_may_change_and_the_paragraph_is_still_known(at):
    changed = BAGS.split()
    changed[at] = "autre"
    text = " ".join(changed)
    assert likeness.likeness(likeness.shingles(BAGS), likeness.shingles(text)) >= likeness.ALIKE
    assert set(likeness.keys(BAGS)) & set(likeness.keys(text))


def test_the_words_that_differ_are_shown_as_they_stand():
    assert likeness.differing(BAGS, OTHER) == ("vingt", "trente")
    assert likeness.differing(BAGS, BAGS) == ("", "")


def test_a_paragraph_of_another_page_is_found_by_its_words():
    (found,) = twins.find(subject(f"<div><p>{BAGS.upper()}!</p><p>court</p></div>", ONE))
    assert found.url.startswith("http://x/dechets#:~:text=Chaque%20m%C3%A9nage")
    assert found.why.mapping["title"] == "Déchets"


def test_a_link_takes_the_place_of_the_paragraph_and_the_rest_stays():
    html = f"<h2>Sacs</h2><p>{BAGS}</p> et <p>Et plus.</p>"
    assert mended(html, ONE, "link") == (
        '<h2>Sacs</h2><p><a href="resolveuid/abcd">Déchets</a></p> et <p>Et plus.</p>'
    )
    assert mended(html, ONE, "remove") == "<h2>Sacs</h2> et <p>Et plus.</p>"


def test_the_only_entry_of_a_list_leaves_no_empty_list():
    assert mended(f"<p>Lire</p><ul><li>{BAGS}</li></ul>", ONE, "remove") == "<p>Lire</p>"


@pytest.mark.parametrize(
    ("html", "twin", "offered"),
    [
        (f"<p>{BAGS}</p><p>Et.</p>", ONE, ["link", "remove"]),
        (f"<p>{BAGS}</p>", ONE, ["link"]),
        (f"<table><tr><td>{BAGS}</td><td>x</td></tr></table>", ONE, ["link"]),
        (f'<p>{BAGS}<img src="a.jpg" alt="Un sac"></p><p>Et.</p>', ONE, []),
        (f"<p>{BAGS}</p><p>Et.</p>", Twin("abcd", "Déchets", "http://x", online=False), []),
        (f"<p>{BAGS}</p><p>Et.</p>", Twin("abcd"), []),
    ],
)
def test_a_mend_is_offered_where_it_loses_nothing(html, twin, offered):
    assert names(html, twin) == offered


def test_what_changed_meanwhile_is_not_mended():
    (found,) = twins.find(subject(f"<p>{BAGS}</p><p>Et.</p>", ONE))
    with pytest.raises(NothingToMend):
        twins.mend(subject("<p>Autre chose.</p>", ONE), found, "link", "")


def of(page):
    return [one for one in look(page)[1] if one.check == "twins"]


def test_two_pages_that_say_nearly_the_same_show_in_what_they_differ(make, kept, write, work):
    one, other = make("one", f"<p>{BAGS}</p>"), make("other", f"<p>{OTHER}</p><p>Et plus.</p>")
    api.content.transition(one, "publish")
    work()
    (found,) = of(other)
    assert found.why.mapping == {"title": "One", "here": "trente", "there": "vingt"}
    assert [noted.check for noted in kept.items[one.UID()].found].count("twins") == 1
    do_mend(other, found.key, "link", "")
    assert f"resolveuid/{one.UID()}" in other.text.raw
    assert "Et plus." in other.text.raw
    work()
    assert not [noted for noted in kept.items[one.UID()].found if noted.check == "twins"]
    do_undo(other)
    assert other.text.raw == f"<p>{OTHER}</p><p>Et plus.</p>"


def test_pages_that_come_in_together_find_each_other(portal, make, kept, work):
    for name, text in (("one", BAGS), ("other", OTHER)):
        api.content.create(portal, "Document", name, title=name)
        portal[name].text = make(f"{name}-source", f"<p>{text}</p>").text
        api.content.delete(portal[f"{name}-source"], check_linkintegrity=False)
        portal[name].notifyModified()
    from communesplone.editing.quality.queue import check

    uids = sorted(portal[name].UID() for name in ("one", "other"))
    check(portal, *uids)
    for uid in uids:
        assert "twins" in {noted.check for noted in kept.items[uid].found}


def test_a_page_that_a_person_may_not_see_is_not_named_to_them(portal, make):
    page = make("one", f"<p>{BAGS}</p><p>Et.</p>")
    make("secret", f"<p>{OTHER}</p>", title="Projet secret")
    api.user.create(username="sports", email="s@example.be", password="correct horse battery")
    page.manage_setLocalRoles("sports", ["Editor"])
    page.reindexObjectSecurity()
    login(portal, "sports")
    (found,) = of(page)
    login(portal, TEST_USER_NAME)
    assert not found.url
    assert not found.mends
    assert "secret" not in repr((found.title, found.why, found.why.mapping)).lower()
    assert "trente" not in repr(found.why.mapping)
