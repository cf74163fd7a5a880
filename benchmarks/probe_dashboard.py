"""Run inside our set-up: `probe_dashboard.py communes dashboard COUNT`.

Makes a site of COUNT items, of which one in ten each is overdue, submitted or a draft, and opens
the dashboard as a webmaster and as an editor of one section; prints one line of JSON.
"""

from base64 import b64encode
from datetime import date
from datetime import timedelta
from probe import application
from probe import cold
from probe import configure
from probe import finish
from probe import HEADERS
from probe import SITES
from probe import warm
from probe_citizen import fill
from typing import Any
from zope.component.hooks import setSite
import os
import sys
import transaction


PEOPLE = ("webmaster", "editor")
PASSWORD = os.urandom(12).hex()


def main(name: str, _action: str, count: str) -> None:
    """Make the site, measure, print."""
    configure()
    app = application()
    site = SITES[name](app, 0)
    setSite(site)
    fill(name, site, int(count))
    employ(site)
    give_work(site)
    transaction.commit()
    path = "/".join((*site.getPhysicalPath(), "@@dashboard"))
    setSite(None)
    finish({person: measured(person, path) for person in PEOPLE})


def employ(site: Any) -> None:
    """Make the accounts: a site administrator, and an editor of one section."""
    from plone import api

    for person in PEOPLE:
        api.user.create(username=person, email=f"{person}@example.org", password=PASSWORD)
    api.user.grant_roles(username=PEOPLE[0], roles=["Site Administrator"])
    site["section-3"].manage_setLocalRoles(PEOPLE[1], ["Editor", "Contributor", "Reviewer"])
    site["section-3"].reindexObjectSecurity()


def give_work(site: Any) -> None:
    """Let one in ten of the pages each be overdue, submitted, and a draft of each person."""
    from plone import api

    published = list(api.content.find(portal_type="Document", review_state="published"))
    for number, brain in enumerate(published):
        page = brain.getObject()
        if number % 10 == 0:
            page.review_date = date.today() - timedelta(number % 90)
        elif number % 10 < 3:
            api.content.transition(page, "retract")
            if number % 10 == 1:
                api.content.transition(page, "submit")
            else:
                page.creators = (PEOPLE[number // 10 % 2],)
                page.manage_setLocalRoles(page.creators[0], ["Owner"])
        page.reindexObject()
        if number % 200 == 0:
            transaction.savepoint(optimistic=True)


def measured(person: str, path: str) -> dict[str, float]:
    """CPU milliseconds (warm) and objects (cold) of the dashboard of a person."""
    token = b64encode(f"{person}:{PASSWORD}".encode()).decode()
    HEADERS["HTTP_AUTHORIZATION"] = f"Basic {token}"
    return {"ms": warm(path), "objects": cold(path)}


if __name__ == "__main__":
    main(*sys.argv[1:])
