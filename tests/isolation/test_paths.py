"""What no path of a commune's host reaches: neighbours, Zope root, machinery."""

import pytest


TO_THE_NEIGHBOUR = [
    "/durbuy",
    "/durbuy/sitemap",
    "/namur/durbuy",
    "/@@durbuy",
    "/++view++durbuy",
    "/++durbuy",
    "/sitemap/durbuy",
    "/x/../durbuy",
    "/./durbuy",
    "//durbuy",
    "/%64urbuy",
    "/acl_users/durbuy",
    "/portal_catalog/durbuy",
    "/aq_parent/durbuy",
    "/++api++/durbuy",
    "/++api++/durbuy/@search",
    "/++api++/++api++/durbuy",
    "/login?durbuy:method=1",
    "/?/VirtualHostRoot/durbuy:method=1",
    "/VirtualHostBase/https/evil:443/durbuy/VirtualHostRoot/",
    "/%56irtualHostBase/https/evil:443/durbuy/VirtualHostRoot/",
    "/%2556irtualHostBase/https/evil:443/durbuy/VirtualHostRoot/",
    "/VirtualHostBase%2Fhttps%2Fevil:443%2Fdurbuy%2FVirtualHostRoot/",
    "/virtual_hosting/durbuy",
]
TO_THE_ROOT = [
    "/VirtualHostRoot/",
    "/VirtualHostRoot/_vh_x/",
    "/_vh_x/",
    "/%5fvh_x/",
    "/Control_Panel",
    "/virtual_hosting",
    "/temp_folder",
    "/aq_parent",
    "/aq_inner",
    "/REQUEST",
    "/p_/sp",
    "/misc_/",
]
MANAGEMENT = [
    "/manage",
    "/manage_main",
    "/manage_workspace",
    "/%6danage_main",
    "/acl_users/manage_main",
    "/portal_catalog/manage_catalogView",
    "/sitemap/manage_main",
]
TOOLS = [
    "/acl_users/users",
    "/acl_users/source_users",
    "/portal_catalog/searchResults",
    "/portal_memberdata/portraits",
    "/portal_workflow",
    "/@@plone_tools/catalog",
    "/@@plone_portal_state/portal_title",
    "/@@plone_context_state/object_title",
    "/plone_context_state/workflow_state",
]
ROOT_ACCOUNT = ("root", "correct horse")


@pytest.mark.parametrize("user", [None, ROOT_ACCOUNT], ids=["anonymous", "root account"])
@pytest.mark.parametrize("path", TO_THE_NEIGHBOUR + TO_THE_ROOT + MANAGEMENT + TOOLS)
def test_path_out_of_the_site_is_not_there(visit, path, user):
    answer = visit("namur", user).request(path)
    assert answer.status_code in (403, 404) or (
        answer.status_code == 302 and answer.location.startswith("http://namur.localhost/")
    )
    assert "Durbuy" not in answer.text


def test_page_that_is_not_there_is_the_communes_own(visit):
    answer = visit("namur").request("/durbuy")
    assert answer.status_code == 404
    assert "Namur" in answer.text
    assert "Durbuy" not in answer.text


def test_login_is_reached(visit):
    answer = visit("namur").request("/acl_users/credentials_cookie_auth/require_login")
    assert answer.location == "http://namur.localhost/login"
    assert visit("namur").request("/login").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/sitemap", "/login", "/++api++/", "/++api++/@search", "/++api++/@navigation"]
)
def test_own_pages_are_served_to_everybody(visit, path):
    assert visit("namur").request(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/@@overview-controlpanel",
        "/@@dexterity-types/Document/@@fields",
        "/@@manage-portlets",
        "/@@usergroup-userprefs",
        "/++contextportlets++plone.leftcolumn/+/portlets.Events",
        "/folder_contents",
        "/sharing",
    ],
)
def test_pages_of_an_administrator_are_served(visit, path):
    assert visit("namur", ROOT_ACCOUNT).request(path).status_code == 200


@pytest.mark.parametrize("service", ["@users", "@types", "@registry", "@actions", "@addons"])
def test_rest_service_that_is_not_on_the_list_asks_for_a_login(visit, service):
    assert visit("namur").request(f"/++api++/{service}").status_code == 401


def test_xml_rpc_is_off(visit):
    call = "<methodCall><methodName>title_or_id</methodName><params/></methodCall>"
    answer = visit("namur").post("/", call, content_type="text/xml")
    assert "methodResponse" not in answer.text


@pytest.mark.parametrize("query", ["page:int=x", "when:date=x", "x:float=", "a:int:list=b"])
def test_value_that_is_not_what_its_name_says_is_refused(visit, query):
    assert visit("namur").request(f"/?{query}").status_code == 400
    assert visit("namur").post("/", query).status_code == 400
