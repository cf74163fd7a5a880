from communesplone.core.sections import render


def drawn(functional, **data):
    section = {"id": "s1", "type": "subscribe", **data}
    return "".join(render(functional["portal"], functional["request"], [section]))


def test_a_page_invites_to_every_topic(functional, site):
    shown = drawn(functional)
    assert "Pages" in shown
    assert "Urgent" in shown
    assert '@@subscriptions"' in shown


def test_or_to_those_that_its_editor_chose(functional, site):
    shown = drawn(functional, topics=["urgent"])
    assert "Every new page." not in shown
    assert "@@subscriptions?topics=urgent" in shown
