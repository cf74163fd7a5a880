"""What a form says of a mistake, and where.

Of a list with a bad line: which line, and what to write instead; Plone says "Wrong contained type"
of all of them, whatever the field of the lines knows.

Of a rule between two fields: the sentence stands at the field to change too, not only above all of
them, where nobody sees it who stands three screens below.
"""

from collections.abc import Iterator
from communesplone.core.interfaces import ICommunesLayer
from plone.app.dexterity.behaviors.metadata import EffectiveAfterExpires
from plone.app.event.dx.behaviors import StartBeforeEnd
from typing import Any
from typing import TypeVar
from z3c.form.error import ErrorViewSnippet
from z3c.form.interfaces import IDataExtractedEvent
from z3c.form.interfaces import IErrorViewSnippet
from z3c.form.interfaces import IWidget
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.schema.interfaces import WrongContainedType


AnyError = TypeVar("AnyError", bound=Exception)

#: Rules of Plone's own types, and the field that one changes.
PLACES: dict[type[Exception], tuple[str, ...]] = {
    StartBeforeEnd: ("end",),
    EffectiveAfterExpires: ("expires",),
}


def at(error: AnyError, *names: str) -> AnyError:
    """Return an error of an invariant that forms show at these fields too.

    `raise at(Invalid(_("The end lies before the beginning.")), "end")`
    """
    error.at_fields = names
    return error


@adapter(IDataExtractedEvent)
def show_at_fields(event: IDataExtractedEvent) -> None:
    """Have errors of rules between fields stand at the field that one changes."""
    form = event.form
    if not ICommunesLayer.providedBy(getattr(form, "request", None)):
        return
    for view in event.errors:
        error = view.error
        for name in getattr(error, "at_fields", PLACES.get(type(error), ())):
            for widget in _widgets(form, name):
                # An error of its own says more about what was typed
                if getattr(view, "widget", None) is None and widget.error is None:
                    widget.error = _view(error, widget, view)


def _view(error: Exception, widget: IWidget, like: ErrorViewSnippet) -> ErrorViewSnippet:
    found = getMultiAdapter(
        (error, like.request, widget, widget.field, like.form, like.content), IErrorViewSnippet
    )
    found.update()
    return found


def _widgets(form: Any, name: str) -> Iterator[IWidget]:
    """Yield the widgets of a field in a form and its groups."""
    for part in (form, *(getattr(form, "groups", None) or ())):
        for widget in (getattr(part, "widgets", None) or {}).values():
            if widget.field is not None and widget.field.__name__ == name:
                yield widget


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
