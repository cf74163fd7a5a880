"""Pictures and files follow their page: those that are new come, those that were replaced too."""

from .conftest import TEXT
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.signing import digest
from communesplone.sharing.adopting import adopt
from communesplone.sharing.identities import identify
from communesplone.sharing.merging import Answer
from communesplone.sharing.reading import read
from communesplone.sharing.updating import accepting
from communesplone.sharing.updating import proposals
from communesplone.sharing.updating import receiving
from communesplone.sharing.updating import taking
from communesplone.sharing.updating import telling
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.pending import Proposal
from communesplone.sharing.updating.proposing import can_propose
from communesplone.sharing.updating.proposing import Proposed
from communesplone.sharing.updating.sides import sides
from datetime import datetime
from datetime import UTC
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobImage
import pytest


NOW = datetime.now(UTC)
PICTURE, FILE = "ref-0123456789abcdef", "ref-fedcba9876543210"
PDF, NEWER_PDF = b"%PDF-1.4 former", b"%PDF-1.4 newer"


def drawn(colour: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return made.getvalue()


RED, BLUE, GREEN = map(drawn, ("red", "blue", "green"))
SHOWING = (
    f'{TEXT}<p><img src="resolveuid/{PICTURE}"> Voir <a href="resolveuid/{FILE}">ici</a>.</p>'
)


def told(key, data, alt="Une poubelle"):
    kind, name = ("Image", "bac.png") if key == PICTURE else ("File", "plan.pdf")
    one = {"key": key, "type": kind, "title": name, "urn": "", "file": digest(data), "name": name}
    return one | ({"alt": alt} if key == PICTURE else {})


def revised(namur, number, picture=RED, file=PDF, text=SHOWING, alt="Une poubelle", **more):
    references = [told(PICTURE, picture, alt), told(FILE, file)]
    return namur.revision(number, text, references, (picture, file), **more)


@pytest.fixture(autouse=True)
def manager(portal):
    with api.env.adopt_roles(["Manager"]):
        yield


@pytest.fixture
def with_files(commune, kept, namur):
    """A page that was adopted with a picture and a file."""
    folder = api.content.create(commune, "Folder", "bacs", title="Bacs")
    files = {digest(one): one for one in (RED, PDF)}
    return adopt(folder, revised(namur, 1), files, {}, {}, kept)


@pytest.fixture
def arrive(kept):
    """`arrive(page, envelope, *files)`: a revision waits for a page."""

    def of(page, envelope, *files):
        kept.items[page.UID()].latest = envelope["revision"]
        kept.pending[page.UID()] = Pending(envelope, {digest(one): one for one in files})

    return of


def brought(page, kind):
    return [one for one in page.aq_parent.objectValues() if one.portal_type == kind]


def three(page, kept):
    uid = page.UID()
    return sides(page, kept.items[uid], kept.pending[uid].envelope, kept)


def take(page, kept, answers=None):
    return taking.take(page, kept, answers or {}, three(page, kept).mark, "webmaster")


def listed(page, kept):
    found = three(page, kept)
    return [str(one) for one in telling.changes(found.merged(), found)]


def test_a_picture_and_a_file_that_a_revision_adds_come_with_it(adopted, kept, namur, receive):
    receive(revised(namur, 2), RED, PDF)
    assert not three(adopted, kept).missing
    take(adopted, kept)
    ((picture,), (file,)) = (brought(adopted, kind) for kind in ("Image", "File"))
    assert (picture.image.data, picture.picture_alt) == (RED, "Une poubelle")
    assert (file.file.data, file.file.filename) == (PDF, "plan.pdf")
    for one in (picture, file):
        assert f"resolveuid/{one.UID()}" in adopted.text.raw
    # They are known: nothing is said to be changed here, and the next revision makes no second
    receive(revised(namur, 3, description="Neuf"), RED, PDF)
    assert {part.state for part in three(adopted, kept).merged().parts} == {"same", "theirs"}
    take(adopted, kept)
    assert brought(adopted, "Image") == [picture]


def test_what_is_not_taken_brings_no_picture(adopted, kept, namur, receive):
    receive(revised(namur, 2), RED, PDF)
    part = next(one for one in three(adopted, kept).merged().parts if one.act == "added")
    take(adopted, kept, {part.way: Answer("mine")})
    assert not brought(adopted, "Image")
    receive(revised(namur, 3, description="Neuf"), RED, PDF)
    (part,) = (one for one in three(adopted, kept).merged().parts if one.state == "mine")
    take(adopted, kept, {part.way: Answer("theirs")})
    assert len(brought(adopted, "Image")) == 1


def test_who_may_add_no_picture_is_told_so_and_nothing_is_taken(adopted, kept, namur, receive):
    receive(revised(namur, 2), RED, PDF)
    mark = three(adopted, kept).mark
    with api.env.adopt_roles(["Reader"]), pytest.raises(SharingError):
        taking.take(adopted, kept, {}, mark, "somebody")
    assert adopted.UID() in kept.pending
    assert "<img" not in adopted.text.raw


def test_bytes_that_the_author_replaced_take_the_place_of_those_here(
    with_files, kept, namur, arrive
):
    ((picture,), (file,)) = (brought(with_files, kind) for kind in ("Image", "File"))
    arrive(with_files, revised(namur, 2, BLUE, NEWER_PDF, alt="Un bac"), BLUE, NEWER_PDF)
    assert listed(with_files, kept) == [
        "What the picture shows",
        "one picture replaced",
        "one file replaced",
    ]
    take(with_files, kept)
    assert (picture.image.data, picture.picture_alt) == (BLUE, "Un bac")
    assert file.file.data == NEWER_PDF
    assert brought(with_files, "Image") == [picture]
    arrive(with_files, revised(namur, 3, BLUE, NEWER_PDF, alt="Un bac", description="N"))
    assert listed(with_files, kept) == ["label_description"]


def test_a_picture_that_was_replaced_here_is_a_choice(with_files, kept, namur, arrive):
    (picture,) = brought(with_files, "Image")
    picture.image = NamedBlobImage(data=GREEN, filename="le-notre.png")
    assert can_propose(with_files, kept)
    arrive(with_files, revised(namur, 2, BLUE), BLUE, PDF)
    with pytest.raises(SharingError):
        take(with_files, kept)
    (question,) = three(with_files, kept).merged().questions
    take(with_files, kept, {question.way: Answer("mine")})
    assert picture.image.data == GREEN
    # It stays ours until the author changes it again
    arrive(with_files, revised(namur, 3, BLUE, description="Neuf"), BLUE, PDF)
    assert listed(with_files, kept) == ["label_description"]
    arrive(with_files, revised(namur, 4, RED), RED, PDF)
    (question,) = three(with_files, kept).merged().questions
    take(with_files, kept, {question.way: Answer("theirs")})
    assert picture.image.data == RED


def test_undoing_puts_the_former_bytes_back_and_taking_again_makes_no_double(
    with_files, kept, namur, arrive
):
    (picture,) = brought(with_files, "Image")
    arrive(with_files, revised(namur, 2, BLUE, alt=""), BLUE, PDF)
    take(with_files, kept)
    assert (picture.picture_alt, picture.picture_decorative) == (None, True)
    taking.undo(with_files, kept, NOW)
    assert picture.image.data == RED
    assert (picture.picture_alt, picture.picture_decorative) == ("Une poubelle", False)
    assert listed(with_files, kept) == ["What the picture shows", "one picture replaced"]
    take(with_files, kept)
    assert picture.image.data == BLUE


def test_undoing_what_brought_a_picture_takes_it_out_and_keeps_it_for_the_next_time(
    adopted, kept, namur, receive
):
    receive(revised(namur, 2), RED, PDF)
    take(adopted, kept)
    taking.undo(adopted, kept, NOW)
    assert "<img" not in adopted.text.raw
    receive(revised(namur, 3, BLUE), BLUE, PDF)
    take(adopted, kept)
    (picture,) = brought(adopted, "Image")
    assert picture.image.data == BLUE
    assert f"resolveuid/{picture.UID()}" in adopted.text.raw


def test_a_picture_that_was_replaced_since_keeps_an_update_from_being_undone(
    with_files, kept, namur, arrive
):
    (picture,) = brought(with_files, "Image")
    arrive(with_files, revised(namur, 2, BLUE), BLUE, PDF)
    take(with_files, kept)
    picture.image = NamedBlobImage(data=GREEN, filename="le-notre.png")
    with pytest.raises(SharingError):
        taking.undo(with_files, kept, NOW)
    assert picture.image.data == GREEN


def test_a_picture_that_was_deleted_here_comes_again_with_the_text_that_shows_it(
    with_files, kept, namur, arrive
):
    (picture,) = brought(with_files, "Image")
    api.content.delete(picture, check_linkintegrity=False)
    text = SHOWING.replace("Voir", "Regarder")
    arrive(with_files, revised(namur, 2, BLUE, text=text), BLUE, PDF)
    take(with_files, kept)
    (again,) = brought(with_files, "Image")
    assert f"resolveuid/{again.UID()}" in with_files.text.raw
    assert picture.UID() not in with_files.text.raw


def test_a_page_that_takes_by_itself_takes_pictures_too(commune, with_files, kept, namur, arrive):
    kept.items[with_files.UID()].automatic = True
    text = SHOWING.replace("quinze", "dix")
    arrive(with_files, revised(namur, 2, BLUE, text=text), BLUE, PDF)
    receiving._take_by_itself(commune, with_files.UID(), kept)
    assert with_files.UID() not in kept.pending
    (picture,) = brought(with_files, "Image")
    assert picture.image.data == BLUE


def test_nothing_stays_of_what_could_not_be_taken_by_itself(
    commune, adopted, kept, namur, receive, monkeypatch
):
    def refuse(*_args):
        raise SharingError(taking.MOVED)

    receive(revised(namur, 2), RED, PDF)
    monkeypatch.setattr(taking, "give", refuse)
    receiving._take_by_itself(commune, adopted.UID(), kept)
    assert adopted.UID() in kept.pending
    assert not brought(adopted, "Image")


@pytest.fixture
def ours(page, kept):
    """A page of Durbuy that shows a picture, and knows that it is shared."""
    picture = api.content.create(
        page.aq_parent,
        "Image",
        "banc",
        title="Banc",
        image=NamedBlobImage(data=RED, filename="banc.png"),
        picture_alt="Un banc",
    )
    shown = f'<p>Un marché. <img src="resolveuid/{picture.UID()}"></p>'
    page.text = RichTextValue(shown, "text/html", "text/x-html-safe")
    identify(page, kept)
    return page, picture


def proposed(namur, kept, page, picture, data, *more):
    """What Namur proposes for it: other bytes, and a picture more."""
    here = read(page, kept)
    text = here.fields["text"]["html"]
    references = [{**here.references[0], "file": digest(data)}]
    if more:
        text += f'<p>Et ceci : <img src="resolveuid/{PICTURE}"></p>'
        references.append(told(PICTURE, more[0]))
    made = namur.revision(
        1,
        text,
        references,
        (data, *more),
        title=page.title,
        description=page.description,
    )
    files = {digest(one): one for one in (data, *more)}
    began = proposals.told(here.references)
    return Proposal(made, files, here.fields, began)


def test_a_proposal_brings_its_pictures_and_replaces_those_it_replaced(ours, kept, namur):
    page, picture = ours
    kept.proposals[page.UID()] = {"nis:92094": proposed(namur, kept, page, picture, BLUE, GREEN)}
    found = proposals.sides_of(page, kept.proposals[page.UID()]["nis:92094"], kept)
    assert not found.missing
    assert not found.merged().questions
    accepting.take_proposal(page, kept, "nis:92094", found, {}, "", "admin")
    assert picture.image.data == BLUE
    (made,) = (one for one in brought(page, "Image") if one.getId() != "banc")
    assert made.image.data == GREEN
    assert f"resolveuid/{made.UID()}" in page.text.raw
    accepting.undo_merged(page, kept, NOW)
    assert picture.image.data == RED
    assert made.UID() not in page.text.raw


def test_a_picture_that_was_proposed_comes_back_as_the_one_that_is_here(
    adopted, kept, namur, receive
):
    own = api.content.create(
        adopted.aq_parent,
        "Image",
        "le-notre",
        title="Le nôtre",
        image=NamedBlobImage(data=GREEN, filename="le-notre.png"),
    )
    text = f'{TEXT}<p>Voir <img src="resolveuid/{own.UID()}"></p>'
    adopted.text = RichTextValue(text, "text/html", "text/x-html-safe")
    theirs = f'{TEXT}<p>Voir <img src="resolveuid/{PICTURE}"></p>'
    receive(namur.revision(2, theirs, [told(PICTURE, GREEN, "")], (GREEN,)), GREEN)
    # Bytes alone make nothing of this site that of another
    assert three(adopted, kept).coming == {PICTURE}
    kept.proposed[adopted.UID()] = Proposed("", "taken", "", NOW.isoformat())
    assert not three(adopted, kept).merged().questions
    take(adopted, kept)
    assert brought(adopted, "Image") == [own]
    assert f"resolveuid/{own.UID()}" in adopted.text.raw
    # From now on it follows
    receive(namur.revision(3, theirs, [told(PICTURE, BLUE, "")], (BLUE,)), BLUE)
    take(adopted, kept)
    assert own.image.data == BLUE
