"""Pictures and files that a text shows and that not everybody may read: they hold it back."""

from communesplone.core import _
from communesplone.core.quality import Finding
from communesplone.sharing.reading import Read
from zope.component.hooks import getSite


NAME = "held_back"


def held_back(found: Read) -> list[Finding]:
    """Return a finding for each, by its title as far as this person may see it."""
    catalog = getSite().portal_catalog
    said = []
    for at, uid in enumerate(found.held):
        seen = catalog.searchResults(UID=uid, show_inactive=True)
        title = _("A picture or file that is not online")
        if seen:
            title = _("“${title}” is not online", mapping={"title": seen[0].Title})
        why = _("It would leave with the page. Publish it first, or take it out of the text.")
        said.append(Finding(NAME, "references", title, why, at, personal=True))
    return said
