"""@@library-pack-adopt: one form for a whole pack; all of its drafts are made, or none."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.sharing.adopting import fetched
from communesplone.sharing.browser.asking import Asking
from communesplone.sharing.browser.asking import container
from communesplone.sharing.browser.asking import LocalFields
from communesplone.sharing.packs.adopting import adopt_pack
from communesplone.sharing.packs.adopting import Content
from communesplone.sharing.packs.browser.pack import OfOnePack
from communesplone.sharing.packs.choosing import envelopes
from communesplone.sharing.packs.choosing import links
from communesplone.sharing.packs.choosing import Question
from communesplone.sharing.packs.choosing import questions
from communesplone.sharing.places import places
from communesplone.sharing.references import Asked
from functools import cached_property
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import NotFound


class AdoptPackView(OfOnePack, Asking):
    """Local fields of all contents, each that repeats once; links; a place for each kind."""

    page_title = _("What only you know")
    several = True

    @cached_property
    def envelopes(self) -> list[Envelope]:
        """What would be adopted, its signatures verified.

        :raises NotFound: one of them cannot be believed.
        """
        try:
            return envelopes(self.library, self.choice.new)
        except SharingError as error:
            raise NotFound(str(error)) from error

    @property
    def author(self) -> str:
        """The authors, for the words about their revisions."""
        return ", ".join(dict.fromkeys(one["issuer"]["name"] for one in self.envelopes))

    @cached_property
    def asked(self) -> list[Question]:
        return questions(self.envelopes)

    @cached_property
    def form(self) -> LocalFields:
        return self.made_form((_prefix(one), one.field) for one in self.asked)

    def groups(self) -> Iterator[dict[str, Any]]:
        """Yield the fields in groups: those for all, then those of each content."""
        drawn = self.drawn(self.form)
        once = [self._for_all(drawn[_name(one)], one) for one in self.asked if not one.apart]
        if once:
            yield {"title": self.say(_("The same everywhere")), "fields": once}
        for number, envelope in enumerate(self.envelopes):
            own = [one for one in self.asked if one.apart and one.contents == (number,)]
            if own:
                title = envelope["fields"].get("title", "")
                yield {"title": title, "fields": [drawn[_name(one)] for one in own]}

    def _for_all(self, drawn: dict[str, Any], question: Question) -> dict[str, Any]:
        if len(question.contents) == len(self.envelopes):
            return drawn
        titles = [self.envelopes[at]["fields"].get("title", "") for at in question.contents]
        told = self.say(_("For: ${titles}", mapping={"titles": ", ".join(titles)}))
        return {**drawn, "hint": " ".join(filter(None, [self.say(drawn["hint"] or ""), told]))}

    @cached_property
    def questions(self) -> list[Asked]:
        return links(self.site, self.envelopes, self.kept)

    def links(self) -> list[dict[str, Any]]:
        return self.drawn_links(self.questions)

    @cached_property
    def places(self) -> dict[str, list[tuple[str, str]]]:
        """Where each kind of content may go, by type; the likeliest place first."""
        languages = {one["type"]: one["language"] for one in self.envelopes}
        return {kind: places(self.site, kind, language) for kind, language in languages.items()}

    def place_choices(self) -> list[dict[str, Any]]:
        return [
            {
                "name": f"where.{kind}",
                "id": f"adopt-where-{number}",
                "title": self.kind(kind),
                "rows": self.place_rows(f"where.{kind}", found),
            }
            for number, (kind, found) in enumerate(self.places.items())
        ]

    @property
    def can_adopt(self) -> bool:
        """Whether something is left to adopt, and there is a place for all of it."""
        return bool(self.places) and all(self.places.values())

    @property
    def many(self) -> int:
        """How many things are asked."""
        return len(self.asked) + len(self.questions)

    @property
    def here(self) -> str:
        """The titles of what is in the site already."""
        return ", ".join(one.title for one in self.choice.here)

    @property
    def foreign(self) -> str:
        """The titles of what is of a kind that this site does not have."""
        return ", ".join(one.title for one in self.choice.foreign)

    def post(self) -> str | None:
        """Make all the drafts, or say what is wrong; whatever was typed stays."""
        answers, errors = self.form.extractData()
        choices = self.read_links(self.questions)
        if errors or self.wrong:
            self.problem = _("Something remains to be corrected below.")
            return None
        contents = [self._content(number, answers) for number in range(len(self.envelopes))]
        items = adopt_pack(self.pack, contents, choices, self.kept, self.automatic)
        words = _(
            "${count} drafts are made. Read them over, then publish them.",
            mapping={"count": str(len(items))},
        )
        IStatusMessage(self.request).add(self.say(words), "info")
        return self.page_url

    def _content(self, number: int, answers: dict[str, Any]) -> Content:
        envelope = self.envelopes[number]
        kind = envelope["type"]
        return Content(
            envelope,
            fetched(self.library, envelope),
            container(self.site, self.text(f"where.{kind}", 40), kind),
            {
                one.field.__name__: answers.get(_name(one))
                for one in self.asked
                if number in one.contents
            },
        )


def _prefix(question: Question) -> str:
    return question.name.partition(".")[0]


def _name(question: Question) -> str:
    return f"{_prefix(question)}.{question.field.__name__}"
