"""A guide: a text of the hub for those who work in communes."""

from communesplone.core.typography import typeset_html
from communesplone.hub.knowhow.browser.base import KnowHowPage
from communesplone.hub.knowhow.content import Guide


class GuideView(KnowHowPage):
    """The page of one guide."""

    context: Guide

    @property
    def page_title(self) -> str:
        return self.text(self.context.title)

    @property
    def changed(self) -> str:
        return self.dated(self.context.modified())

    def body(self) -> str:
        """Return the text as HTML, made safe by Plone's own transform."""
        text = getattr(self.context, "text", None)
        return typeset_html(text.output_relative_to(self.context), self.language) if text else ""

    def about(self) -> list[dict[str, str]]:
        """Return the subjects, each with where it leads."""
        return [
            {
                "title": self.subjects[key],
                "url": self.address("tool", name=key)
                if "." in key
                else self.address("know-how", about=key),
            }
            for key in self.context.about or ()
            if key in self.subjects
        ]
