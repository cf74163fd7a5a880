"""Opening hours: what a desk declares, what it means at a moment, and the words for it."""

from communesplone.core.hours.clock import BRUSSELS
from communesplone.core.hours.clock import day_hours
from communesplone.core.hours.clock import DayHours
from communesplone.core.hours.clock import exceptional_days
from communesplone.core.hours.clock import next_change
from communesplone.core.hours.clock import spans_on
from communesplone.core.hours.clock import Status
from communesplone.core.hours.clock import status
from communesplone.core.hours.data import as_data
from communesplone.core.hours.data import from_data
from communesplone.core.hours.data import from_json
from communesplone.core.hours.model import Exceptional
from communesplone.core.hours.model import OpeningHours
from communesplone.core.hours.model import Season
from communesplone.core.hours.model import Span


__all__ = [
    "BRUSSELS",
    "DayHours",
    "Exceptional",
    "OpeningHours",
    "Season",
    "Span",
    "Status",
    "as_data",
    "day_hours",
    "exceptional_days",
    "from_data",
    "from_json",
    "next_change",
    "spans_on",
    "status",
]
