"""What is written to a page that citizens read, whoever writes it: nothing unlawful comes in."""

from collections.abc import Iterator
from collections.abc import Sequence
from communesplone.core.interfaces import CommunesError
from communesplone.core.quality.interfaces import IPublicChange
from communesplone.core.quality.records import Finding
from contextlib import contextmanager
from plone.dexterity.content import DexterityContent
from zExceptions import BadRequest
from zope.component import queryMultiAdapter
from zope.globalrequest import getRequest


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


@contextmanager
def lawful(content: DexterityContent) -> Iterator[None]:
    """Refuse what is written inside when it adds to a public page what the law forbids.

    Nothing is undone here: whoever calls does. Nothing is asked where no add-on asks.

    :raises HeldBack: with the field and the mend of each.
    """
    change = queryMultiAdapter((content, getRequest()), IPublicChange)
    if change is None:
        yield
        return
    before = change.before()
    yield
    change.refuse_added(before)
