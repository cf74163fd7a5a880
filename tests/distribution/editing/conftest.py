"""A published folder of Namur, a page in it, and the people who work there."""

from .hands import change
from .hands import PASSWORD
from Acquisition import aq_parent
from communesplone.editing.copies import working
from plone import api
from zope.component.hooks import setSite
import pytest
import transaction


@pytest.fixture
def account(namur):
    """`account("ann", "Editors")`: somebody of those groups, who can log in."""

    def make(name, *groups, at=None):
        setSite(namur)
        with api.env.adopt_roles(["Manager"]):
            if api.user.get(username=name) is None:
                api.user.create(email="a@example.example", username=name, password=PASSWORD)
            for group in groups:
                api.group.add_user(groupname=group, username=name)
            if at is not None:
                api.user.grant_roles(username=name, roles=["Contributor", "Editor"], obj=at)
                at.reindexObjectSecurity()
        transaction.commit()
        return name

    return make


@pytest.fixture
def back(namur):
    """`back()`: look at the site as it is after what browsers did."""

    def look():
        transaction.begin()
        setSite(namur)
        return namur

    return look


@pytest.fixture
def log_in(visit):
    """`log_in("ann")`: the browser of an account."""

    def of(name):
        browser = visit("namur")
        browser.authorization = ("Basic", (name, PASSWORD))
        return browser

    return of


@pytest.fixture
def folder(namur):
    """A published folder of the commune."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(namur, "Folder", "dechets", title="Déchets")
        api.content.transition(made, "publish")
    transaction.commit()
    return made


@pytest.fixture
def write(folder):
    """`write("sacs", "Le prix est 2 €.")`: a draft with a text."""

    def make(name, text="Le prix est de 2 €.", **options):
        setSite(aq_parent(folder))
        with api.env.adopt_roles(["Manager"]):
            made = api.content.create(folder, "Document", name, title="Sacs PMC", **options)
            change(made, text)
        transaction.commit()
        return made

    return make


@pytest.fixture
def online(write):
    """A published page."""
    made = write("sacs")
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(made, "publish")
    transaction.commit()
    return made


@pytest.fixture
def submitted(online, account, folder, member):
    """A working copy of a published page, changed and submitted by an editor of the section."""
    account("eva", at=folder)
    account("rev", "Reviewers")
    with api.env.adopt_user("eva"):
        copy = working.make(online)
        change(copy, "Le prix est de 3 € par sac.")
        api.content.transition(copy, "submit", comment="Décidé par le collège")
    transaction.commit()
    return copy
