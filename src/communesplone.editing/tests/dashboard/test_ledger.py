from communesplone.core.cards import Card
from communesplone.core.interfaces import ICard
from communesplone.core.records import WorkRow
from communesplone.editing.dashboard.ledger import gather
from communesplone.editing.dashboard.ledger import pressing
from datetime import datetime
from datetime import UTC
from plone.base.interfaces import IPloneSiteRoot
from zope.component import getGlobalSiteManager
from zope.publisher.interfaces.browser import IDefaultBrowserLayer
import pytest


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 18, tzinfo=UTC)


def row(title, urgency="calm", due=None):
    return WorkRow(
        title,
        "https://example.org",
        "why",
        "Do it",
        "https://example.org/do",
        urgency=urgency,
        due=due,
    )


class Fines(Card):
    """A card of an add-on that editing has never heard of."""

    title = "Unpaid fines"
    group = "mend"
    found = (row("Three fines"),)

    def rows(self, most):
        return list(self.found)[:most]


class NoFines(Fines):
    found = ()


class Broken(Fines):
    def rows(self, most):
        raise LookupError("no catalog")


class Foreign(Fines):
    def available(self):
        return False


class Many(Fines):
    group = "decide"
    more_url = "https://example.org/all"
    found = tuple(row(str(number)) for number in range(20))


@pytest.fixture
def card():
    """`card(Fines)`: register a card as an add-on does, for the time of the test."""
    manager = getGlobalSiteManager()
    made = []

    def register(factory, name="fines"):
        made.append((factory, name))
        required = (IPloneSiteRoot, IDefaultBrowserLayer)
        manager.registerAdapter(factory, required, ICard, name)

    yield register
    for factory, name in made:
        required = (IPloneSiteRoot, IDefaultBrowserLayer)
        manager.unregisterAdapter(factory, required, ICard, name)


def test_a_card_of_any_add_on_appears_without_the_dashboard_knowing_it(site, card, person, work):
    card(Fines)
    person("anne")
    tree = work("/@@dashboard", "anne")
    assert "Three fines" in tree.cssselect(".office-row .what")[0].text_content()
    assert tree.cssselect(".office-row .acts a")[0].get("href") == "https://example.org/do"


def test_an_empty_card_is_named_among_what_was_checked(site, card):
    card(NoFines)
    ledger = gather(site, site.REQUEST)
    assert "Unpaid fines" in ledger.checked
    assert ledger.group("mend") is None


def test_a_card_that_fails_is_named_and_takes_nothing_else_away(site, card):
    card(Broken)
    card(Fines, "others")
    ledger = gather(site, site.REQUEST)
    assert ledger.failed == ["Unpaid fines"]
    assert [one.title for one in ledger.group("mend").rows] == ["Three fines"]


def test_a_card_that_is_not_for_this_person_is_absent(site, card):
    card(Foreign)
    ledger = gather(site, site.REQUEST)
    assert ledger.group("mend") is None
    assert "Unpaid fines" not in ledger.checked


def test_what_a_person_hides_is_not_even_asked(site, card):
    card(Broken)
    assert gather(site, site.REQUEST, ("fines",)).failed == []


def test_a_full_card_shows_some_rows_and_the_way_to_all(site, card):
    card(Many)
    group = gather(site, site.REQUEST).group("decide")
    assert len(group.rows) == 5
    assert group.more == [("Unpaid fines", "https://example.org/all")]


def test_late_comes_before_soon_and_the_next_hour_first():
    rows = [
        row("calm"),
        row("evening", "soon", EVENING),
        row("noon", "soon", NOON),
        row("late", "late"),
    ]
    assert [one.title for one in sorted(rows, key=pressing)] == ["late", "noon", "evening", "calm"]
