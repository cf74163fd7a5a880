"""The guide as other add-ons show it: the hub, on the page of each tool."""

from communesplone.core.guide import GuideTopic
from communesplone.core.guide import IGuide
from communesplone.editing.guide.markdown import html
from communesplone.editing.guide.topics import PICTURE
from communesplone.editing.guide.topics import PICTURES
from communesplone.editing.guide.topics import topics
from zope.interface import implementer
import re


_SHOWN = re.compile(r"!\[([^\]]*)\]\(\.\./images/guide/([a-z0-9-]+\.png)\)")


@implementer(IGuide)
class Guide:
    """See IGuide."""

    def topic(self, name: str) -> GuideTopic | None:
        """See IGuide."""
        found = topics().get(name)
        if found is None:
            return None
        shown = [(file, alt) for alt, file in _SHOWN.findall(found.text)]
        there = tuple(one for one in shown if (PICTURES / one[0]).is_file())
        return GuideTopic(name, found.title, found.summary, there)

    def html(self, name: str, base: str) -> str:
        """See IGuide."""
        return html(topics()[name].text.partition("\n")[2], base)

    def picture(self, name: str) -> bytes | None:
        """See IGuide."""
        path = PICTURES / name
        return path.read_bytes() if PICTURE.fullmatch(name) and path.is_file() else None
