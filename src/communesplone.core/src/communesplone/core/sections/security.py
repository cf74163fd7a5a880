"""The Content-Security-Policy of pages: only one that may frame another site says so."""

from ZPublisher.HTTPResponse import HTTPResponse
import re


#: What the HTML of such a section has, also one that came out of a memory. Within a tag: the
#: same letters in a text, such as a question to the search, would open the policy of its page.
MARK = re.compile(rb'<[a-z]+\s[^<>]*?data-communes-frame="(https://[a-z0-9.-]{3,200})"')


def frame_sources(response: HTTPResponse) -> str:
    """Return which sites a finished page may frame: after a click, never before."""
    if not isinstance(response.body, bytes):
        return "'self'"
    hosts = sorted({found.decode() for found in MARK.findall(response.body)})
    return " ".join(["'self'", *hosts])
