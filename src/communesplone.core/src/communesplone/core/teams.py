"""What add-ons say of teams: a column of their own in the table of who may do what."""

from zope.interface import Attribute
from zope.interface import Interface


class ITeamRight(Interface):
    """A named adapter of (site, request): what teams may do, with a column of its own."""

    title = Attribute("What the team does, a verb; a message id.")
    permission = Attribute("The title of the permission that lets it.")
    order = Attribute("Number by which the columns are sorted.")

    def available() -> bool:
        """Tell whether this is of use in the site."""
