"""Where the working groups and proposals of a hub are: one folder, made with the add-on."""

from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.settings import QUESTIONS
from communesplone.hub.together.store import KEY
from communesplone.hub.together.store import Together
from plone.app.textfield import RichText
from plone.contentrules.engine.assignments import KEY as RULES
from plone.dexterity.content import Container
from plone.dexterity.utils import createContentInContainer
from plone.supermodel import model
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations
from zope.i18n import translate
from zope.interface import implementer


TYPE = "WorkingTogether"
PLACE_ID = "travailler-ensemble"
TITLE = _("Working together")
#: Who may write there: people of communes.
WORK = "communesplone.hub: Work together"


class IWorkingTogether(model.Schema):
    """The place of working groups and proposals."""

    words = RichText(
        title=_("About the rules"),
        description=_("What the hub says of its rules, above what the settings say of them."),
        required=False,
    )


@implementer(IWorkingTogether)
class WorkingTogether(Container):
    """The place as stored content."""


def place_of(site: PloneSite) -> WorkingTogether | None:
    """Return where groups and proposals are; None where the add-on is not installed."""
    found = site.get(PLACE_ID)
    return found if IWorkingTogether.providedBy(found) else None


def furnish(site: PloneSite) -> None:
    """Give a site what working together keeps, and its first questions; once."""
    IAnnotations(site).setdefault(KEY, Together())
    language = getToolByName(site, "portal_languages").getDefaultLanguage()

    def say(words: str) -> str:
        return translate(words, target_language=language)

    kept = settings(ITogetherSettings, site)
    if not kept.questions:
        kept.questions = tuple(say(question) for question in QUESTIONS)
    if place_of(site) is None and PLACE_ID not in site:
        createContentInContainer(
            site, TYPE, checkConstraints=False, id=PLACE_ID, title=say(TITLE), language=language
        )


def clear(site: PloneSite) -> None:
    """Take all of it away: without its types nothing of it can be read."""
    IAnnotations(site).pop(KEY, None)
    if place_of(site) is not None:
        site.manage_delObjects([PLACE_ID])
    # Plone notes on the site, empty, that rules could hold there once something is added
    if not IAnnotations(site).get(RULES, True):
        del IAnnotations(site)[RULES]
