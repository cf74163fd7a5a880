"""What a site is given and what it loses with accounts, beside the profiles."""

from AccessControl.Permission import pname
from Acquisition import aq_base
from communesplone.accounts.gate import Gate
from communesplone.accounts.gate import ID
from communesplone.accounts.notices import schedule
from communesplone.accounts.operators import put_operators
from communesplone.accounts.people import KEEPERS
from communesplone.accounts.store import KEY
from communesplone.accounts.store import Store
from communesplone.accounts.store import utc_now
from communesplone.core import jobs
from Products.CMFPlone.Portal import PloneSite
from Products.GenericSetup.tool import SetupTool
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


#: A working day without touching the site, in seconds; a ticket is renewed while one works.
SESSION = {"timeout": 10 * 3600, "refresh_interval": 1800}
#: What Plone asks of who opens its sharing page, and of who gives each role there.
GIVING = (
    "Sharing page: Delegate roles",
    "Sharing page: Delegate Reader role",
    "Sharing page: Delegate Editor role",
    "Sharing page: Delegate Contributor role",
    "Sharing page: Delegate Reviewer role",
)
#: Plone's own rule of eight characters says less than ours.
PLONE_POLICY = "password_policy"


def install(tool: SetupTool) -> None:
    """Put the gate before the other plugins, and give the site its store and its daily job."""
    site = getSite()
    IAnnotations(site).setdefault(KEY, Store())
    put_gate(site)
    keep_giving(site)
    put_operators(site.getPhysicalRoot())
    schedule(site, utc_now())


def keep_giving(site: PloneSite) -> None:
    """Have rights given by those alone who keep the site; twice does no harm.

    In Plone every editor may make anybody an editor of a part, and a reviewer a reader of drafts.
    """
    for permission in GIVING:
        site.manage_permission(permission, sorted(KEEPERS), acquire=0)


def put_gate(site: PloneSite) -> None:
    """Put the gate first among those that know passwords and sessions; twice does no harm."""
    users = site.acl_users
    if ID not in users.objectIds():
        gate = Gate()
        gate.before = {name: getattr(users.session, name) for name in SESSION}
        users._setObject(ID, gate)
    plugins = users.plugins
    for kind in (IAuthenticationPlugin, IValidationPlugin):
        if ID not in plugins.listPluginIds(kind):
            plugins.activatePlugin(kind, ID)
    while plugins.listPluginIds(IAuthenticationPlugin)[0] != ID:
        plugins.movePluginsUp(IAuthenticationPlugin, [ID])
    if PLONE_POLICY in plugins.listPluginIds(IValidationPlugin):
        plugins.deactivatePlugin(IValidationPlugin, PLONE_POLICY)
    users.session.manage_changeProperties(**SESSION)


def uninstall(tool: SetupTool) -> None:
    """Take the gate and the store away; Plone's users, groups and local roles stay."""
    site = getSite()
    users = site.acl_users
    if ID in users.objectIds():
        users.session.manage_changeProperties(**users[ID].before)
        for kind in (IAuthenticationPlugin, IValidationPlugin):
            users.plugins.deactivatePlugin(kind, ID)
        users._delObject(ID)
        if PLONE_POLICY in users.objectIds():
            users.plugins.activatePlugin(IValidationPlugin, PLONE_POLICY)
    for permission in GIVING:
        # As if nothing had ever been said of it here
        vars(aq_base(site)).pop(pname(permission), None)
    site._p_changed = True
    IAnnotations(site).pop(KEY, None)
    jobs.cancel(site, f"{KEY}.")
