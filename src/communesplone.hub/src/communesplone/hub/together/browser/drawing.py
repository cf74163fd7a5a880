"""A sum against what it should be, drawn on the server; the table beside it says the same."""

from decimal import Decimal
from html import escape


WIDTH, HEIGHT = 520, 10


def bar(part: Decimal, whole: Decimal, words: str) -> str:
    """Return an SVG of `part` of `whole`, named by `words`; more than the whole fills it."""
    filled = round(min(Decimal(1), part / whole) * WIDTH)
    return (
        f'<svg class="together-bar" role="img" aria-label="{escape(words, quote=True)}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'preserveAspectRatio="none">'
        f'<rect class="whole" x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}"/>'
        f'<rect class="part" width="{filled}" height="{HEIGHT}"/></svg>'
    )
