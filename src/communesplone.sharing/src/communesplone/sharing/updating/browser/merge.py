"""@@merge: what a revision changes in a page, and what both changed, one paragraph at a time."""

from communesplone.core import _
from communesplone.core.sections.html import clean
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import Merged
from communesplone.sharing.merging import Part
from communesplone.sharing.merging.markup import read_html
from communesplone.sharing.merging.markup import write_html
from communesplone.sharing.merging.splitting import is_group
from communesplone.sharing.pictures import served
from communesplone.sharing.updating import proposals
from communesplone.sharing.updating import rows
from communesplone.sharing.updating.accepting import decline
from communesplone.sharing.updating.accepting import LONGEST_WORD
from communesplone.sharing.updating.accepting import take_proposal
from communesplone.sharing.updating.browser.page import UpdatingPage
from communesplone.sharing.updating.browser.pictures import Pictures
from communesplone.sharing.updating.following import follow
from communesplone.sharing.updating.following import is_translated_here
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.pending import Proposal
from communesplone.sharing.updating.sides import Sides
from communesplone.sharing.updating.sides import sides
from communesplone.sharing.updating.taking import detach
from communesplone.sharing.updating.taking import MOVED
from communesplone.sharing.updating.taking import take
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import quote
from zExceptions import NotFound
from zope.i18nmessageid import Message
import re


#: How `showing` draws a link; two line breaks part paragraphs.
LINK = re.compile(r'<span class="merging-link" title="([^"<>]*)">(.*?)</span>', re.DOTALL)
MARKS = re.compile(r"</?(?:ins|del|mark)\b[^>]*>")
PARTED = re.compile(r"(?:<br\s*/?>\s*){2,}")
CHOICES = ("theirs", "mine", "united")
CHOICE, WRITTEN, EDITED, TURN, MARK = "choice.", "written.", "edited.", "turn.", "mark."


