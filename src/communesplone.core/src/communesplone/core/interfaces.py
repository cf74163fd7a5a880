"""What the other add-ons may rely on."""

from zope.interface import Attribute
from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class ICommunesLayer(IDefaultBrowserLayer):
    """Browser layer of every site of the cluster: communes and the hub."""


class CommunesError(Exception):
    """Base of the errors that a person reads: `str(error)` is a sentence for them."""


class IJob(Interface):
    """A named utility: a function `job(site, *args)` that the worker runs for one site."""

    def __call__(site: object, *args: object) -> None:
        """Do the work in the worker's transaction; raise to have it tried again."""


class ITool(Interface):
    """What an add-on declares about itself, once."""

    name = Attribute("Name of the distribution, as on the package index.")
    title = Attribute("Title for people, a message id.")
    purpose = Attribute("One sentence, a message id.")
    maintainer = Attribute("Who answers for it.")
    documentation = Attribute("Path of its documentation in the repository, or an address.")
    version = Attribute("Installed version, read from the package metadata.")
