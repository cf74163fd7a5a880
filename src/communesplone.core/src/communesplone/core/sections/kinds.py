"""Types of sections: what `communes:section` declares."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.sections.fields import ISection
from communesplone.core.sections.view import Section
from dataclasses import dataclass
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.component.zcml import utility
from zope.configuration.config import ConfigurationContext
from zope.configuration.exceptions import ConfigurationError
from zope.configuration.fields import GlobalInterface
from zope.configuration.fields import GlobalObject
from zope.configuration.fields import MessageID
from zope.configuration.fields import Path
from zope.i18nmessageid import Message
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface
from zope.interface.interface import InterfaceClass
from zope.publisher.interfaces import IRequest
from zope.schema import ASCIILine
import re


USUAL_ICON = "square"
NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


def is_name(text: str) -> bool:
    return bool(NAME.fullmatch(text))


class ISectionType(Interface):
    """A named utility: a type of section."""

    name = Attribute("Kept with the data for ever.")
    title = Attribute("Title for editors, a message id.")
    description = Attribute("One sentence for editors, a message id.")
    schema = Attribute("The fields, an interface that extends ISection.")
    view = Attribute("Class of the view, a Section.")
    layer = Attribute("Browser layer of the sites that have it.")
    icon = Attribute("Name of its Bootstrap icon, for editors.")


class ISectionDirective(Interface):
    """Attributes of `communes:section`."""

    name = ASCIILine(title="Name, kept with the data for ever", constraint=is_name)
    title = MessageID(title="Title for editors")
    description = MessageID(title="What it shows, one sentence")
    schema = GlobalInterface(title="Its fields: extends communesplone.core.sections.ISection")
    class_ = GlobalObject(title="Its view: a communesplone.core.sections.Section", required=False)
    template = Path(title="Template of what stands under the heading", required=False)
    layer = GlobalInterface(title="Browser layer of the add-on", required=False)
    icon = ASCIILine(title="Name of a Bootstrap icon of Plone, for editors", required=False)


@implementer(ISectionType)
@dataclass(frozen=True)
class SectionType:
    """See ISectionType."""

    name: str
    title: Message
    description: Message
    schema: InterfaceClass
    view: type[Section]
    layer: InterfaceClass
    icon: str = USUAL_ICON


def declare(
    _context: ConfigurationContext,
    name: str,
    title: Message,
    description: Message,
    schema: InterfaceClass,
    class_: type[Section] | None = None,
    template: str | None = None,
    layer: InterfaceClass = ICommunesLayer,
    icon: str = USUAL_ICON,
) -> None:
    """Handle `communes:section`: two declarations of one name are a conflict."""
    if not schema.isOrExtends(ISection):
        raise ConfigurationError(f"{schema.__identifier__} does not extend ISection")
    view = class_ or Section
    if template is not None:
        view = type(view.__name__, (view,), {"index": ViewPageTemplateFile(template)})
    kind = SectionType(name, title, description, schema, view, layer, icon)
    utility(_context, provides=ISectionType, component=kind, name=name)


def section_type(name: str) -> SectionType | None:
    """Return a type by name, None for one that nobody declares any more."""
    return queryUtility(ISectionType, name=name)


def section_types() -> tuple[SectionType, ...]:
    """Return all that is declared, by name."""
    return tuple(kind for _name, kind in sorted(getUtilitiesFor(ISectionType)))


def available(request: IRequest) -> tuple[SectionType, ...]:
    """Return the types of the add-ons that are installed in the site of `request`, by name."""
    return tuple(kind for kind in section_types() if kind.layer.providedBy(request))
