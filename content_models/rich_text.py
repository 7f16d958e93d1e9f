"""Rich text: the only HTML in the contract, from a closed list of elements."""

import re
from collections.abc import Callable
from html import escape
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator

from content_models.base import Model

ELEMENTS = frozenset(
    {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "sub", "sup", "bdi", "span"}
)
"""Elements that rich text may hold. Everything else is removed when a page is compiled."""

_UUID = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_TAG = r"</?(?:p|strong|em|ul|ol|li|h3|h4|blockquote|sub|sup)>|<br>|</a>|</bdi>|</span>"
_LINK = rf'<a href="(?:page:{_UUID}|(?:https?://|mailto:|tel:|#)[^"<>]*)"(?: rel="[a-z ]*")?>'
_LANGUAGE = r'<(?:bdi|span)(?: (?:lang="[A-Za-z0-9-]+"|dir="(?:ltr|rtl)"))*>'
_HTML = re.compile(rf"(?:[^<>]++|{_TAG}|{_LINK}|{_LANGUAGE})*+")
_PAGE_HREF = re.compile(rf'href="page:({_UUID})"')
_PAGE_ANCHOR = re.compile(rf'<a href="page:({_UUID})"(?: rel="[a-z ]*")?>(.*?)</a>', re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")


def _closed_list(html: str) -> str:
    match = _HTML.match(html)
    if match is None or match.end() != len(html):
        near = html[match.end() if match else 0 :][:40]
        raise ValueError(f"rich text holds markup that is not allowed, near {near!r}")
    return html


class RichText(Model):
    """Sanitised HTML. Links to pages are `href="page:<uuid>"` until they are resolved for a site."""

    html: Annotated[str, AfterValidator(_closed_list)]

    @property
    def page_ids(self) -> tuple[str, ...]:
        """Ids of the pages it links to, in order."""
        return tuple(_PAGE_HREF.findall(self.html))

    @property
    def plain(self) -> str:
        """Its words without markup."""
        return re.sub(r"\s+", " ", _ANY_TAG.sub(" ", self.html)).strip()


def resolve_html(html: str, address: Callable[[UUID], str | None]) -> str:
    """Return rich text with the `address` of each page that it links to; of a dead link (None) the words stay."""

    def replace(match: re.Match[str]) -> str:
        url = address(UUID(match[1]))
        return f'<a href="{escape(url)}">{match[2]}</a>' if url else match[2]

    return _PAGE_ANCHOR.sub(replace, html) if "page:" in html else html
