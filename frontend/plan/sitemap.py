"""sitemap.xml (sitemaps.org protocol 0.9) with languages (hreflang), and robots.txt (RFC 9309)."""

from collections.abc import Mapping
from html import escape
from itertools import batched
from typing import Final

from content_models import Entry
from content_models.site import Site
from frontend.plan.facts import Facts
from frontend.plan.tree import SiteTree

LIMIT: Final = 25_000
"""Pages in one file; the protocol allows 50,000 and 50 MB."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML: Final = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemap_files(
    site: Site, tree: SiteTree, entries: tuple[Entry, ...], known: Mapping[str, Facts]
) -> dict[str, bytes]:
    """Return `sitemap.xml`, and for a big site the files that it lists."""
    base = escape(site.base_url.rstrip("/"))
    # A page whose owner wants it found on its own site is left to that site's map.
    own = (entry for entry in entries if not (entry.adopted and entry.adopted.canonical))
    urls = [_url(base, entry, tree, known) for entry in own]
    files = [_file(batch) for batch in batched(urls, LIMIT)] or [_file(())]
    if len(files) == 1:
        return {"sitemap.xml": files[0]}
    named = {f"sitemap-{number}.xml": data for number, data in enumerate(files, start=1)}
    listed = "".join(f"<sitemap><loc>{base}/{name}</loc></sitemap>\n" for name in named)
    return {"sitemap.xml": f"{_HEAD}<sitemapindex {_SPACE}>\n{listed}</sitemapindex>\n".encode(), **named}


def robots(site: Site) -> bytes:
    """Return `robots.txt`: everything may be read, but search engines stay out of a demonstration."""
    rule = "Disallow: /" if site.demonstration else "Allow: /"
    return f"User-agent: *\n{rule}\nSitemap: {site.base_url.rstrip('/')}/sitemap.xml\n".encode()


def _file(urls: tuple[str, ...]) -> bytes:
    return f"{_HEAD}<urlset {_SPACE} {_XHTML}>\n{''.join(urls)}</urlset>\n".encode()


def _url(base: str, entry: Entry, tree: SiteTree, known: Mapping[str, Facts]) -> str:
    others, links, first = tree.by_id[entry.id], "", tree.locales[0]
    if len(others) > 1:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{locale}" href="{base}{others[locale].path}"/>'
            for locale in sorted(others)
        )
        if first in others:
            links += f'<xhtml:link rel="alternate" hreflang="x-default" href="{base}{others[first].path}"/>'
    return f"<url><loc>{base}{entry.path}</loc><lastmod>{known[entry.version].last_updated}</lastmod>{links}</url>\n"
