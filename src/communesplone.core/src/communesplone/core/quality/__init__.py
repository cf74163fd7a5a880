"""Quality: what could be better in a page, as plain data that any add-on can check and mend.

A check is a named utility `IQualityCheck`. It reads a `Subject` (what a page says, with what only
the site knows of it) and gives `Finding`s, each with its `Mend`s; it waits for nothing.
"""

from communesplone.core.quality.checking import check_named
from communesplone.core.quality.checking import checks
from communesplone.core.quality.checking import findings
from communesplone.core.quality.checking import NothingToMend
from communesplone.core.quality.interfaces import IMender
from communesplone.core.quality.interfaces import IPublicChange
from communesplone.core.quality.law import HeldBack
from communesplone.core.quality.law import lawful
from communesplone.core.quality.reading import subject_of
from communesplone.core.quality.reading import subject_of_type
from communesplone.core.quality.records import Check
from communesplone.core.quality.records import Finding
from communesplone.core.quality.records import Known
from communesplone.core.quality.records import Mend
from communesplone.core.quality.records import Piece
from communesplone.core.quality.records import Subject
from communesplone.core.quality.records import Twin
from communesplone.core.quality.writing import apply
from communesplone.core.quality.writing import values_of


__all__ = [
    "Check",
    "Finding",
    "HeldBack",
    "IMender",
    "IPublicChange",
    "Known",
    "Mend",
    "NothingToMend",
    "Piece",
    "Subject",
    "Twin",
    "apply",
    "check_named",
    "checks",
    "findings",
    "lawful",
    "subject_of",
    "subject_of_type",
    "values_of",
]
