"""The order of our steps in a publication, in one place."""

from communesplone.core import changes
from communesplone.core import guards
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubBeforeCommit


def after_traversal(event: IPubAfterTraversal) -> None:
    """The object is found and the user known; no view has run."""
    guards.check(event.request)


def before_commit(event: IPubBeforeCommit) -> None:
    """The answer is made and nothing is written yet; plone.protect has had its say."""
    site = event.request.other.get(guards.SITE)
    if site is None:
        return
    if changes.has_writes(site._p_jar):
        changes.touch(site)
