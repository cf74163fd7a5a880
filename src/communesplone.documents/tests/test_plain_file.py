"""Plone's own File: its words are found once a job has read them."""

from communesplone.core import jobs
from communesplone.documents.plain_file import KEY
from communesplone.documents.plain_file import READ
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


@pytest.fixture
def plain(folder, a_file):
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(folder, "File", "plan", title="Plan", file=a_file("Hêtraie"))
    transaction.commit()
    return made


def found(site, word):
    with api.env.adopt_roles(["Manager"]):
        return [brain.getId for brain in api.content.find(site, SearchableText=word)]


def waiting(site):
    return [job for job in jobs.pending(site) if job.name == READ]


def test_the_words_of_a_file_are_found_after_the_job(plain, functional, work):
    site = functional["portal"]
    assert found(site, "Hêtraie") == []
    work()
    assert found(site, "Hêtraie") == ["plan"]
    assert found(site, "Plan") == ["plan"]


def test_a_replaced_file_is_read_again_and_a_new_title_reads_nothing(
    plain, functional, work, a_file
):
    site = functional["portal"]
    work()
    plain.title = "Other"
    notify(ObjectModifiedEvent(plain, Attributes(None, "title")))
    assert waiting(site) == []
    plain.file = a_file("Sapinière")
    notify(ObjectModifiedEvent(plain, Attributes(None, "IFileContent.file")))
    transaction.commit()
    work()
    assert found(site, "Sapinière") == ["plan"]
    assert found(site, "Hêtraie") == []


def test_a_file_that_cannot_be_read_asks_for_no_job(folder, functional, a_file):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(folder, "File", "zip", title="Zip", file=a_file(name="all.zip"))
    assert waiting(functional["portal"]) == []


def test_files_from_before_the_library_are_read_and_its_removal_leaves_nothing(
    plain, functional, work
):
    site = functional["portal"]
    setup = site.portal_setup
    with api.env.adopt_roles(["Manager"]):
        setup.runAllImportStepsFromProfile("profile-communesplone.documents:uninstall")
        assert KEY not in IAnnotations(plain)
        setup.runAllImportStepsFromProfile("profile-communesplone.documents:default")
        transaction.commit()
    assert waiting(site)
    work()
    assert found(site, "Hêtraie") == ["plan"]
