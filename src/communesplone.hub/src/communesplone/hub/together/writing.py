"""Writing a proposal: what its authors say, checked before anything is made."""

from communesplone.core import _
from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import RefusedPicture
from communesplone.hub.communes.people import group_id
from communesplone.hub.together.group import own
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.place import place_of
from communesplone.hub.together.proposal import Proposal
from communesplone.hub.together.proposal import TYPE
from communesplone.hub.together.store import dealings_to_write
from communesplone.hub.together.store import now
from communesplone.hub.together.store import Said
from communesplone.hub.together.workflow import is_supported
from communesplone.hub.together.workflow import move
from dataclasses import dataclass
from io import BytesIO
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.CMFPlone.Portal import PloneSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


LONGEST_TITLE, LONGEST_TEXT = 120, 4000
LARGEST_SKETCH = 10 * 1024 * 1024
#: How a file that may be a sketch begins, and its type.
BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"RIFF", "image/webp"),
    (b"%PDF-", "application/pdf"),
)


@dataclass(frozen=True)
class Written:
    """What authors wrote; `answers` by question, `sketch` as (name, data), None for none."""

    title: str
    need: str
    idea: str
    answers: dict[str, str]
    sketch: tuple[str, bytes] | None = None


def propose(site: PloneSite, who: Speaker, written: Written) -> Proposal:
    """Make a proposal of a commune; that commune shares the need from the beginning.

    :raises CannotBeDone: the sketch is refused.
    """
    sketch = sketch_of(written)
    made: Proposal = createContentInContainer(
        place_of(site), TYPE, checkConstraints=False, title=written.title, commune=who.commune
    )
    made.manage_addLocalRoles(group_id(who.commune), ["Editor"])
    own(made)
    kept = dealings_to_write(site, made)
    kept.agreeing[who.commune] = tuple(Said(now(), who.user))
    kept.followers.insert(who.user)
    _fill(made, written, sketch)
    if is_supported(site, made, kept, ""):
        move(made, "support")
    return made


def rewrite(proposal: Proposal, written: Written) -> None:
    """Write a proposal anew; without a new sketch it keeps the one it has.

    :raises CannotBeDone: the sketch is refused.
    """
    _fill(proposal, written, sketch_of(written) or proposal.sketch)


def _fill(proposal: Proposal, written: Written, sketch: NamedBlobFile | None) -> None:
    proposal.title, proposal.need, proposal.idea = written.title, written.need, written.idea
    proposal.answers, proposal.sketch = dict(written.answers), sketch
    notify(ObjectModifiedEvent(proposal))


def problems(written: Written) -> dict[str, str]:
    """Return what is wrong with what was written: a sentence by name of the field."""
    found = {}
    if not written.title:
        found["title"] = _("Say in a few words what it is about.")
    elif len(written.title) > LONGEST_TITLE:
        found["title"] = _too_long(LONGEST_TITLE)
    missing = {
        "need": _("Say what happens today, to whom, how often."),
        "idea": _("Say what should be possible afterwards."),
    }
    for name, words in missing.items():
        text = getattr(written, name)
        if not text:
            found[name] = words
        elif len(text) > LONGEST_TEXT:
            found[name] = _too_long(LONGEST_TEXT)
    for number, answer in enumerate(written.answers.values()):
        if not answer:
            found[f"answer-{number}"] = _("Answer in a sentence, even “we do not know yet”.")
        elif len(answer) > LONGEST_TEXT:
            found[f"answer-{number}"] = _too_long(LONGEST_TEXT)
    return found


def _too_long(most: int) -> str:
    return _("Write at most ${count} characters.", mapping={"count": str(most)})


def sketch_of(written: Written) -> NamedBlobFile | None:
    """Return the sketch as it is kept; its type is what its first bytes say.

    :raises CannotBeDone: it is too large, or no picture and no PDF.
    """
    if written.sketch is None:
        return None
    name, data = written.sketch
    if len(data) > LARGEST_SKETCH:
        raise CannotBeDone(_("The sketch weighs more than 10 MB. Make it smaller."))
    kind = next((kind for start, kind in BEGINNINGS if data.startswith(start)), "")
    if not kind or (kind == "image/webp" and data[8:12] != b"WEBP"):
        raise CannotBeDone(_("The sketch is a picture (PNG, JPEG, WebP) or a PDF."))
    if kind.startswith("image/"):
        try:
            check(BytesIO(data), name)
        except RefusedPicture as error:
            raise CannotBeDone(error.message) from error
    return NamedBlobFile(data=data, contentType=kind, filename=name)
