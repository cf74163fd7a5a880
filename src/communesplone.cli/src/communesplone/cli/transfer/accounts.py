"""The users and groups of a site, with the hashes of their passwords."""

from communesplone.cli.values import from_json
from communesplone.cli.values import to_json
from OFS.Image import Image
from Products.CMFPlone.Portal import PloneSite
from typing import Any


def dump(site: PloneSite) -> dict[str, Any]:
    """Return users, groups, roles, properties and portraits as JSON data."""
    acl_users = site.acl_users
    users = acl_users.source_users
    return {
        "users": [
            {
                "id": user_id,
                "login": users.getLoginForUserId(user_id),
                "password": _text(password),
            }
            for user_id, password in users._user_passwords.items()
        ],
        "groups": _groups(site),
        "roles": {
            principal: list(roles)
            for principal, roles in acl_users.portal_role_manager._principal_roles.items()
        },
        "properties": {
            principal: to_json(dict(properties))
            for principal, properties in acl_users.mutable_properties._storage.items()
        },
        "portraits": {
            user_id: {"content_type": image.content_type, "data": to_json(bytes(image.data))}
            for user_id, image in site.portal_memberdata.portraits.items()
        },
    }


def _text(password: str | bytes) -> str:
    return password.decode() if isinstance(password, bytes) else password


def _groups(site: PloneSite) -> list[dict[str, Any]]:
    source = site.acl_users.source_groups
    return [
        {
            "id": info["id"],
            "title": info["title"],
            "description": info["description"],
            "members": sorted(member for member, _ in source.listAssignedPrincipals(info["id"])),
        }
        for info in source.listGroupInfo()
    ]


def load(site: PloneSite, data: dict[str, Any]) -> None:
    """Make the users and groups of a site those of `data`."""
    _load_users(site, data["users"])
    _load_groups(site, data["groups"])
    _load_roles(site, data["roles"])
    storage = site.acl_users.mutable_properties._storage
    storage.clear()
    storage.update({who: from_json(values) for who, values in data["properties"].items()})
    for user_id, portrait in data["portraits"].items():
        image = Image(user_id, "", from_json(portrait["data"]), portrait["content_type"])
        site.portal_memberdata._setPortrait(image, user_id)


def _load_users(site: PloneSite, users: list[dict[str, Any]]) -> None:
    source = site.acl_users.source_users
    for user_id in list(source.getUserIds()):
        source.removeUser(user_id)
    for user in users:
        # A hash is recognised by its prefix and kept as it is.
        source.addUser(user["id"], user["login"], user["password"].encode())


def _load_groups(site: PloneSite, groups: list[dict[str, Any]]) -> None:
    source = site.acl_users.source_groups
    for group_id in list(source.listGroupIds()):
        source.removeGroup(group_id)
    for group in groups:
        source.addGroup(group["id"], group["title"], group["description"])
    for group in groups:
        for member in group["members"]:
            source.addPrincipalToGroup(member, group["id"])


def _load_roles(site: PloneSite, roles: dict[str, list[str]]) -> None:
    manager = site.acl_users.portal_role_manager
    manager._principal_roles.clear()
    for principal, given in roles.items():
        for role in given:
            manager.assignRoleToPrincipal(role, principal)
