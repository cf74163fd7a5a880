"""A proposal for a tool or a change: what is needed, what could be done, what came of it."""

from communesplone.core import _
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


TYPE = "HubProposal"


class IProposal(model.Schema):
    """A proposal of a commune. What communes say of it is kept beside it (`together.store`)."""

    need = schema.Text(
        title=_("The need"),
        description=_("What happens today, to whom, how often. Two or three sentences."),
        max_length=4000,
    )
    idea = schema.Text(
        title=_("What we propose"),
        description=_("What should be possible afterwards. No technique is needed."),
        max_length=4000,
    )
    sketch = NamedBlobFile(
        title=_("Sketch"),
        description=_("A picture (PNG, JPEG, WebP) or a PDF of 10 MB at most: a drawing will do."),
        required=False,
    )
    directives.omitted("commune", "answers", "tool", "release", "released_note")
    # By no interface does anybody speak in the name of another commune, or call it released
    directives.write_permission(
        commune="cmf.ManagePortal",
        tool="communesplone.hub.review",
        release="communesplone.hub.review",
        released_note="communesplone.hub.review",
    )
    commune = schema.TextLine(title=_("Commune"), required=False)
    answers = schema.Dict(
        title=_("Answers to the questions of the hub"),
        key_type=schema.TextLine(),
        value_type=schema.Text(),
        required=False,
    )
    tool = schema.TextLine(title=_("Tool"), required=False)
    release = schema.TextLine(title=_("Release"), required=False)
    released_note = schema.Text(title=_("What came of it"), required=False)


@implementer(IProposal)
class Proposal(Item):
    """A proposal as stored content."""

    def listCreators(self) -> tuple[str, ...]:
        """Return nobody: everyone reads which commune proposes, and no name of a person."""
        return ()

    def Creator(self) -> str:
        """See `listCreators`."""
        return ""
