"""What the other add-ons may rely on."""

from __future__ import annotations

from collections.abc import Mapping
from communesplone.core import _
from typing import Any
from typing import TYPE_CHECKING
from zope.i18n import interpolate
from zope.interface import Attribute
from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer
from zope.schema import ValidationError


if TYPE_CHECKING:
    from communesplone.core.reference import ReferenceCommune
    from zope.i18nmessageid import Message


class ICommunesLayer(IDefaultBrowserLayer):
    """Browser layer of every site of the cluster: communes and the hub."""


class CommunesError(Exception):
    """Base of the errors that a person reads: `str(error)` is a sentence for them."""


class UnknownCommune(CommunesError):
    """No commune of the reference data is called so; `nearest` holds the likeliest, best first."""

    def __init__(self, query: str, nearest: tuple[ReferenceCommune, ...] = ()) -> None:
        self.query = query
        self.nearest = nearest
        hint = f" Did you mean {_listed(nearest)}?" if nearest else ""
        super().__init__(f'There is no commune "{query}" in the reference data.{hint}')


class AmbiguousCommune(CommunesError):
    """Several communes could be meant: `choices`."""

    def __init__(self, query: str, choices: tuple[ReferenceCommune, ...]) -> None:
        self.query = query
        self.choices = choices
        super().__init__(f'"{query}" can be {_listed(choices)}. Write the NIS code.')


class UnknownArea(CommunesError):
    """No region or province of the reference data is called so; `choices` has their names."""

    def __init__(self, query: str, choices: tuple[str, ...]) -> None:
        self.query = query
        self.choices = choices
        super().__init__(f'"{query}" is none of: {", ".join(choices)}.')


class InvalidTopic(ValidationError):
    """A line of the themes or audiences that cannot be read."""

    def doc(self) -> Message:
        """Return the sentence that the form and the REST interface show."""
        return _(
            "“${line}”: write a key in small letters, then the label in French, Dutch, German and "
            "English: sport | Sport | Sport | Sport | Sports",
            mapping={"line": str(self)},
        )


class InvalidHours(CommunesError):
    """Opening hours that contradict themselves or cannot be read; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))


def _listed(communes: tuple[ReferenceCommune, ...]) -> str:
    names = [f"{commune.name} ({commune.nis})" for commune in communes]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


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


class IDemonstration(Interface):
    """A named utility: the content that an add-on gives to a demonstration site."""

    def __call__(
        site: object, language: str, made: Mapping[str, Any], words: Mapping[str, str]
    ) -> dict[str, Any]:
        """Make published content in a language and return it by key.

        Items of the same key in two languages become translations of each other.

        :param made: what is there already, by key: folders of the default tree, services.
        :param words: what texts call by name between braces: name, domain, zone.
        """
