"""Rich text: the only HTML in the contract, from a closed list of elements."""

import re
from typing import Annotated

from pydantic import AfterValidator

from content_models.base import Model

ELEMENTS = frozenset(
    {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "sub", "sup", "bdi", "span"}
)
"""Elements that rich text may hold. Everything else is removed when a page is compiled."""

LINK_SCHEMES = ("page:", "https://", "http://", "mailto:", "tel:", "#")

_TAG = r"</?(?:p|strong|em|ul|ol|li|h3|h4|blockquote|sub|sup)>|<br>|</a>|</bdi>|</span>"
_LINK = r'<a href="(?:page:[0-9a-f-]{36}|https?://|mailto:|tel:|#)[^"<>]*"(?: rel="[a-z ]*")?>'
_LANGUAGE = r'<(?:bdi|span)(?: (?:lang="[A-Za-z0-9-]+"|dir="(?:ltr|rtl)"))*>'
_HTML = re.compile(rf"(?:[^<>]++|{_TAG}|{_LINK}|{_LANGUAGE})*+")
_PAGE_HREF = re.compile(r'href="page:([0-9a-f-]{36})"')
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
