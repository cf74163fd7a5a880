"""What a person reads who asks a folder for a type of content that it does not take."""

from communesplone.core.interfaces import ICommunesLayer
from http import HTTPStatus
from plone.dexterity.browser.add import DefaultAddForm
from Products.CMFCore.interfaces import IFolderish
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zope.component import adapter
from zope.i18n import translate
from zope.publisher.interfaces.browser import IBrowserRequest
from ZPublisher.interfaces import IPubAfterTraversal


class TypeRefused(Forbidden):
    """A folder does not take this type from this person."""

    def __init__(self, folder: IFolderish, asked: str) -> None:
        self.folder = folder
        self.asked = asked
        super().__init__(asked)


@adapter(IPubAfterTraversal)
def refuse_type(event: IPubAfterTraversal) -> None:
    """Refuse `++add++Type` before the form begins.

    Plone raises a ValueError in the middle of it, which a person sees as a fault of ours. The
    user is known only now, so that traversal cannot tell.

    :raises TypeRefused: when the folder does not take the type.
    """
    request = event.request
    if not ICommunesLayer.providedBy(request):
        return
    form = getattr(request.get("PUBLISHED"), "form_instance", None)
    if isinstance(form, DefaultAddForm):
        allowed = {kind.getId() for kind in form.context.allowedContentTypes()}
        if form.portal_type not in allowed:
            raise TypeRefused(form.context, form.portal_type)


class RefusedType(BrowserView):
    """The view of the exception: says so, and offers what may be added there."""

    index = ViewPageTemplateFile("refused_type.pt")

    def __init__(self, error: TypeRefused, request: IBrowserRequest) -> None:
        super().__init__(error.folder, request)
        self.asked = error.asked

    def __call__(self) -> str:
        # Locked: plone.transformchain would set what the name of the exception says, 500
        self.request.response.setStatus(HTTPStatus.FORBIDDEN.value, lock=True)
        self.request.set("disable_border", True)
        return self.index()

    @property
    def type_title(self) -> str:
        """The name of the type that was asked for, in the language of who reads."""
        found = getToolByName(self.context, "portal_types").getTypeInfo(self.asked)
        return translate(found.Title(), context=self.request)

    def folder(self) -> dict[str, str]:
        """Return title and address of the folder."""
        return {"title": self.context.Title(), "url": self.context.absolute_url()}

    def offered(self) -> list[dict[str, str]]:
        """Return what this person may add here: title and address of the form, by title."""
        base = self.context.absolute_url()
        rows = [
            {
                "title": translate(kind.Title(), context=self.request),
                "url": f"{base}/++add++{kind.getId()}",
            }
            for kind in self.context.allowedContentTypes()
        ]
        return sorted(rows, key=lambda row: row["title"].casefold())
