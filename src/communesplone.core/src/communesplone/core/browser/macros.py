"""A view that holds macros for other templates."""

from Products.Five.browser import BrowserView
from zExceptions import NotFound


class Macros(BrowserView):
    """Templates find its macros by name; published by itself it is no page."""

    def __call__(self) -> str:
        raise NotFound(self.__name__)
