"""@@draft: the script of a form sends what is typed."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from communesplone.core import changes
from communesplone.core.guards import is_anonymous
from communesplone.core.uniting.page import fields_of
from communesplone.editing.drafts import names
from communesplone.editing.drafts import store
from communesplone.editing.drafts.writing import said_hour
from plone import api
from plone.dexterity.content import DexterityContent
from plone.protect import CheckAuthenticator
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import ModifyPortalContent
from Products.Five.browser import BrowserView
from typing import Any
import json
import re


UID = re.compile(r"[0-9a-f]{32}")
#: What a person may not send back: a token of a request, what buttons say.
LEFT_OUT = re.compile(r"_authenticator|_referer|do|form\.buttons\..*|ajax_load|last_referer")


class SendDraft(BrowserView):
    """Answers JSON: {"at": hour, "url": address of the item or folder}, or why it is not kept.

    403 for who may not change the item or add to it, 410 when it is gone and nothing of this
    person's was kept of it, 413 when it is too long.
    """

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setHeader("Cache-Control", "no-store")
        if self.request.method != "POST":
            response.setStatus(405)
            return "{}"
        if is_anonymous():
            raise Unauthorized("draft")
        CheckAuthenticator(self.request)
        # What somebody types changes no page
        changes.keep_quiet(self.request)
        status, answer = self._kept()
        response.setStatus(status)
        return json.dumps(answer)

    def _kept(self) -> tuple[int, dict[str, Any]]:
        form = self.request.form
        uid, name = str(form.get("uid") or ""), str(form.get("form") or "")
        fields = fields_from(form.get("fields"))
        if not UID.fullmatch(uid) or not names.is_form(name) or fields is None:
            return 400, {}
        site, person = self.context, api.user.get_current().getId()
        item = self._item(uid)
        old = store.find(site, person, uid, name)
        if item is None and old is None:
            return 410, {"gone": True}
        if item is not None and not may_type(item, name):
            return 403, {}
        if kind := names.kind_of(name):
            title = names.title_typed(fields, kind, self.request)
        else:
            title = item.Title() if item is not None else old.title
        base = form.get("base")
        try:
            draft = store.keep(
                site,
                person,
                uid,
                name,
                title=title,
                fields=fields,
                base=base if isinstance(base, str) else "",
            )
        except store.TooLong:
            return 413, {}
        at = said_hour(draft.typed, self.request)
        where = item.absolute_url() if item is not None else ""
        return 200, {"at": at, "url": where, "gone": item is None}

    def _item(self, uid: str) -> DexterityContent | None:
        if IUUID(self.context, None) == uid:
            return self.context
        brains = api.portal.get_tool("portal_catalog").searchResults(UID=uid)
        return brains[0].getObject() if brains else None


def may_type(item: DexterityContent, name: str) -> bool:
    """Tell whether this user may save the form of that name: change the item, or add to it."""
    if kind := names.kind_of(name):
        found = api.portal.get_tool("portal_types").getTypeInfo(kind)
        return found is not None and found.isConstructionAllowed(item)
    return bool(getSecurityManager().checkPermission(ModifyPortalContent, item))


def fields_from(text: Any) -> dict[str, str | list[str]] | None:
    """Return the fields that a script sent as pairs of name and value, None for anything else.

    A name may have a suffix of Zope: of "a:list" each value is one of a list.
    """
    try:
        pairs = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if not isinstance(pairs, list):
        return None
    found: dict[str, str | list[str]] = {}
    for pair in pairs:
        if not (
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        ):
            return None
        (name, _colon, kind), value = pair[0].partition(":"), pair[1]
        if LEFT_OUT.fullmatch(name):
            continue
        before = found.get(name)
        if isinstance(before, list):
            before.append(value)
        elif before is not None:
            found[name] = [before, value]
        else:
            found[name] = [value] if kind == "list" else value
    return fields_of(found)
