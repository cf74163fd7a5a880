"""What a form says of a list with a bad line: which line, and what to write instead.

Plone says "Wrong contained type" of all of them, whatever the field of the lines knows.
"""

from communesplone.core.interfaces import ICommunesLayer
from z3c.form.error import ErrorViewSnippet
from zope.component import adapter
from zope.i18n import translate
from zope.schema.interfaces import WrongContainedType


@adapter(WrongContainedType, ICommunesLayer, None, None, None, None)
class BadLines(ErrorViewSnippet):
    """Each reason once, after the lines that have it."""

    def createMessage(self) -> str:
        reasons: dict[str, list[str]] = {}
        for error in self.error.errors:
            reason = translate(error.doc(), context=self.request)
            lines = reasons.setdefault(reason, [])
            if isinstance(line := _line(error), str):
                lines.append(line.strip()[:80])
        said = [" – ".join(filter(None, ("; ".join(on), why))) for why, on in reasons.items()]
        return " ".join(said) or super().createMessage()


def _line(error: Exception) -> object:
    """The value of a line: the field keeps it, or whoever raised the error gave it."""
    value = getattr(error, "value", None)
    return value if value is not None else next(iter(error.args), None)
