"""The night after a day with answers: what was counted of its visitors is thrown away."""

from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.settings import settings
from communesplone.feedback.box import box
from communesplone.feedback.box import MONTH
from communesplone.feedback.settings import IFeedbackSettings
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from zlib import crc32


JOB = "communesplone.feedback.night"


def schedule(site: PloneSite, day: date) -> None:
    """Have the job run soon after a day (UTC) is over, once; the sites one after the other."""
    minute = 1 + crc32(site.getId().encode()) % 59
    end = datetime.combine(day + timedelta(days=1), time(0, minute), UTC)
    jobs.add_once(JOB, run_at=end, site=site)


def forget(site: PloneSite) -> None:
    """Job: forget who answered on a day that is over, and comments that were kept long enough."""
    found, now = box(site), datetime.now(UTC)
    # What is forgotten was on no page: pages stay in the caches.
    changes.stay_quiet()
    if found is None:
        return
    if found.day is not None and found.day.end <= now:
        found.day = None
    found.erase(now - MONTH * settings(IFeedbackSettings, site).months)
