"""A hub and a commune on two clusters: what one writes reaches the other, once."""

from . import sharing_across
from .running import PASSWORD
from .two import Side
from .two import two_clusters
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
import pytest


pytestmark = pytest.mark.needs("haproxy")
OPERATOR = f"Basic {b64encode(f'operator:{PASSWORD}'.encode()).decode()}"


@pytest.fixture(scope="module")
def sides(short_folder: Path) -> Iterator[tuple[Side, Side]]:
    """The side of the hub and of Namur; that of Durbuy."""
    folder = short_folder / "two"
    folder.mkdir()
    with two_clusters(folder) as both:
        yield both


@pytest.fixture(scope="module")
def here(sides):
    return sides[0]


@pytest.fixture(scope="module")
def there(sides):
    return sides[1]


def test_what_durbuy_writes_is_used_and_improved_on_the_other_cluster(here, there):
    there.call(sharing_across.write, "durbuy", "poubelle")
    there.in_time(lambda: here.call(sharing_across.offered, "poubelle") == [[1, "waiting"]])
    here.call(sharing_across.accept_all)
    here.in_time(
        lambda: there.call(sharing_across.state_of, "durbuy", "poubelle") == ["accepted", 0]
    )
    here.call(sharing_across.adopt_page, "namur", "poubelle")
    there.call(
        sharing_across.write, "durbuy", "poubelle", sharing_across.TEXT.replace("quinze", "dix")
    )
    there.in_time(lambda: len(here.call(sharing_across.offered, "poubelle")) == 2)
    here.call(sharing_across.accept_all)
    here.in_time(lambda: here.call(sharing_across.pending, "namur") == [2])
    here.call(sharing_across.propose_change, "namur", "poubelle")
    here.in_time(
        lambda: there.call(sharing_across.proposed, "durbuy", "poubelle") == ["nis:92094"]
    )


def test_what_namur_revises_reaches_durbuy(here, there):
    here.call(sharing_across.write, "namur", "marche")
    here.in_time(lambda: here.call(sharing_across.offered, "marche") == [[1, "waiting"]])
    here.call(sharing_across.accept_all)
    there.call(sharing_across.adopt_page, "durbuy", "marche")
    here.call(
        sharing_across.write, "namur", "marche", sharing_across.TEXT.replace("quinze", "dix")
    )
    here.in_time(lambda: len(here.call(sharing_across.offered, "marche")) == 2)
    here.call(sharing_across.accept_all)
    there.in_time(lambda: there.call(sharing_across.pending, "durbuy") == [2])


def test_a_hub_that_is_killed_in_the_middle_of_it_gets_it_once(here, there):
    with here.relay.hold("request"):
        there.call(sharing_across.write_file, "durbuy", "reglement", 3_000_000)
        assert here.relay.held.wait(20)
        assert there.instance.get("durbuy.localhost", "/").status == 200
        here.kill("client", "zeo")
    here.instance.start()
    here.start_client()
    there.in_time(
        lambda: there.call(sharing_across.state_of, "durbuy", "reglement") == ["waiting", 0]
    )
    assert here.call(sharing_across.offered, "reglement") == [[1, "waiting"]]


def test_a_hub_that_hangs_before_it_answers_holds_nobody_up_and_has_it_once(here, there):
    with here.relay.hold("answer"):
        there.call(sharing_across.write_file, "durbuy", "brocante", 500_000)
        assert here.relay.held.wait(20)
        with here.hung("client"):
            assert there.instance.get("durbuy.localhost", "/").status == 200
            library = there.instance.get("durbuy.localhost", "/@@library", Authorization=OPERATOR)
            assert "sharing.css" in library.text
            assert 'id="library-search"' not in library.text
    there.in_time(
        lambda: there.call(sharing_across.state_of, "durbuy", "brocante") == ["waiting", 0]
    )
    assert here.call(sharing_across.offered, "brocante") == [[1, "waiting"]]
