"""Who asks: a person, a robot, or somebody who works here; said in a word, then forgotten.

The word goes into the line of the log; the name of the browser goes nowhere. HAProxy has the
same rule in profiles/templates/haproxy.cfg.in, and a test that keeps them in step.
"""

from typing import Any
from typing import Literal


#: Every browser begins so, for reasons of the last century; what does not is a program.
BROWSER = "Mozilla/5.0 ("
_PROGRAMS = """
bot crawl spider slurp http: https: www. .com .io @ (at) +metauri compatible; headless
lighthouse inspect preview prerender scan scrap fetch feed favicon monitor check valid verif
archive sitemap uptime pingdom ptst/ synthetic playwright selenium phantomjs puppeteer google-
mediapartners facebookexternalhit whatsapp telegram outbrain screenshot gtmetrix speed
dareboost zgrab python java/ curl/ wget/ perl ruby libwww go-http axios node-fetch httpclient
okhttp rss proxy agent
"""
#: What programs say of themselves behind it, in small letters. Checked against the list that
#: others keep (PyPI's crawler-user-agents): tests/test_robots.py of this add-on.
WORDS = tuple(_PROGRAMS.split())

Visitor = Literal["person", "robot", "office"]
#: Cookies of those who work here: in a site, or as operators of the cluster.
SESSIONS = ("__ac=", "communes_operator=")


def visitor(environ: dict[str, Any]) -> Visitor:
    """Return who makes the request of a WSGI environment.

    >>> visitor({"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"})
    'person'
    """
    if "HTTP_AUTHORIZATION" in environ or _has_session(environ.get("HTTP_COOKIE", "")):
        return "office"
    if "prefetch" in environ.get("HTTP_SEC_PURPOSE", environ.get("HTTP_PURPOSE", "")):
        # Nobody may ever look at it.
        return "robot"
    return "robot" if is_robot(environ.get("HTTP_USER_AGENT", "")) else "person"


def is_robot(agent: str) -> bool:
    """Tell whether a program says so of itself; one that lies is taken for a person."""
    small = agent.lower()
    return not agent.startswith(BROWSER) or any(word in small for word in WORDS)


def _has_session(cookies: str) -> bool:
    return any(one.strip().startswith(SESSIONS) for one in cookies.split(";"))
