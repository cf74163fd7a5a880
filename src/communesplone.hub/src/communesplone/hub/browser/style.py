"""The files of the hub's pages."""

from communesplone.core.static import StaticFiles


STATIC = StaticFiles("communesplone.hub", __package__)
