"""The types of sections that any page may have: one module each, its template beside it."""

from communesplone.core.static import StaticFiles


STATIC = StaticFiles("communesplone.pages", "communesplone.pages")
