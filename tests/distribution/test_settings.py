"""What is switched off, and who may do what, in every site."""

from plone import api
from plone.app.textfield.value import RichTextValue
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletManager
from plone.uuid.interfaces import IUUID
from zope.component import getMultiAdapter
from zope.component import getUtilitiesFor
from zope.i18n import translate
import pytest


@pytest.mark.parametrize(
    ("record", "value"),
    [
        ("plone.portal_timezone", "Europe/Brussels"),
        ("plone.first_weekday", 0),
        ("plone.enable_self_reg", False),
        ("plone.enable_user_folders", False),
        ("plone.enable_sitemap", True),
        ("plone.content_css", ["@@tokens.css?scheme=light", "@@look/editor/theme.css"]),
        ("plone.site_logo", None),
        ("plone.allowed_types", ("text/html",)),
        ("plone.use_cookie_negotiation", False),
        ("plone.use_request_negotiation", False),
    ],
)
@pytest.mark.parametrize("site_id", ["namur", "st-vith", "hub"])
def test_every_site_is_set_alike(enter, site_id, record, value):
    enter(site_id)
    assert api.portal.get_registry_record(record) == value


def test_nobody_comments(namur):
    assert "plone.app.discussion" not in api.addon.get_addon_ids(limit="installed")
    assert "Discussion Item" not in namur.portal_types.objectIds()


def test_there_is_no_portlet(namur):
    shown = [
        list(getMultiAdapter((namur, manager), IPortletAssignmentMapping))
        for name, manager in getUtilitiesFor(IPortletManager)
        if "dashboard" not in name
    ]
    assert not any(shown)


def test_frames_are_filtered_out(namur):
    text = RichTextValue(
        '<iframe src="https://a.example"></iframe>', "text/html", "text/x-html-safe"
    )
    assert "iframe" not in text.output_relative_to(namur)


def test_conversions_nobody_uses_are_gone(namur):
    assert len(namur.portal_transforms.objectIds()) == 6
    assert sum(len(outputs) for outputs in namur.portal_transforms._mtmap.values()) < 50


def test_internal_links_still_find_their_page(namur):
    uid = IUUID(namur["services"])
    text = RichTextValue(f'<a href="resolveuid/{uid}">it</a>', "text/html", "text/x-html-safe")
    assert f'href="{namur["services"].absolute_url()}"' in text.output_relative_to(namur)


def test_scripts_are_filtered_out(namur):
    text = RichTextValue("<p>a<script>b</script></p>", "text/html", "text/x-html-safe")
    assert "script" not in text.output_relative_to(namur)


def test_groups_have_the_words_of_the_site(enter):
    enter("namur")
    assert api.group.get("Editors").getProperty("title") == "Rédacteurs"
    enter("st-vith")
    assert api.group.get("Editors").getProperty("title") == "Redaktion"


def test_only_our_groups_are_there(namur):
    groups = {group.getId() for group in api.group.get_groups()}
    everywhere = {"AuthenticatedUsers", "Editors", "Reviewers", "Webmasters"}
    assert groups == {*everywhere, "emergency-publishers"}


def test_a_group_that_is_called_as_one_of_plones_has_no_role(namur, member):
    member("Webmasters")
    api.group.create(groupname="Administrators")
    assert "Manager" not in api.group.get_roles("Administrators")


def test_roles_of_the_registry_and_of_requests_are_ready(namur):
    assert {"Clerk", "Case Handler"} <= set(namur.validRoles())


@pytest.mark.parametrize(
    ("permission", "may"),
    [
        ("Review portal content", True),
        ("Plone Site Setup: Navigation", True),
        ("Plone Site Setup: Users and Groups", True),
        ("Plone Site Setup: Site", True),
        ("Plone Site Setup: Themes", False),
        ("Plone Site Setup: Types", False),
        ("Plone Site Setup: Filtering", False),
        ("Plone Site Setup: Mail", False),
        ("Plone Site Setup: Security", False),
        ("plone.resourceeditor: Manage Sources", False),
        ("Manage portal", False),
    ],
)
def test_webmasters_keep_the_site_not_the_machine(namur, member, permission, may):
    member("Webmasters")
    assert bool(api.user.has_permission(permission, obj=namur)) is may


@pytest.mark.parametrize("group", ["Editors", "Reviewers"])
def test_others_manage_no_accounts(namur, member, group):
    member(group)
    assert not api.user.has_permission("Plone Site Setup: Users and Groups", obj=namur)


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
@pytest.mark.parametrize("kind", ["states", "transitions"])
def test_states_and_transitions_are_said_in_the_languages_of_communes(namur, kind, language):
    workflow = namur.portal_workflow["communes_editorial"]
    for found in workflow[kind].values():
        words = translate(found.title, domain="plone", target_language=language)
        assert words != found.title, f"{found.title} in {language}"
