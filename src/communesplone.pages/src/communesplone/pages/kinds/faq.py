"""Questions and their answers."""

from communesplone.core import _
from communesplone.core.sections import Html
from communesplone.core.sections import ISection
from communesplone.core.sections import Items
from communesplone.core.sections import Section
from communesplone.core.sections.html import plain
from communesplone.pages.kinds import STATIC
from functools import cached_property
from typing import Any
from zope import schema
from zope.interface import Interface


class IQuestion(Interface):
    question = schema.TextLine(
        title=_("Question"),
        description=_("As a citizen would ask it."),
        max_length=250,
        required=True,
    )
    answer = Html(
        title=_("Answer"), description=_("The answer first, the details after."), required=True
    )


class IFaq(ISection):
    questions = Items(
        IQuestion,
        title=_("Questions"),
        description=_(
            "As people ask them, the most frequent first, such as “When is the container "
            "park open?”."
        ),
        max_length=60,
        required=True,
    )


class Faq(Section):
    """Each question opens by itself, without script."""

    kinds = ("Image",)
    styles = (STATIC.path("pages.css"),)
    usual_heading = _("Questions and answers")

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        found = [
            {"question": self.text(one.get("question")), "answer": self.html(one.get("answer"))}
            for one in self.data.get("questions") or ()
        ]
        return [row for row in found if row["question"] and row["answer"]]

    def is_empty(self) -> bool:
        return not self.rows

    def json_ld(self) -> dict[str, Any]:
        return {
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": row["question"],
                    "acceptedAnswer": {"@type": "Answer", "text": plain(row["answer"])},
                }
                for row in self.rows
            ],
        }
