"""What a test writes into the database of its cluster: called there, by `Instance.call`.

The process that calls imports this file alone.
"""

from plone import api
from typing import Any
from zope.component.hooks import setSite


def add_operator(app: Any, password: str) -> None:
    """Give the cluster an account that may do everything."""
    app.acl_users._doAddUser("operator", password, ["Manager"], [])


def publish_page(app: Any, site_id: str) -> None:
    """Add a published page, as `page`, titled by the site's id."""
    setSite(app[site_id])
    page = api.content.create(app[site_id], "Document", "page", title=f"Page of {site_id}")
    api.content.transition(page, "publish")
