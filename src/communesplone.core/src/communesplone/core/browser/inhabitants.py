"""@@inhabitants-settings: how many people live in the commune, with the year and the source."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.core.identity import ICommuneIdentity
from typing import Any
from z3c.form.interfaces import WidgetActionExecutionError
from zope.interface import Invalid


POPULATION, YEAR, SOURCE = "population", "population_year", "population_source"


class InhabitantsForm(SettingsForm):
    """Edits three records of the identity; the others are the operator's."""

    schema = ICommuneIdentity
    schema_prefix = ICommuneIdentity.__identifier__
    label = _("Inhabitants")
    description = _(
        "How many people live here: the hub compares communes of one size, and shows the number "
        "with its year and its source."
    )

    def updateFields(self) -> None:
        """Leave the other records of the identity out."""
        super().updateFields()
        self.fields = self.fields.select(POPULATION, YEAR, SOURCE)

    def extractData(self, setErrors: bool = True) -> Any:
        """Refuse a number of which nobody could say where it comes from."""
        data, errors = super().extractData(setErrors)
        if not errors and data.get(POPULATION) is not None:
            for name, words in (
                (YEAR, _("Write the year for which the number was counted.")),
                (SOURCE, _("Write who counted, for example: Statbel.")),
            ):
                if not data.get(name):
                    raise WidgetActionExecutionError(name, Invalid(words))
        return data, errors


class InhabitantsSettings(SettingsPage):
    """The form in a page of the back office."""

    form = InhabitantsForm
