"""The order of our steps in a publication, in one place."""

from communesplone.core import changes
from communesplone.core import delivery
from communesplone.core import guards
from DateTime.interfaces import DateTimeError
from zExceptions import BadRequest
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubBeforeAbort
from ZPublisher.interfaces import IPubBeforeCommit
from ZPublisher.interfaces import IPubFailure
from ZPublisher.interfaces import IPubStart


def refuse_values(event: IPubStart) -> None:
    """Have a form value that is not what its name announces (`page:int=x`) answered by 400.

    Zope converts before it knows any object, so its own errors would be 500.
    """
    request = event.request
    convert = request.processInputs

    def process() -> None:
        # No cycle stays behind
        del request.processInputs
        try:
            convert()
        except (ValueError, TypeError, DateTimeError) as error:
            raise BadRequest("A value of the form is not of the announced kind.") from error

    request.processInputs = process


def after_traversal(event: IPubAfterTraversal) -> None:
    """The object is found and the user known; no view has run."""
    guards.check(event.request)
    site = event.request.other.get(guards.SITE)
    if site is not None:
        delivery.answer_not_modified(event.request, site)


def before_commit(event: IPubBeforeCommit) -> None:
    """The answer is made and nothing is written yet; plone.protect has had its say."""
    site = event.request.other.get(guards.SITE)
    if site is None:
        return
    if changes.has_writes(site._p_jar) and not changes.is_quiet(event.request):
        changes.touch(site)
    delivery.describe_answer(event.request, site)


def before_abort(event: IPubBeforeAbort) -> None:
    """An error page or a redirect was made instead of the answer."""
    if not event.retry:
        guards.hide_context(event.request, event.exc_info[1])


def failed(event: IPubFailure) -> None:
    """An error, a redirect or a 304 stands instead of the answer; the transaction is over."""
    site = event.request.other.get(guards.SITE)
    if site is not None and not event.retry and event.request.response.getStatus() != 304:
        delivery.describe_answer(event.request, site)