class MergePage(UpdatingPage):
    """What the person chose stays when something keeps the page from being updated.

    With `file` in the address, a file that came with what is shown.
    """

    index = ViewPageTemplateFile("merge.pt")
    doing = {"take": "take", "detach": "detach", "follow": "follow"}
    page_title = _("Update")
    is_proposal = False

    def __call__(self) -> str | bytes:
        name = self.text("file", 100) if self.request.method == "GET" else ""
        if not name:
            return super().__call__()
        if not self.is_waiting() or name not in self.arrived.files:
            raise NotFound(name)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return served(self.request.response, self.arrived.read_file(name))

    @property
    def arrived(self) -> Pending:
        """What waits for the page."""
        return self.store.pending[self.context.UID()]

    @cached_property
    def is_translation(self) -> bool:
        """Whether the page is in another language than what its author revises."""
        pending = self.store.pending.get(self.context.UID())
        return pending is not None and is_translated_here(self.context, pending.envelope)

    @cached_property
    def sides(self) -> Sides:
        found = self._sides()
        # Of a translation only what its author changed is shown: no words are alike
        return replace(found, mine=found.base) if self.is_translation else found

    def _sides(self) -> Sides:
        shared = self.store.items.get(self.context.UID())
        pending = self.store.pending.get(self.context.UID())
        if shared is None or pending is None:
            raise NotFound(self.__name__)
        found = sides(self.context, shared, pending.envelope, self.store)
        if found is None:
            raise NotFound(self.__name__)
        return found

    def is_waiting(self) -> bool:
        return self.context.UID() in self.store.pending

    @cached_property
    def plain(self) -> Merged:
        """The merging before anybody has chosen."""
        return self.sides.merged()

    @cached_property
    def merged(self) -> Merged:
        return self.sides.merged(self.answers) if self.answers else self.plain

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Return what the form says of each part that is still what the person saw."""
        if self.request.method != "POST":
            return {}
        found = {}
        for part in self.plain.parts:
            answer = self._answer(part)
            if answer is not None:
                found[part.way] = answer
        return found

    def _answer(self, part: Part) -> Answer | None:
        turned = self.text(f"{TURN}{part.way}")
        if part.state in ("theirs", "mine"):
            return Answer(turned) if turned in ("theirs", "mine") else None
        choice = self.text(f"{CHOICE}{part.way}")
        if part.state != "open" or choice not in CHOICES:
            return None
        if self.text(f"{MARK}{part.way}") != part.mark:
            return None
        written = self.text(f"{WRITTEN}{part.way}")
        if part.is_writable and self.text(f"{EDITED}{part.way}"):
            return Answer("written", safe(part, written))
        return Answer(choice)

    def take(self) -> str:
        taken = take(
            self.context,
            self.store,
            self.answers,
            self.text("seen"),
            api.user.get_current().getId() or "",
        )
        return f"{self.list_url}?done={self.context.UID()}&to={taken.pending.envelope['revision']}"

    def follow(self) -> str:
        follow(self.context, self.store, self.text("seen"))
        return f"{self.list_url}?followed={self.context.UID()}"

    def detach(self) -> str:
        detach(self.context, self.store)
        return f"{self.list_url}?detached={self.context.UID()}"

    def rows(self) -> list[dict[str, Any]]:
        found = rows.rows(self.merged, self.sides)
        marks = {part.way: part.mark for part in self.merged.parts}
        for number, row in enumerate(found):
            row["id"] = f"part-{number}"
            row["label"] = self.label(row)
            row["mark"] = marks[row["way"]]
        return Pictures(self.sides, self.action).seen(found)

    def untouched(self) -> dict[str, Any]:
        """Return what nobody touched, to be unfolded: their places, and the words of each."""
        found = rows.untouched(self.plain, self.sides)
        lines = [(self.label(row), row["text"]) for row in found]
        return {"lines": lines, "count": len(lines)}

    def label(self, row: dict[str, Any]) -> str:
        """Return what a part is called: its place in a long text, else its name."""
        place = ", ".join(self.say(one) for one in row["place"])
        if row["is_text"] and place and not self.has_many_texts:
            return place
        return " · ".join(filter(None, [self.say(row["name"]), place]))

    @cached_property
    def has_many_texts(self) -> bool:
        found = [*rows.rows(self.plain, self.sides), *rows.untouched(self.plain, self.sides)]
        return len({self.say(row["name"]) for row in found if row["is_text"]}) > 1

    def open(self) -> int:
        """Return how many choices there are, made or not."""
        return len(self.plain.conflicts)

    def title(self) -> Message:
        author, count = self.sides.author, self.open()
        if count == 1:
            return _("${author} and you have changed the same words", mapping={"author": author})
        if count:
            return _(
                "${author} and you have changed the same words in ${count} places",
                mapping={"author": author, "count": count},
            )
        return _("What ${author} has changed", mapping={"author": author})

    def sentence(self) -> str:
        """What the button waits for, for the script that counts."""
        return self.say(_("Still to choose: {count}."))

    @property
    def action(self) -> str:
        tail = f"?from={quote(self.text('from', 200))}" if self.is_proposal else ""
        return f"{self.context.absolute_url()}/@@{self.__name__}{tail}"

    def is_public(self) -> bool:
        return api.content.get_state(self.context, default="") == "published"

    def word(self) -> str:
        """Return what the author says of this revision."""
        return str(self.arrived.envelope.get("change") or "")


class ProposalPage(MergePage):
    """@@proposal: the same, of what another commune proposes; `from` in the address names it."""

    doing = {"take": "take", "decline": "decline"}
    page_title = _("Proposal")
    is_proposal = True
    is_translation = False

    @cached_property
    def who(self) -> str:
        return self.text("from", 200)

    @cached_property
    def proposal(self) -> Proposal:
        found = proposals.proposals(self.context, self.store).get(self.who)
        if found is None:
            raise NotFound(self.__name__)
        return found

    def _sides(self) -> Sides:
        found = proposals.sides_of(self.context, self.proposal, self.store)
        if found is None:
            raise NotFound(self.__name__)
        return found

    def is_waiting(self) -> bool:
        return self.proposal is not None

    @property
    def arrived(self) -> Pending:
        return self.proposal

    def take(self) -> str:
        if self.sides.mark != self.text("seen"):
            raise SharingError(MOVED)
        by = api.user.get_current().getId() or ""
        take_proposal(self.context, self.store, self.who, self.sides, self.answers, self.reply, by)
        return f"{self.list_url}?merged={self.context.UID()}"

    def decline(self) -> str:
        decline(self.context, self.store, self.who, self.reply)
        return f"{self.list_url}?declined=1"

    @property
    def reply(self) -> str:
        """What the author says to who proposes it."""
        return self.text("reply", LONGEST_WORD + 1).strip()

    def word(self) -> str:
        return str(self.proposal.envelope.get("change") or "")

    def title(self) -> Message:
        author, count = self.sides.author, self.open()
        if count:
            return MergePage.title(self)
        return _("What ${author} proposes", mapping={"author": author})


def safe(part: Part, text: str) -> str:
    """Return what a person wrote for a part, without what may not stand there."""
    side = part.mine if part.mine is not None else part.theirs
    if side is None or side.form == "value":
        return " ".join(text.split())
    # In an element, so that it is not taken for plain text
    cleaned = clean(f"<p>{LINK.sub(_link, MARKS.sub('', text))}</p>")
    pieces = [
        one.content if one.form == "html" else write_html(one)
        for one in read_html(cleaned).children
    ]
    if not is_group(side):
        # A paragraph holds no paragraphs
        return "<br>".join(pieces)
    paragraphs = [one for piece in pieces for one in PARTED.split(piece) if one.strip()]
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def _link(found: re.Match[str]) -> str:
    """Give a link that was shown without leading anywhere its target again."""
    return f'<a href="{found[1]}">{found[2]}</a>'
