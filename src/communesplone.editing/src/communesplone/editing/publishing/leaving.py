"""What a site loses with this add-on: preview links, the trash, and the jobs about them."""

from communesplone.core import jobs
from communesplone.editing.previews.links import KEY as PREVIEWS
from communesplone.editing.publishing.plan import JOB as CHECK_IN
from communesplone.editing.trash.store import erase_all
from communesplone.editing.trash.store import JOB as EMPTY
from Products.GenericSetup.interfaces import IProfileImportedEvent
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component.hooks import getSite


@adapter(IProfileImportedEvent)
def leave_nothing(event: IProfileImportedEvent) -> None:
    """Forget what is kept in the site when the add-on is uninstalled."""
    if event.profile_id != "profile-communesplone.editing:uninstall":
        return
    IAnnotations(getSite()).pop(PREVIEWS, None)
    erase_all(getSite())
    jobs.cancel(getSite(), CHECK_IN, EMPTY)
