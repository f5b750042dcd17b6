"""What the head of a page says of news: a description, Open Graph, and schema.org's NewsArticle as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from iopdocs.conversion.article import PressArticle, PressPicture

_CONTEXT = "https://schema.org"


def described(news: PressArticle) -> Iterator[str]:
    """Yield the lines of a page's head that say what is in it."""
    if news.lead:
        yield f'<meta name="description" content="{escape(news.lead)}">'
    facts = {
        "og:type": "article",
        "og:locale": "sv_SE",
        "og:title": news.headline,
        "og:description": news.lead,
        "og:site_name": news.sender,
        "article:published_time": news.published and news.published.isoformat(),
    }
    yield from (f'<meta property="{name}" content="{escape(value)}">' for name, value in facts.items() if value)
    yield from (f'<meta property="article:tag" content="{escape(word)}">' for word in news.keywords)
    # What ends the element in a text of anybody's must not end it here.
    data = json.dumps(_as_schema(news), ensure_ascii=False).replace("<", "\\u003c")
    yield f'<script type="application/ld+json">{data}</script>'


def _as_schema(news: PressArticle) -> dict[str, Any]:
    """Return the news in the terms of https://schema.org/NewsArticle; what is not known is left out."""
    sender = {"@type": "Organization", "name": news.sender} if news.sender else None
    said = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": news.headline,
        "description": news.lead,
        "inLanguage": "sv",
        "datePublished": news.published and news.published.isoformat(),
        "author": sender,
        "publisher": sender,
        "keywords": list(news.keywords),
        "image": [_image(picture) for picture in news.pictures],
    }
    return {name: value for name, value in said.items() if value}


def _image(picture: PressPicture) -> dict[str, str]:
    where = "contentUrl" if (picture.file or "").startswith("https://") else "name"
    said = {
        where: picture.file,
        "description": picture.alt,
        "caption": picture.caption,
        "creditText": picture.photographer,
    }
    return {"@type": "ImageObject", **{name: value for name, value in said.items() if value}}
