"""Findings as templates and scripts show them: plain data in the language of the person."""

from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import Subject
from communesplone.editing.quality.words import HOLDS
from communesplone.editing.quality.words import place_in
from communesplone.editing.quality.words import said
from communesplone.editing.quality.words import summary
from typing import Any
from ZPublisher.HTTPRequest import HTTPRequest


def shown(
    subject: Subject, findings: list[Finding], request: HTTPRequest, most: int = 100
) -> dict[str, Any]:
    """Return what a panel needs: how many, in words, and each with its number and mends.

    `way` and `at` lead to the place: the field, and the number of the element in it.
    """
    words = summary(findings, request)
    return {
        "law": sum(one.severity == "law" for one in findings),
        "total": len(findings),
        "words": words,
        "findings": [
            _finding(number, subject, one, request)
            for number, one in enumerate(findings[:most], 1)
        ],
    }


def _finding(
    number: int, subject: Subject, finding: Finding, request: HTTPRequest
) -> dict[str, Any]:
    return {
        "number": number,
        "key": finding.key,
        "check": finding.check,
        "way": finding.way,
        "at": finding.at,
        "severity": finding.severity,
        "holds": said(HOLDS, request) if finding.severity == "law" else "",
        "unless": said(finding.unless, request) if finding.unless else "",
        "personal": finding.personal,
        "title": said(finding.title, request),
        "why": said(finding.why, request),
        "place": said(place_in(subject, finding), request),
        "excerpt": finding.excerpt,
        "url": finding.url,
        "mends": [_mend(one, request) for one in finding.mends],
    }


def _mend(mend: Mend, request: HTTPRequest) -> dict[str, Any]:
    return {
        "name": mend.name,
        "label": said(mend.label, request),
        "asks": said(mend.asks, request) if mend.asks else "",
        "proposal": mend.proposal,
        "long": len(mend.proposal) > 60,
        "choices": [{"value": value, "words": words} for value, words in mend.choices],
    }
