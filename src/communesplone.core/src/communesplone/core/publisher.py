"""The order of our steps in a publication, in one place."""

from communesplone.core import guards
from ZPublisher.interfaces import IPubAfterTraversal


def after_traversal(event: IPubAfterTraversal) -> None:
    """The object is found and the user known; no view has run."""
    guards.check(event.request)
