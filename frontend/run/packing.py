"""Making an offline pack of sites: everything is fetched into the store, verified, and written out from there."""

import os
from collections.abc import Sequence
from pathlib import Path

from content_models import canonical_bytes
from frontend.errors import FolderError, UnknownSite
from frontend.plan.facts import MediaFact, references_in
from frontend.report import Reporter
from frontend.source.base import Source
from frontend.source.pack import write_pack
from frontend.store.content import Store
from frontend.store.fetch import fetch_documents, fetch_manifest, fetch_media, parts_of


def pack_sites(source: Source, store: Store, folder: Path, names: Sequence[str], report: Reporter) -> None:
    """Write the named sites of `source`, all without names, into the pack in `folder`; raises FrontendError."""
    listed = {site.slug: site for site in source.sites()}
    for name in names or sorted(listed):
        if name not in listed:
            raise UnknownSite(f"{source.name} has no site “{name}”; it has: {', '.join(sorted(listed))}.")
        store.load_facts(name)
        content = fetch_manifest(source, store, listed[name])
        fetch_documents(source, store, content, processes=len(os.sched_getaffinity(0)), progress=report.progress)
        entries = content.manifest.entries
        lines = list(dict.fromkeys(name for entry in entries for name in parts_of(entry)))
        media = {MediaFact._make(file) for entry in entries for file in store.facts(entry.version).media}
        media.update(references_in(canonical_bytes(content.manifest.site)).media)
        fetch_media(source, store, sorted(media), report.progress)
        try:
            write_pack(folder, name, content.data, lines, sorted(media), store)
        except OSError as error:
            raise FolderError.from_os(error, folder) from error
        report.say(f"{name}: {len(lines):,} documents and overlays and {len(media):,} files packed into {folder}")
