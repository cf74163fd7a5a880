"""Who sees, writes, submits and publishes."""

from plone import api
from plone.app.testing import logout
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
import pytest


def may(permission, item):
    return bool(api.user.has_permission(permission, obj=item))


def transitions(item):
    return {
        found["id"] for found in api.portal.get_tool("portal_workflow").getTransitionsFor(item)
    }


@pytest.fixture
def page(namur, member):
    """A draft of a contributor in a public folder."""
    member("Editors")
    return api.content.create(namur["commune"], "Document", title="Page")


@pytest.fixture
def attached(namur, member):
    """A file in a folder that is not published."""
    member("Webmasters")
    folder = api.content.create(namur["commune"], "Folder", title="Dossier")
    return api.content.create(
        folder, "File", title="Plan", file=NamedBlobFile(b"plan", filename="plan.txt")
    )


@pytest.mark.parametrize(
    "name",
    ["Collection", "Document", "Event", "File", "Folder", "Image", "Link", "News Item", "Service"],
)
def test_every_type_that_people_write_follows_the_workflow(namur, name):
    assert namur.portal_workflow.getChainForPortalType(name) == ("communes_editorial",)


def test_a_draft_is_for_those_who_work_on_it(page, member):
    assert api.content.get_state(page) == "private"
    assert may("View", page)
    logout()
    assert not may("View", page)


def test_editors_write_and_submit_but_do_not_publish(page, member):
    member("Editors")
    assert may("Modify portal content", page)
    assert transitions(page) == {"submit"}


def test_an_author_does_not_change_what_waits_for_review(namur, member):
    member(roles=("Contributor",))
    written = api.content.create(namur["commune"], "Document", title="Written")
    api.content.transition(written, "submit")
    assert not may("Modify portal content", written)
    assert transitions(written) == {"retract"}


def test_an_author_does_not_change_or_delete_what_is_published(namur, member):
    member(roles=("Contributor",))
    written = api.content.create(namur["commune"], "Document", title="Written")
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(written, "publish")
    assert not may("Modify portal content", written)
    assert not may("Delete objects", written)
    assert transitions(written) == set()


def test_reviewers_publish_or_send_back_what_is_submitted(page, member):
    api.content.transition(page, "submit")
    member("Reviewers")
    assert may("View", page)
    assert transitions(page) == {"publish", "reject"}


def test_everybody_sees_what_is_published(page, member):
    member("Webmasters")
    api.content.transition(page, "publish")
    assert transitions(page) == {"reject", "retract"}
    logout()
    assert may("View", page)


def test_editors_mend_what_is_published(page, member):
    member("Webmasters")
    api.content.transition(page, "publish")
    member("Editors")
    assert may("Modify portal content", page)


def test_a_file_in_a_folder_that_is_not_published_is_not_public(attached, member):
    logout()
    assert not may("View", attached)
    member("Webmasters")
    api.content.transition(attached, "publish")
    logout()
    assert not may("View", attached)
    assert not may("Access contents information", attached)


def test_what_a_folder_holds_goes_online_and_offline_with_it(attached, member):
    folder = attached.aq_parent
    api.content.transition(attached, "publish")
    api.content.transition(folder, "publish")
    logout()
    assert may("View", attached)
    assert [brain.Title for brain in api.content.find(portal_type="File")] == ["Plan"]
    member("Webmasters")
    api.content.transition(folder, "retract")
    logout()
    assert not may("View", attached)
    assert list(api.content.find(portal_type="File")) == []


def test_a_file_put_into_a_public_folder_waits_for_its_publication(namur, member):
    member("Editors")
    found = api.content.create(namur["commune"], "File", title="Note")
    logout()
    assert not may("View", found)


def linking(container, *targets):
    """A page in `container` that links to the targets."""
    links = "".join(f'<a href="resolveuid/{IUUID(found)}">it</a>' for found in targets)
    text = RichTextValue(f"<p>{links}</p>", "text/html", "text/x-html-safe")
    return api.content.create(container, "Document", title="Linking", text=text)


def test_publishing_a_page_publishes_the_files_beside_it(namur, member):
    member("Webmasters")
    note = api.content.create(namur["commune"], "File", title="Note")
    api.content.transition(linking(namur["commune"], note), "publish")
    assert api.content.get_state(note) == "published"


def test_publishing_a_page_leaves_files_of_other_folders_alone(namur, attached, member):
    api.content.transition(linking(namur["commune"], attached), "publish")
    assert api.content.get_state(attached) == "private"


def test_submitting_a_page_publishes_nothing(namur, member):
    member("Editors")
    note = api.content.create(namur["commune"], "File", title="Note")
    api.content.transition(linking(namur["commune"], note), "submit")
    assert api.content.get_state(note) == "private"
