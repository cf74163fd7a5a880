from communesplone.policy.lean import KEPT_TRANSFORMS
from communesplone.policy.lean import prune_transforms


def test_pruning_twice_is_pruning_once(portal):
    prune_transforms(portal)
    once = sorted(portal.portal_transforms._mtmap)
    prune_transforms(portal)
    assert sorted(portal.portal_transforms._mtmap) == once
    assert sorted(portal.portal_transforms.objectIds()) == sorted(KEPT_TRANSFORMS)


def test_text_is_still_converted(portal):
    prune_transforms(portal)
    tool = portal.portal_transforms
    cleaned = tool.convertTo(
        "text/x-html-safe", "<p>a<script>b</script></p>", mimetype="text/html"
    )
    assert cleaned.getData() == "<p>a</p>"
    plain = tool.convertTo("text/plain", "<p>a</p>", mimetype="text/html").getData()
    assert plain.strip() == "a"
