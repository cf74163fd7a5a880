"""A text of the guide as HTML: its links stay in the guide, its HTML is shown, not obeyed."""

from communesplone.core.markdown import convert
from communesplone.core.markdown import finished
from communesplone.editing.guide.topics import PICTURES
from communesplone.editing.guide.topics import plain
from functools import lru_cache
from functools import partial
from html import escape
from markdown.extensions.toc import slugify_unicode
import re


_HEADING = re.compile(r"^(#{2,4}) (.+)$", re.MULTILINE)
_TOPIC = re.compile(r'href="([a-z0-9-]+|README)\.md(#[^"]*)?"')
_PICTURE = re.compile(r'<img alt="([^"]*)" src="\.\./images/guide/([a-z0-9-]+\.png)"[^>]*>')


@lru_cache(maxsize=128)
def html(text: str, base: str) -> str:
    """Return the HTML of a text in Markdown, typeset.

    :param base: address of the guide, such as "https://www.namur.be/@@guide".
    """
    at = escape(base, quote=True)
    found = _TOPIC.sub(rf'href="{at}/\1\2"', convert(text))
    return finished(_PICTURE.sub(partial(_picture, at), found), "fr")


def _picture(base: str, found: re.Match) -> str:
    """Return a picture from the guide; nothing of one that was not taken yet."""
    alt, name = found.groups()
    if not (PICTURES / name).is_file():
        return ""
    return f'<img alt="{alt}" loading="lazy" src="{base}/{name}">'


def parts(text: str) -> list[tuple[str, str, str]]:
    """Return the parts of a text between headings, as (heading, anchor, text in Markdown).

    The first has no heading.
    """
    pieces = _HEADING.split(text)
    found = [("", "", pieces[0])]
    for heading, body in zip(pieces[2::3], pieces[3::3], strict=True):
        found.append((heading, slugify_unicode(plain(heading), "-"), body))
    return found
