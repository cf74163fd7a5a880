from communesplone.core.robots import is_robot
from communesplone.core.robots import visitor
from communesplone.core.robots import WORDS
from pathlib import Path
import crawleruseragents
import pytest
import re


HOME = Path(__file__).resolve().parents[3]
BROWSERS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Linux; Android 14; SM-A546B; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 DuckDuckGo/5",
]


@pytest.mark.parametrize("agent", BROWSERS)
def test_a_browser_is_a_person(agent):
    assert visitor({"HTTP_USER_AGENT": agent}) == "person"


def test_the_robots_of_the_list_that_others_keep_are_known():
    robots = crawleruseragents.CRAWLER_USER_AGENTS_DATA
    listed = {agent for one in robots for agent in one["instances"]}
    unknown = [agent for agent in listed if not is_robot(agent)]
    assert len(listed) > 1000
    assert len(unknown) < 0.02 * len(listed), unknown


def test_who_has_a_session_works_here_and_what_is_fetched_in_advance_is_read_by_nobody():
    browser = {"HTTP_USER_AGENT": BROWSERS[0]}
    assert visitor({**browser, "HTTP_COOKIE": "x=1; __ac=y"}) == "office"
    assert visitor({**browser, "HTTP_AUTHORIZATION": "Basic x"}) == "office"
    assert visitor({**browser, "HTTP_COOKIE": "not__ac=y"}) == "person"
    assert visitor({**browser, "HTTP_SEC_PURPOSE": "prefetch;anonymous-client-ip"}) == "robot"


def test_the_proxy_knows_the_same_words():
    option = re.search(r"^robots = (.*)$", (HOME / "profiles/cache.cfg").read_text(), re.MULTILINE)
    assert tuple(option[1].split()) == WORDS
