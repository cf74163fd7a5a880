"""Texts in Markdown as HTML: those of the guide, READMEs, notes of releases."""

from communesplone.core.typography import typeset_html
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode
import re


_OTHER_FILE = re.compile(r'<a href="(?![a-z]+:|/|#)[^"]*">(.*?)</a>')
_OTHER_PICTURE = re.compile(r'<img [^>]*src="(?![a-z]+:|/)[^"]*"[^>]*>')


def convert(text: str) -> str:
    """Return the HTML of a text; what it quotes of HTML is shown, not obeyed."""
    made = Markdown(extensions=["tables", "sane_lists", _contents()], output_format="html")
    # The texts are ours; what they quote of HTML is a quotation all the same.
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made.convert(text)


def finished(html: str, language: str) -> str:
    """Return HTML of `convert` typeset, without links to files that only the repository has."""
    found = _OTHER_PICTURE.sub("", _OTHER_FILE.sub(r"\1", html))
    found = found.replace("<table>", '<table class="office-table">')
    # The corner of a table heads nothing.
    found = found.replace("<th></th>", "<td></td>")
    return typeset_html(found, language)


def _contents() -> object:
    # Here: the extension keeps what it found of one text.
    from markdown.extensions.toc import TocExtension

    return TocExtension(slugify=slugify_unicode)
