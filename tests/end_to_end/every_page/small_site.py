"""A site of a few pages written by a test, in the folders of the builder, so that rules can be shown what they look for."""

import json
from pathlib import Path

from tests.parts.built_site import BuiltSite

ADDRESS = "http://small.localhost:8000"
SOUND = """<!doctype html><html lang="{lang}"><head><title>{title}</title><meta name="description" content="{title}.">
<link rel="icon" href="/favicon.svg">{head}</head><body class="page page--standard"><main><h1>{title}</h1>{body}</main></body></html>"""


def page(title: str, body: str = "", head: str = "", lang: str = "en") -> str:
    """Return a page without faults, but for those in `body` and `head`."""
    return SOUND.format(title=title, body=body, head=head, lang=lang)


def small_site(
    folder: Path, files: dict[str, str], *, name: str = "small", address: str = ADDRESS, **settings: object
) -> BuiltSite:
    """Write a site below `folder` that has these files, by path in the release, and return it."""
    release = folder / name / "slots" / "a"
    none_moved = json.dumps({"moved": {"/old/": ["/", 301]}, "gone": []})
    site_map = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{address}/</loc></url></urlset>'
    headers = json.dumps({"every": {}, "kept_below": [], "kept": "no-cache", "fresh": "no-cache"})
    for path, text in {
        "headers.json": headers, "favicon.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "redirects.json": none_moved, "sitemap.xml": site_map, "index.html": page("Home"), **files,
    }.items():  # fmt: skip
        file = release / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / name / "site.json").write_text(json.dumps({"base_url": address, **settings}))
    (folder / name / "current").symlink_to(release.relative_to(folder / name))
    return BuiltSite(name, folder / name / "current")
