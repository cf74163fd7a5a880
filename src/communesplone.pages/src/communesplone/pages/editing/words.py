"""What the script of the editor says and asks, in the language of the person."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core import _
from communesplone.core.interfaces import IWriting
from communesplone.core.publication import is_current
from communesplone.pages.kinds import STATIC
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser import BrowserView
from typing import Any
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18n import translate
import json


#: Words in braces are filled in by the script.
SAID = {
    "moved": _("“{name}” is in place {position} of {count}"),
    "taken": _("“{name}” taken, place {position} of {count}. Arrows move it, Enter puts it."),
    "put": _("“{name}” put in place {position} of {count}."),
    "back": _("“{name}” is back in place {position} of {count}."),
    "now": _("“{name}” is now in place {position} of {count}."),
    "removed": _("“{name}” is removed."),
    "added": _("“{name}” is added in place {position} of {count}."),
    "undone": _("Undone."),
    "nothing": _("There is nothing to undo."),
    "saved": _("The page is saved."),
    "failed": _("This could not be done: the network is missing or your session has ended."),
    "none": _("Nothing is called so."),
    "found": _("{count} found"),
    "addAfter": _("Add after “{name}”"),
    "addFirst": _("Add a section"),
    "copyFrom": _("Copy from which page?"),
    "copyWhat": _("Copy what from “{name}”?"),
    "all": _("All its sections"),
    "addHere": _("Add here"),
    "up": _("Move up"),
    "down": _("Move down"),
    "copy": _("Duplicate"),
    "link": _("Copy the link to this section"),
    "linked": _("The link to “{name}” is copied."),
    "remove": _("Remove"),
    "undo": _("Undo"),
    "uploading": _("The picture is sent…"),
    "refused": _("This picture was not taken."),
    "mayNot": _(
        "You may not add pictures in this folder: ask a webmaster, or choose one that is here."
    ),
    "noPicture": _("This is no picture: JPEG, PNG, WebP or GIF."),
    "describe": _("Say what the picture shows, or tick that it is only decorative."),
    "linkHere": _("Link to which heading of this page?"),
    "linkOther": _("A heading of another page…"),
    "linkPage": _("Link to which page?"),
    "linkTo": _("Link to what in “{name}”?"),
    "linkWhole": _("The whole page"),
    "linkPut": _("The link to “{name}” is put."),
    "framed": _("The picture is framed: pages show it so in a few seconds."),
    "choosePicture": _("Choose a picture first."),
    "mayNotFrame": _("You may not change this picture: ask a webmaster."),
    "head": _("Title and lead"),
    "text": _("Text of the page"),
}


def folder_version() -> str:
    """Return what tells these files from those of another release."""
    folder, found = files("communesplone.pages").joinpath("static", "editor"), sha256()
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_file():
            found.update(one.read_bytes())
    return found.hexdigest()[:10]


class Words(BrowserView):
    """Files, addresses and words of the editor."""

    writing: IWriting | None

    @property
    def options(self) -> str:
        """Addresses and words for the script, as JSON."""
        url = self.context.absolute_url()
        return json.dumps(
            {
                "part": f"{url}/@@sections-part",
                "sources": f"{url}/@@sections-sources",
                "picture": f"{url}/@@sections-picture",
                "upload": f"{self.folder_url}/@@fileUpload" if self.may_upload else "",
                "said": {
                    name: translate(words, context=self.request) for name, words in SAID.items()
                },
            }
        )

    @property
    def files(self) -> dict[str, Any]:
        """Style sheets and modules; those of the editor have their version in their folder."""
        url = getSite().absolute_url()
        base = f"{url}/++plone++communesplone.pages/++unique++{folder_version()}/editor"
        kept = self.writing
        return {
            "styles": [STATIC.url("editing.css"), *(kept.styles if kept else ())],
            "scripts": [f"{base}/editor.js", *(kept.scripts if kept else ())],
        }

    @property
    def kept_attributes(self) -> dict[str, str]:
        """Attributes by which typing is kept."""
        return self.writing.attributes("sections") if self.writing is not None else {}

    @property
    def is_public(self) -> bool:
        """Tell whether saving shows at once to citizens."""
        try:
            published = api.content.get_state(self.context, "published") == "published"
        except WorkflowException:
            published = True
        return published and is_current(self.context)

    @cached_property
    def quality(self) -> str:
        """The panel of quality as HTML; empty where no add-on offers one."""
        found = queryMultiAdapter((self.context, self.request), name="quality-panel")
        return found() if found is not None else ""

    @property
    def publish_url(self) -> str:
        """Where the page is published; empty where that is Plone's own menu."""
        found = queryMultiAdapter((self.context, self.request), name="publish")
        return f"{self.context.absolute_url()}/@@publish" if found is not None else ""

    @property
    def folder_url(self) -> str:
        """Address of the folder around the page, where its pictures go too."""
        around = self.context
        if not IPloneSiteRoot.providedBy(around):
            around = aq_parent(aq_inner(around))
        return around.absolute_url()

    @property
    def may_upload(self) -> bool:
        """Tell whether this person may add pictures around the page."""
        around = self.context
        if not IPloneSiteRoot.providedBy(around):
            around = aq_parent(aq_inner(around))
        return bool(api.user.has_permission(AddPortalContent, obj=around))

    @property
    def contents_url(self) -> str:
        """Where the way back leads: the contents around the page."""
        return f"{self.folder_url}/folder_contents"
