"""The group “Resume” of the dashboard: what this person typed and did not save."""

from communesplone.core import _
from communesplone.core.guards import is_anonymous
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import ICard
from communesplone.core.records import WorkRow
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.editing.drafts import names
from communesplone.editing.drafts import store
from communesplone.editing.drafts.mine import address
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IRequest


@implementer(ICard)
class Resume:
    """See ICard."""

    title = _("Texts begun")
    description = _("What you typed and did not save")
    group = "resume"

    def __init__(self, site: PloneSite, request: IRequest) -> None:
        self.site, self.request = site, request

    def available(self) -> bool:
        return not is_anonymous()

    def rows(self, most: int) -> list[WorkRow]:
        person = api.user.get_current().getId()
        return [self._row(draft) for draft in store.of_person(self.site, person)[:most]]

    def _row(self, draft: store.Draft) -> WorkRow:
        language = str(getattr(self.request, "LANGUAGE", "") or "fr")
        at = draft.at.astimezone(BRUSSELS)
        moment = f"{day(at.date(), language)}, {hour(at, language)}"
        url, mine = address(draft), f"{self.site.absolute_url()}/@@drafts"
        known = {"moment": moment}
        if not url:
            words = _("Your text of ${moment} is kept, its page is no longer here", mapping=known)
        elif names.kind_of(draft.form):
            words = _("Your text of ${moment} is not in the site yet", mapping=known)
        else:
            words = _("Your text of ${moment} is not in the page yet", mapping=known)
        return WorkRow(
            title=draft.title,
            url=url or mine,
            why=translate(words, context=self.request),
            verb=_("Resume") if url else _("See my text"),
            act_url=url or mine,
            # Before what was merely edited last: this one is nowhere else
            urgency="soon",
        )
