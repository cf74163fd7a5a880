from communesplone.editing.upgrades import v1001
from communesplone.editing.upgrades import v1002


def test_a_site_without_the_ways_of_publishing_gets_them_with_their_icons(portal):
    actions = portal.portal_actions.object
    actions.manage_delObjects(["publish"])
    actions["versions"].icon_expr = "string:toolbar-action/history"
    for _time in range(2):
        v1001.upgrade(portal.portal_setup)
        v1002.upgrade(portal.portal_setup)
    assert actions["publish"].icon_expr == "string:send"
    assert actions["versions"].icon_expr == "string:clock-history"
