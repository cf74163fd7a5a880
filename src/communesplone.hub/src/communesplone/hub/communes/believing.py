"""What a commune may say of itself: pages of the hub, and other communes, read it as it is."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.signing import told
from datetime import datetime
import re


#: Bytes of a report: those of all communes together are one answer of the protocol.
LARGEST = 200_000
ADDRESS = re.compile(r"https?://[^\s\"'<>\\]{1,300}")
MOST_PEOPLE, YEARS = 20_000_000, range(1800, 2200)


def check(report: Report) -> None:
    """Accept a report that harms nobody who reads it.

    :raises SharingError: it is very large, or leads elsewhere than to a site of the web.
    """
    if len(told(report)) > LARGEST or not _is_plain(report):
        raise SharingError(_("This message cannot be read."))


def _is_plain(report: Report) -> bool:
    people, year = report.population, report.population_year
    return (
        (not report.url or bool(ADDRESS.fullmatch(report.url)))
        and (not report.moment or _is_moment(report.moment))
        and (people is None or 0 <= people <= MOST_PEOPLE)
        and (year is None or year in YEARS)
        and all(isinstance(version, str) for version in report.tools.values())
    )


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
