"""A bad line of a list is told by its own words and by the reason its field gives."""

from communesplone.core.interfaces import ICommunesLayer
from z3c.form.interfaces import IErrorViewSnippet
from zope import schema
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from zope.schema.interfaces import ValidationError
from zope.schema.interfaces import WrongContainedType
import pytest


class NotADate(ValidationError):
    __doc__ = "Write a date first: 15/12/2026"


def is_date(line):
    if "/" not in line:
        raise NotADate(line)
    return True


DATES = schema.List(__name__="dates", value_type=schema.TextLine(constraint=is_date))


def test_each_bad_line_is_named_with_its_reason_once(integration):
    request = integration["request"]
    alsoProvides(request, ICommunesLayer)
    with pytest.raises(WrongContainedType) as raised:
        DATES.validate(["15/12/2026 Fair", "tomorrow", "later"])
    view = getMultiAdapter((raised.value, request, None, DATES, None, None), IErrorViewSnippet)
    view.update()

    assert view.message == "tomorrow; later – Write a date first: 15/12/2026"
