"""The home that `make bench ARGS=vitals` measures shows pictures, and heavy ones."""

from communesplone.core import jobs
from communesplone.core.pictures.work import MAKE
from communesplone.core.pictures.work import make
from html import unescape
from importlib.util import module_from_spec
from importlib.util import spec_from_file_location
from pathlib import Path
from plone import api
import pytest
import re
import transaction


PROBE = Path(__file__).parents[2] / "benchmarks" / "probe_vitals.py"
#: Bytes of what a phone shows of a photograph: the hero 800 pixels wide, a teaser 400.
HEAVY_HERO, HEAVY_TEASER = 35_000, 8_000


@pytest.fixture
def probe():
    spec = spec_from_file_location(PROBE.stem, PROBE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def home(at, app, visit, probe):
    """The home of Namur with three news, once the benchmark put its pictures there."""
    with at("namur") as site:
        for number in range(probe.TEASERS):
            title = f"Nouvelle {number}"
            news = api.content.create(site["actualites"], "News Item", title=title)
            api.content.transition(news, "publish")
        probe.illustrate(app, "namur")
        waiting = [job for job in jobs.pending(site) if job.name == MAKE]
        assert probe.waiting(app, "namur") == len(waiting) == probe.TEASERS
        for job in waiting:
            make(site, *job.args)
        transaction.commit()
    return visit("namur").get("/")


def test_it_shows_a_hero_picture_in_place_of_the_drawing(home, visit):
    (phone,) = re.findall(r'<source[^>]+srcset="([^"]+)"', home.text)
    assert 'class="skyline"' not in home.text
    served = visit("namur").get(unescape(phone))
    assert served.content_type == "image/webp"
    assert len(served.body) > HEAVY_HERO


def test_it_shows_teasers_with_scales_of_their_pictures(home, visit, probe):
    thumbs = re.findall(r'<img class="thumb"[^>]+srcset="([^"]+)"', home.text)
    assert len(thumbs) == probe.TEASERS
    for srcset in thumbs:
        served = visit("namur").get(srcset.split()[0])
        assert served.content_type == "image/webp"
        assert len(served.body) > HEAVY_TEASER
