"""What the archive of a toolkit holds: its files, its words as text files, a manifest for machines and a note for people.

<page>/READ-ME.txt       in the language of the page: what this is, by whose licence, what is in it
<page>/manifest.json     the same for machines
<page>/…                 the files, in the order of the toolkit, then those that were made for this site
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from content_models.documents import Toolkit
from content_models.documents.toolkit import ToolkitItem
from frontend.archives.archive import ABOUT, FORMAT, MANIFEST, READ_ME, Contents, ExtraFile, Packed
from frontend.archives.names import Names, safe_name
from frontend.plan.facts import MediaFact
from frontend.plan.page_view import PageView
from frontend.plan.view import SiteView
from frontend.render import formats
from frontend.render.words import Words, language_name


def toolkit_contents(view: SiteView, page: PageView, words: Words, extra: Sequence[ExtraFile] = ()) -> Contents:
    """Return what the archive of a toolkit's page holds; raises TypeError for a page of another type."""
    toolkit = page.document
    if not isinstance(toolkit, Toolkit):
        raise TypeError(f"{page.entry.path} has an archive, but is a {toolkit.type}")
    names = Names(ABOUT)
    found = [*_own(toolkit, names), *_made(extra, names)]
    url = view.absolute(page.entry.path)
    manifest = {
        "format": FORMAT,
        "title": toolkit.title,
        "language": toolkit.locale,
        "organisation": view.site.organisation.name,
        "source": url,
        "updated": toolkit.last_updated.isoformat(),
        "licence": _licence(toolkit),
        "files": [{**about, "licence": toolkit.licence.name, "source": url} for _, about in found],
    }
    data = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
    note = read_me(view, toolkit, words, url, [about for _, about in found]).encode()
    first = (Packed(READ_ME, note, len(note)), Packed(MANIFEST, data, len(data)))
    return Contents(safe_name(page.entry.path.rstrip("/"), "toolkit"), (*first, *(packed for packed, _ in found)))


def _own(toolkit: Toolkit, names: Names) -> Iterator[tuple[Packed, dict[str, Any]]]:
    """Yield the toolkit's files, and the words to copy as files; each with what the manifest says of it."""
    for item in toolkit.items:
        if item.file:
            name = names.free(item.file.filename)
            fact = MediaFact(item.file.digest, item.file.filename, item.file.media_type, item.file.size)
            yield Packed(name, fact, fact.size), _about(name, item, fact.size, fact.digest)
        if item.text:
            data = f"{item.text.strip()}\n".encode()
            # A title in another script leaves nothing of itself: the kind and the language stand for it.
            name = names.free(f"{safe_name(item.title, item.kind.replace('_', '-'))}.{item.locale}.txt")
            yield Packed(name, data, len(data)), _about(name, item, len(data), hashlib.sha256(data).hexdigest())


def _about(name: str, item: ToolkitItem, size: int, digest: str) -> dict[str, Any]:
    expires = {"expires": item.expires.isoformat()} if item.expires else {}
    known = {"name": name, "title": item.title, "kind": item.kind, "language": item.locale, "version": item.version}
    return {**known, **expires, "size": size, "sha256": digest}


def _made(extra: Sequence[ExtraFile], names: Names) -> Iterator[tuple[Packed, dict[str, Any]]]:
    for each in extra:
        name = names.free(each.file.filename)
        known = {"name": name, "title": each.title, "kind": each.kind, "language": each.locale, "version": each.version}
        yield Packed(name, each.file, each.file.size), {**known, "size": each.file.size, "sha256": each.file.digest}


def _licence(toolkit: Toolkit) -> dict[str, str | None]:
    licence = toolkit.licence
    return {"name": licence.name, "url": licence.url, "holder": licence.holder, "note": licence.note}


def read_me(view: SiteView, toolkit: Toolkit, words: Words, url: str, files: Sequence[dict[str, Any]]) -> str:
    """Return the note for people: lines of plain text, in the language of the page."""
    licence = toolkit.licence
    lines = [
        toolkit.title,
        view.site.organisation.name,
        "",
        toolkit.summary,
        "",
        _plain(words, "archive_from", url=url),
        words.fill("updated", date=formats.day(words, toolkit.last_updated).text).unescape(),
        f"{words['licence'].unescape()}: {licence.name}, © {licence.holder}"
        + (f" ({licence.url})" if licence.url else ""),
        *([licence.note] if licence.note else []),
        words["archive_newest"].unescape(),
        "",
    ]
    for about in files:
        lines += (about["name"], f"    {about['title']}", f"    {_edition(words, about)}", "")
    films = [item.title for item in toolkit.items if item.film]
    lines += [words["archive_films"].unescape(), *(f"    {title}" for title in films), ""] if films else []
    return "\n".join(lines)


def _edition(words: Words, about: dict[str, Any]) -> str:
    return f"{language_name(about['language'])}, {_plain(words, 'version', version=about['version'])}"


def _plain(words: Words, key: str, **values: str) -> str:
    return words.fill(key, **values).unescape()
