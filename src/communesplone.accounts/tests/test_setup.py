from communesplone.accounts.setuphandlers import put_gate
from communesplone.accounts.store import KEY
from communesplone.accounts.store import store
from communesplone.accounts.upgrades.v1001 import upgrade
from zope.annotation.interfaces import IAnnotations


def test_a_site_of_the_first_profile_gets_gate_and_store_and_loses_nothing(integration):
    site = integration["portal"]
    IAnnotations(site).pop(KEY)
    site.acl_users._delObject("communes_gate")
    for _ in range(2):
        upgrade(site.portal_setup)
        store(site).choices["marie"] = {"review": "never"}
    assert store(site).choices["marie"] == {"review": "never"}
    put_gate(site)
    assert site.acl_users.objectIds().count("communes_gate") == 1
