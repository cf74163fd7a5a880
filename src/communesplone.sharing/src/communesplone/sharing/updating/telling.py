"""What a revision changes and what that means here, in words."""

from collections.abc import Sequence
from communesplone.core import _
from communesplone.sharing.merging import Merged
from communesplone.sharing.merging import Part
from communesplone.sharing.updating.labels import label_of
from communesplone.sharing.updating.sides import Sides
from zope.i18nmessageid import Message


#: Who did what to a part, and what follows from it.
REASONS: dict[tuple[str, str], Message] = {
    ("theirs", "changed"): _("${author} changed it, you did not: taken."),
    ("theirs", "added"): _("Added by ${author}: taken."),
    ("theirs", "removed"): _("Taken out by ${author}: taken out here too."),
    ("theirs", "moved"): _("Moved by ${author}: taken."),
    ("mine", "changed"): _("You changed it, ${author} did not: kept."),
    ("mine", "added"): _("Added by you: kept."),
    ("mine", "removed"): _("Taken out by you: stays out."),
    ("mine", "moved"): _("Moved by you: kept."),
}
TWICE = _("Changed alike on both sides.")
#: The other way, where there is one.
TURNS: dict[tuple[str, str], Message] = {
    ("theirs", "changed"): _("Keep the former"),
    ("theirs", "added"): _("Do not take it"),
    ("theirs", "removed"): _("Keep it"),
    ("mine", "changed"): _("Take that of the author"),
    ("mine", "added"): _("Take it out"),
    ("mine", "removed"): _("Put it back"),
}
#: What a long text is said to have, and what came along with it: one, several.
COUNTED: dict[str, tuple[Message, Message]] = {
    "changed": (_("one paragraph changed"), _("${count} paragraphs changed")),
    "added": (_("one new paragraph"), _("${count} new paragraphs")),
    "removed": (_("one paragraph taken out"), _("${count} paragraphs taken out")),
    "moved": (_("one paragraph moved"), _("${count} paragraphs moved")),
    "Image": (_("one picture replaced"), _("${count} pictures replaced")),
    "File": (_("one file replaced"), _("${count} files replaced")),
}


def reason(part: Part, author: str) -> Message:
    """Return why a part is what it is."""
    words = REASONS.get((part.state, part.act), TWICE)
    return Message(words, mapping={"author": author})


def changes(merged: Merged, sides: Sides) -> list[Message | str]:
    """Return what the author changed: names of fields, and how many paragraphs of long texts."""
    return _listed([part for part in merged.parts if _is_theirs(part)], sides)


def kept(merged: Merged, sides: Sides) -> list[Message | str]:
    """Return what was changed here and stays."""
    return _listed([part for part in merged.parts if part.state == "mine"], sides)


def _is_theirs(part: Part) -> bool:
    return part.state in ("theirs", "open") and not part.is_order


def _listed(parts: Sequence[Part], sides: Sides) -> list[Message | str]:
    named: list[Message | str] = []
    counted: dict[str, int] = {}
    for part in parts:
        label = label_of(part, sides.portal_type, sides.theirs, sides.mine, sides.base)
        counts = label.kind or (part.act if label.is_text else "")
        if counts in COUNTED:
            counted[counts] = counted.get(counts, 0) + 1
        elif label.name not in named:
            named.append(label.name)
    return [*named, *(_counted(act, count) for act, count in counted.items())]


def _counted(act: str, count: int) -> Message:
    one, several = COUNTED[act]
    return one if count == 1 else Message(several, mapping={"count": count})
