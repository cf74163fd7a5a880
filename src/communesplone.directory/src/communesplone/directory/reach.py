"""Whether the public contact of a person is shown today, and when that ends."""

from communesplone.core.hours import BRUSSELS
from communesplone.directory.catalog import is_staff
from communesplone.directory.person import is_reachable
from communesplone.directory.person import Person
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta


def today() -> date:
    """Return the day in Belgium."""
    return datetime.now(BRUSSELS).date()


def shows_contact(person: Person) -> bool:
    """Tell whether pages, cards and the REST interface show how to reach a person."""
    terms = [(found.start, found.end) for found in person.objectValues()]
    return is_reachable(terms, staff=is_staff(person), on=today())


def next_turn(terms: list[tuple[date, date | None]], on: date) -> datetime | None:
    """Return the midnight at which a mandate next begins or ends after the day `on`."""
    days = [start for start, _end in terms] + [
        end + timedelta(days=1) for _start, end in terms if end is not None and end < date.max
    ]
    coming = [day for day in days if day > on]
    return datetime.combine(min(coming), time(), BRUSSELS) if coming else None
