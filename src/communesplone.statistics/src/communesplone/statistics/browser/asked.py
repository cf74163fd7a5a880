"""Which period an address asks for."""

from collections.abc import Mapping
from communesplone.statistics.periods import KINDS
from communesplone.statistics.periods import Period
from datetime import date
from typing import Any


FIRST = date(2000, 1, 1)


def asked(form: Mapping[str, Any], today: date) -> Period:
    """Return the period of `period` and `on`; this month for what makes no sense."""
    kind = form.get("period")
    if kind not in KINDS:
        return Period.around("month", today)
    try:
        on = date.fromisoformat(str(form.get("on", "")))
    except ValueError:
        on = today
    return Period.around(kind, min(max(on, FIRST), today))
