"""Test layers: `layers()` gives any add-on its fixture, integration and functional layers."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE
from Products.CMFPlone.Portal import PloneSite
from types import SimpleNamespace
from zope.configuration.config import ConfigurationMachine
import importlib


class CommunesLayer(PloneSandboxLayer):
    """A Plone site with one add-on of ours installed.

    :param package: dotted name of the add-on, such as ``communesplone.directory``.
    :param profile: GenericSetup profile to apply; empty for none.
    """

    defaultBases = (PLONE_FIXTURE,)

    def __init__(self, package: str, profile: str = "default") -> None:
        self.package = package
        self.profile = profile
        super().__init__(name=f"{package}:{profile}")

    def setUpZope(self, app: object, configuration: ConfigurationMachine) -> None:
        self.loadZCML(package=importlib.import_module(self.package))

    def setUpPloneSite(self, portal: PloneSite) -> None:
        if self.profile:
            applyProfile(portal, f"{self.package}:{self.profile}")


def layers(package: str, profile: str = "default") -> SimpleNamespace:
    """Return the layers of an add-on: `.fixture`, `.integration`, `.functional`, `.server`.

    `.server` is functional and answers over HTTP on a free port.
    """
    fixture = CommunesLayer(package, profile)
    short = package.rpartition(".")[2]
    return SimpleNamespace(
        fixture=fixture,
        integration=IntegrationTesting(bases=(fixture,), name=f"{short}:integration"),
        functional=FunctionalTesting(bases=(fixture,), name=f"{short}:functional"),
        server=FunctionalTesting(bases=(fixture, WSGI_SERVER_FIXTURE), name=f"{short}:server"),
    )
