"""What a site is configured to be, as plain data: to tell what a profile or a step left behind.

Needs a running Plone, so only tests use it.
"""

from collections.abc import Iterator
from plone import api
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from plone.browserlayer.utils import registered_layers
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.Portal import PloneSite
from Products.CMFPlone.utils import get_installer
from Products.GenericSetup.tool import SetupTool
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility


State = dict[str, str]
#: Annotations that Plone gives a site with its first content, whoever makes it.
BY_PLONE = frozenset({"plone.contentrules.localassignments"})


def state(site: PloneSite) -> State:
    """The configuration of `site`: what each thing is called, and how it is set."""
    found: State = {}
    for kind, read in READERS.items():
        found.update({f"{kind} {name}": value for name, value in read(site)})
    return found


def traces(before: State, after: State) -> list[str]:
    """One sentence per difference between two states."""
    added = [f"left behind: {name}" for name in after.keys() - before.keys()]
    gone = [f"taken away: {name}" for name in before.keys() - after.keys()]
    changed = [
        f"changed: {name}, from {before[name]} to {after[name]}"
        for name in before.keys() & after.keys()
        if before[name] != after[name]
    ]
    return sorted(added + gone + changed)


def traces_of_profile(site: PloneSite, product: str) -> list[str]:
    """What installing and uninstalling an add-on changes in `site` for good.

    What the add-on depends on is installed first and stays: it has its own uninstall profile.
    """
    setup = site.portal_setup
    for profile in setup.getDependenciesForProfile(f"{product}:default"):
        setup.runAllImportStepsFromProfile(profile, dependency_strategy="new")
    before = state(site)
    installer = get_installer(site)
    if not installer.install_product(product, allow_hidden=True):
        return [f"{product} cannot be installed"]
    if not installer.uninstall_product(product):
        return [f"{product} cannot be uninstalled"]
    return traces(before, state(site))


def harm_of_steps(setup: SetupTool, profile: str) -> list[str]:
    """What each upgrade step of a profile does differently when it runs a second time."""
    site = setup.aq_parent
    found = []
    for step in steps(setup, profile):
        where = f"{profile} to {'.'.join(step.dest)}"
        step.doStep(setup)
        once = state(site)
        try:
            step.doStep(setup)
        except Exception as error:  # noqa: BLE001  whatever a step raises is the finding
            found.append(f"{where}: {type(error).__name__}: {error}")
        else:
            found += [f"{where}: {trace}" for trace in traces(once, state(site))]
    return found


def steps(setup: SetupTool, profile: str) -> Iterator[object]:
    """Every upgrade step of a profile, in order."""
    for upgrade in setup.listUpgrades(profile, show_old=True):
        for info in upgrade if isinstance(upgrade, list) else [upgrade]:
            yield info["step"]


def _registry(site: PloneSite) -> Iterator[tuple[str, str]]:
    for name, record in getUtility(IRegistry).records.items():
        yield name, repr(record.value)


def _types(site: PloneSite) -> Iterator[tuple[str, str]]:
    for name, fti in site.portal_types.objectItems():
        for key, value in fti.propertyItems():
            yield f"{name}.{key}", repr(value)
        yield f"{name}.actions", repr([action.id for action in fti.listActions()])


def _workflows(site: PloneSite) -> Iterator[tuple[str, str]]:
    tool = site.portal_workflow
    yield from ((name, "") for name in tool.objectIds())
    yield "default", repr(tool.getDefaultChain())
    yield from ((f"of {name}", repr(chain)) for name, chain in tool.listChainOverrides())


def _catalog(site: PloneSite) -> Iterator[tuple[str, str]]:
    catalog = site.portal_catalog
    yield from ((f"index {name}", "") for name in catalog.indexes())
    yield from ((f"column {name}", "") for name in catalog.schema())


def _actions(site: PloneSite) -> Iterator[tuple[str, str]]:
    for category in site.portal_actions.objectValues():
        for action in category.objectValues():
            values = [(key, action.getProperty(key)) for key in action.propertyIds()]
            yield f"{category.getId()}/{action.getId()}", repr(values)
    for configlet in site.portal_controlpanel.listActions():
        yield f"control panel {configlet.getId()}", repr(configlet.getActionExpression())


def _security(site: PloneSite) -> Iterator[tuple[str, str]]:
    yield from ((f"role {role}", "") for role in site.valid_roles())
    yield from ((f"role {role} of users", "") for role in _managed_roles(site))
    for group in api.group.get_groups():
        yield f"group {group.getId()}", repr(sorted(api.group.get_roles(group=group)))
    for name, value in vars(site).items():
        if name.startswith("_") and name.endswith("_Permission"):
            yield f"permission {name}", repr(value)


def _managed_roles(site: PloneSite) -> list[str]:
    return list(site.acl_users.portal_role_manager.listRoleIds())


def _viewlets(site: PloneSite) -> Iterator[tuple[str, str]]:
    storage = getUtility(IViewletSettingsStorage)
    for kind in ("_order", "_hidden"):
        for skin, managers in getattr(storage, kind).items():
            for manager, names in managers.items():
                yield f"{kind} {skin} {manager}", repr(names)


def _components(site: PloneSite) -> Iterator[tuple[str, str]]:
    manager = site.getSiteManager()
    registrations = [
        *manager.registeredUtilities(),
        *manager.registeredAdapters(),
        *manager.registeredSubscriptionAdapters(),
        *manager.registeredHandlers(),
    ]
    for found in registrations:
        provided = getattr(found, "provided", None)
        yield f"{type(found).__name__} {provided} {getattr(found, 'name', '')}", ""


def _parts(site: PloneSite) -> Iterator[tuple[str, str]]:
    yield from ((f"object {name}", "") for name in site.objectIds())
    yield from ((f"annotation {name}", "") for name in IAnnotations(site) if name not in BY_PLONE)
    yield from ((f"skin folder {name}", "") for name in site.portal_skins.objectIds())
    yield from ((f"skin {name}", path) for name, path in site.portal_skins.getSkinPaths())
    yield from ((f"property {name}", repr(value)) for name, value in site.propertyItems())


def _layers(site: PloneSite) -> Iterator[tuple[str, str]]:
    yield from ((layer.__identifier__, "") for layer in registered_layers())


def _profiles(site: PloneSite) -> Iterator[tuple[str, str]]:
    setup = site.portal_setup
    for profile in setup.listProfilesWithUpgrades() + setup.listProfileInfo():
        name = profile if isinstance(profile, str) else profile["id"]
        if (version := setup.getLastVersionForProfile(name)) != "unknown":
            yield name, repr(version)


READERS = {
    "registry": _registry,
    "type": _types,
    "workflow": _workflows,
    "catalog": _catalog,
    "action": _actions,
    "security": _security,
    "viewlets": _viewlets,
    "component": _components,
    "site": _parts,
    "layer": _layers,
    "profile": _profiles,
}
