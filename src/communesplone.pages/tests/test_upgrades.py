from communesplone.pages.upgrades import v1001


def test_the_ways_of_the_toolbar_get_icons_of_their_own(portal):
    actions = portal.portal_actions.object
    for name in ("sections", "where-used"):
        actions[name].icon_expr = "string:toolbar-action/history"
    v1001.upgrade(portal.portal_setup)
    assert actions["sections"].icon_expr == "string:view-stacked"
    assert actions["where-used"].icon_expr == "string:link-45deg"
