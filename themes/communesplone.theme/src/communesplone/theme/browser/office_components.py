"""The living style guide of the back office: every component and state, words included."""

from communesplone.core import _
from communesplone.theme.colour import contrast
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: Colours that text or a border of a control may have, as static/office.css gives them.
COLOURS = (
    ("ink", "#17212b"),
    ("ink-2", "#44505b"),
    ("ink-3", "#5b6772"),
    ("edge", "#7a858f"),
    ("accent", "#0b5563"),
    ("danger", "#9d1c12"),
    ("warn", "#6b4400"),
    ("ok", "#1b6135"),
)


class Components(BrowserView):
    """@@office-components."""

    index = ViewPageTemplateFile("templates/office_components.pt")
    page_title = _("Components and states")

    def __call__(self) -> str:
        return self.index()

    def colours(self) -> list[dict[str, str]]:
        return [
            {
                "name": f"--office-{name}",
                "value": value,
                "ratio": f"{int(contrast(value, '#ffffff') * 10) / 10:.1f}".replace(".", ","),
            }
            for name, value in COLOURS
        ]
