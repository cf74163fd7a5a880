"""Outboxes made before 1006 conflicted when one wrote into them while another emptied them."""

from communesplone.core import jobs
from communesplone.core.queues import Queue
from Products.GenericSetup.tool import SetupTool
from zope.component.hooks import getSite


def upgrade(setup: SetupTool) -> None:
    """Keep what waits, in a queue."""
    outbox = jobs.outbox(getSite())
    if not isinstance(outbox.waiting, Queue):
        outbox.waiting = Queue(outbox.waiting)
