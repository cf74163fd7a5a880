from communesplone.core.hosts import HostError
from communesplone.core.hosts import hosts
from communesplone.core.hosts import monster
from communesplone.core.hosts import set_hosts
from communesplone.core.hosts import site_url
from OFS.SimpleItem import SimpleItem
import pytest


def test_first_host_given_is_the_main_one(app, portal):
    set_hosts(app, "plone", ["www.namur.be", "namur.be", "www.namur.be"])
    assert hosts(app) == {"plone": ("www.namur.be", "namur.be")}


def test_hosts_are_replaced_and_removed(app, portal):
    set_hosts(app, "plone", ["namur.be", "old.namur.be"])
    set_hosts(app, "plone", ["namur.be"])
    assert hosts(app) == {"plone": ("namur.be",)}
    set_hosts(app, "plone", [])
    assert hosts(app) == {}


@pytest.mark.parametrize(
    ("given", "kept"), [("NAMUR.be.", "namur.be"), ("liège.be", "xn--lige-6oa.be")]
)
def test_host_is_kept_in_one_form(app, portal, given, kept):
    set_hosts(app, "plone", [given])
    assert hosts(app)["plone"] == (kept,)


@pytest.mark.parametrize(
    "name", ["", "na mur.be", "namur.be:80", "http://namur.be", "namur.be/x", "*.be", "a..b", "-a"]
)
def test_what_is_no_host_name_is_refused(app, portal, name):
    with pytest.raises(HostError):
        set_hosts(app, "plone", [name])


def test_host_of_another_site_is_refused_before_anything_is_written(app, portal):
    app.manage_addFolder("other")
    set_hosts(app, "other", ["other.be"])
    before = monster(app).lines
    with pytest.raises(HostError, match=r"other\.be already leads to other"):
        set_hosts(app, "plone", ["namur.be", "other.be"])
    assert monster(app).lines == before


def test_host_of_a_site_that_is_not_there_is_refused(app, portal):
    with pytest.raises(HostError, match="no site nowhere"):
        set_hosts(app, "nowhere", ["nowhere.be"])


def test_what_zope_comments_out_is_an_error_and_leaves_the_map_as_it_was(app, portal):
    set_hosts(app, "plone", ["namur.be"])
    before = monster(app).lines
    # Zope maps only to object managers, and says so in a comment.
    app._setObject("plain", SimpleItem("plain"))
    with pytest.raises(HostError, match="must lead to an Object Manager"):
        set_hosts(app, "plain", ["plain.be"])
    assert monster(app).lines == before


def test_lines_of_the_operator_are_kept(app, portal):
    set_hosts(app, "plone", ["namur.be"])
    line = "secure.be/VirtualHostBase/https/secure.be:443/plone/VirtualHostRoot"
    monster(app).set_map("\n".join([*monster(app).lines, line]))
    set_hosts(app, "plone", ["namur.be", "www.namur.be"])
    assert line in monster(app).lines


def test_host_of_the_zope_root_is_refused(app, portal, monkeypatch):
    monkeypatch.setenv("COMMUNES_ROOT_HOSTS", "root.internal zope.localhost")
    with pytest.raises(HostError, match="kept for the Zope root"):
        set_hosts(app, "plone", ["root.internal"])


def test_public_address_has_the_clusters_scheme_and_port(app, portal, monkeypatch):
    set_hosts(app, "plone", ["namur.localhost", "www.namur.localhost"])
    assert site_url(app, "plone") == "https://namur.localhost"
    monkeypatch.setenv("COMMUNES_PUBLIC_SCHEME", "http")
    monkeypatch.setenv("COMMUNES_PUBLIC_PORT", "8080")
    assert site_url(app, "plone") == "http://namur.localhost:8080"
