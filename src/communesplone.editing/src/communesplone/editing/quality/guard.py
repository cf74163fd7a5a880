"""Publication is refused to what the law forbids to publish; nothing else holds it back."""

from communesplone.core import _
from communesplone.core.quality import Finding
from communesplone.core.quality import HeldBack
from communesplone.editing.interfaces import IEditingLayer
from communesplone.editing.quality.engine import holding_back
from communesplone.editing.quality.words import closed
from communesplone.editing.quality.words import place_of
from communesplone.editing.quality.words import said
from plone.dexterity.content import DexterityContent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


ONLINE = "published"
NOT_YET = _("“${title}” cannot go online yet: the law asks for this first.")
MENDED = _("Mend it here: ${url}")


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
        raise held_back(content, found, NOT_YET, MENDED)


def held_back(content: DexterityContent, found: list[Finding], *around: Message) -> HeldBack:
    """Return what to raise, in a sentence that says what is missing, and where.

    :param around: messages with ${title} and ${url}: the first comes before, others after it.
    """
    request, url = getRequest(), f"{content.absolute_url()}/@@quality"
    first, *last = (Message(one, mapping={"title": content.Title(), "url": url}) for one in around)
    missing = (
        _(
            "${place}: ${what} ${why}",
            mapping={
                "place": translate(place_of(content, one), context=request),
                "what": closed(said(one.title, request)),
                "why": said(one.why, request),
            },
        )
        for one in found
    )
    lines = (translate(line, context=request) for line in (first, *missing, *last))
    return HeldBack(" ".join(lines), found, url)
