"""Documents in the words of schema.org: plain data, no site needed."""

from typing import Any


def digital_document(
    *,
    name: str,
    url: str,
    description: str,
    published: str,
    modified: str,
    language: str,
    file_url: str,
    media_type: str,
    size: int,
) -> dict[str, Any]:
    """Return a schema.org DigitalDocument; what is not known is left out."""
    media = {
        "@type": "MediaObject",
        "contentUrl": file_url,
        "encodingFormat": media_type,
        "contentSize": str(size),
    }
    found = {
        "@type": "DigitalDocument",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "datePublished": published,
        "dateModified": modified,
        "inLanguage": language,
        "encodingFormat": media_type,
        "encoding": media if file_url else None,
    }
    return {key: value for key, value in found.items() if value}
