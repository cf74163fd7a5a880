from communesplone.feedback.box import box
from datetime import datetime
from datetime import UTC
import transaction


def test_webmasters_read_counts_and_comments_worst_first(functional, page, webmaster):
    found = box(functional["portal"])
    found.answer(page.UID(), False, "a", datetime.now(UTC).date())
    found.comment(page.UID(), "Le lien <b>manque</b>", False, "a", datetime.now(UTC), 12)
    found.answer("gone-from-the-site", False, "a", datetime.now(UTC).date())
    transaction.commit()
    webmaster.open(f"{functional['portal'].absolute_url()}/@@feedback-report")
    assert "Déchets" in webmaster.contents
    assert "Le lien &lt;b&gt;manque" in webmaster.contents
    assert "gone-from-the-site" not in webmaster.contents


def test_visitors_do_not(functional, page, visitor):
    visitor.open(f"{functional['portal'].absolute_url()}/@@feedback-report")
    assert "Déchets" not in visitor.contents.partition("<article")[2]
    assert "@@feedback-report" not in visitor.url or "login" in visitor.contents
