"""Publication is refused to what the law forbids to publish; nothing else holds it back."""

from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.quality import Finding
from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.quality.engine import holding_back
from communesplone.editing.quality.words import closed
from communesplone.editing.quality.words import place_of
from communesplone.editing.quality.words import said
from plone.dexterity.content import DexterityContent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate


ONLINE = "published"


class HeldBack(BadRequest, CommunesError):
    """The law asks for something first: `findings` are what, the text is for the person.

    No WorkflowException: plone.api would say in its place that there is no such transition.
    """

    def __init__(
        self, reason: "str | HeldBack", findings: Sequence[Finding] = (), url: str = ""
    ) -> None:
        # The workflow tool makes the exception that it raises out of the one that it caught.
        self.findings = tuple(getattr(reason, "findings", findings))
        self.url = getattr(reason, "url", url)
        super().__init__(str(reason))


def hold_back(content: DexterityContent, event: IBeforeTransitionEvent) -> None:
    """Refuse to put a page online while the law asks for something.

    :raises HeldBack: with the field and the mend of each.
    """
    if event.new_state.id != ONLINE or event.old_state.id == ONLINE:
        return
    let_pass(content)


def let_pass(content: DexterityContent) -> None:
    """Refuse a text that is about to go online while the law asks for something.

    :raises HeldBack: with the field and the mend of each.
    """
    request = getRequest()
    if not IEditingLayer.providedBy(request):
        return
    found = holding_back(content)
    if found:
        raise HeldBack(sentence(content, found), found, f"{content.absolute_url()}/@@quality")


def sentence(content: DexterityContent, found: list[Finding]) -> str:
    """Return what is missing, where, and where it is mended, for the person."""
    request = getRequest()
    lines = [
        _(
            "“${title}” cannot go online yet: the law asks for this first.",
            mapping={"title": content.Title()},
        ),
        *(
            _(
                "${place}: ${what} ${why}",
                mapping={
                    "place": translate(place_of(content, one), context=request),
                    "what": closed(said(one.title, request)),
                    "why": said(one.why, request),
                },
            )
            for one in found
        ),
        _("Mend it here: ${url}", mapping={"url": f"{content.absolute_url()}/@@quality"}),
    ]
    return " ".join(translate(line, context=request) for line in lines)
