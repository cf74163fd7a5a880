"""What a document can be, and in which languages."""

from communesplone.core import _
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


KINDS = {
    "regulation": _("Regulation"),
    "tax": _("Tax regulation"),
    "form": _("Form"),
    "minutes": _("Minutes"),
    "budget": _("Budget and accounts"),
    "plan": _("Plan or map"),
    "brochure": _("Brochure"),
    "report": _("Report"),
    "other": _("Other document"),
}
LANGUAGES = {
    "fr": _("French"),
    "nl": _("Dutch"),
    "de": _("German"),
    "en": _("English"),
}


def _vocabulary(choices: dict[str, str]) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(key, key, title) for key, title in choices.items()])


KIND_CHOICES = _vocabulary(KINDS)
LANGUAGE_CHOICES = _vocabulary(LANGUAGES)
