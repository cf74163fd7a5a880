"""What the head of a page tells machines: address, languages, preview, structured data."""

from collections.abc import Iterator
from collections.abc import Mapping
from html import escape
from typing import Any
import json


Data = Mapping[str, Any]
LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_BE", "en": "en_GB"}
ARTICLES = frozenset({"NewsArticle", "Article"})


def head(
    page: Data, *, own: Any, image: Any, translations: Mapping[str, str], modified: str
) -> str:
    """Return the elements of the head as safe HTML.

    :param page: what `Frame.data` tells of the page.
    :param own: structured data of the view: a graph of schema.org, or nothing.
    :param image: `src`, `width`, `height`, `alt` of the page's picture, or nothing.
    :param translations: addresses of the page by language, this one's among them.
    :param modified: when it was last changed, ISO 8601; empty when that tells nothing.
    """
    image = image if isinstance(image, Mapping) and image.get("src") else None
    parts = [_script({"@graph": own} if isinstance(own, list) else own)] if own else []
    if page["located"]:
        parts = [
            _element("link", rel="canonical", href=page["canonical"]),
            *_alternates(translations, page["first_language"]),
            *_preview(page, own, image, modified),
            *parts,
            _script({"@graph": list(_graph(page, own, image, modified))}),
        ]
    return "\n".join(part for part in parts if part)


def _element(name: str, /, **attributes: Any) -> str:
    shown = " ".join(
        f'{key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name} {shown} />"


def _alternates(translations: Mapping[str, str], first: str) -> Iterator[str]:
    """Yield the address in each language, and the one for those who speak another."""
    if len(translations) < 2:
        return
    for code, url in translations.items():
        yield _element("link", rel="alternate", hreflang=code, href=url)
    usual = translations.get(first) or next(iter(translations.values()))
    yield _element("link", rel="alternate", hreflang="x-default", href=usual)


def _preview(page: Data, own: Any, image: Data | None, modified: str) -> Iterator[str]:
    kind = own.get("@type") if isinstance(own, Mapping) else ""
    found = {
        "og:type": "article" if kind in ARTICLES else "website",
        "og:title": page["heading"],
        "og:description": page["description"],
        "og:url": page["canonical"],
        "og:site_name": page["name"],
        "og:locale": LOCALES.get(page["language"], page["language"]),
        "article:modified_time": modified if kind in ARTICLES else "",
    }
    if image:
        found |= {
            "og:image": image["src"],
            "og:image:width": image.get("width"),
            "og:image:height": image.get("height"),
            "og:image:alt": image.get("alt"),
        }
    for name, value in found.items():
        if value:
            yield _element("meta", property=name, content=value)
    yield _element(
        "meta", name="twitter:card", content="summary_large_image" if image else "summary"
    )


def _graph(page: Data, own: Any, image: Data | None, modified: str) -> Iterator[Data]:
    """Yield the way to the page, and the page itself when its view says nothing of it."""
    if page["crumbs"]:
        steps = [{"title": page["name"], "url": page["home_url"]}, *page["crumbs"]]
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": step["title"],
                    "item": step["url"] or page["canonical"],
                }
                for number, step in enumerate(steps, 1)
            ],
        }
    if own:
        return
    described = {
        "@type": "WebPage",
        "@id": page["canonical"],
        "url": page["canonical"],
        "name": page["heading"],
        "description": page["description"],
        "inLanguage": page["language"],
        "dateModified": modified,
        "primaryImageOfPage": image["src"] if image else "",
        "isPartOf": {"@type": "WebSite", "url": page["home_url"], "name": page["name"]},
    }
    yield {key: value for key, value in described.items() if value}


def _script(graph: Data) -> str:
    """Return structured data in a script element, which no text of it can end."""
    if not graph:
        return ""
    text = json.dumps({"@context": "https://schema.org", **graph}, ensure_ascii=False)
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>'
