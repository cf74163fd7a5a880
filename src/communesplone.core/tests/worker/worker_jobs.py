"""Jobs for the worker's tests; imported by the worker process, named in its site.zcml."""

from AccessControl.SecurityManagement import getSecurityManager
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.jobs import cancel_one
from communesplone.core.jobs import NotYet
from communesplone.core.jobs import pending
from pathlib import Path
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
import json
import time


COUNT = "test.count"


def count(site, folder):
    """Count in the database, and leave a trace of each attempt on the disk."""
    with (Path(folder) / "attempts").open("a") as attempts:
        attempts.write(f"{time.time()}\n")
    annotations = IAnnotations(site)
    annotations[COUNT] = annotations.get(COUNT, 0) + 1


def slow(site, folder):
    """Count, and wait half-way until the test says "go"."""
    count(site, folder)
    while not (Path(folder) / "go").exists():
        time.sleep(0.05)


def fail(site, folder):
    """Count, then fail: the count must not stay."""
    count(site, folder)
    raise ValueError("no good")


def wait(site, folder):
    """Count, then wait for somebody else: the count must not stay."""
    count(site, folder)
    raise NotYet("The other side sleeps.")


def take_back(site, folder):
    """Count, and take back all that waits: this job too."""
    count(site, folder)
    for job in pending(site):
        cancel_one(site, job.id)


def describe(site, folder):
    """Say what a job sees."""
    seen = {
        "address": site.absolute_url(),
        "user": getSecurityManager().getUser().getUserName(),
        "layer": ICommunesLayer.providedBy(getRequest()),
        "title": site.Title(),
    }
    (Path(folder) / "seen").write_text(json.dumps(seen))
