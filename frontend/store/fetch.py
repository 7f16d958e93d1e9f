"""From a source into the store: only what is missing, and nothing that is not what its digest says."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from content_models import ContractError, Entry, Manifest, Reason, canonical_bytes, parse_document
from frontend.errors import ContentError, DamagedFile, DigestMismatch, InvalidContent, SourceUnreachable
from frontend.forks import in_batches, run_batches
from frontend.plan.facts import Facts, MediaFact, facts_of
from frontend.source.base import SiteSummary, Source
from frontend.store.content import Store

ONE_BY_ONE: Final = 8
"""Up to this many missing documents are asked for one by one; more come with an export."""

LEFT_OVER: Final = 50
"""Up to this many documents that an export should have brought and did not are asked for one by one."""

BATCH: Final = 200

_WHAT: Final = {
    "slot": "what fills the local slot {}",
    "insertion": "what stands after the block {}",
    "hidden": "leaving out the block {}",
}
_WHY: Final = {
    Reason.GONE: "it is no longer there",
    Reason.LOCKED: "its owner has locked it",
    Reason.BETWEEN_LOCKED: "its owner has locked what is around it",
    Reason.NOT_ACCEPTED: "the slot takes no such block",
    Reason.SLOT_HIDDEN: "the slot is left out",
    Reason.NEEDED: "a story needs one block of its owner's",
}
"""Why a local part is not shown, in words for the builder's warnings."""

type Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class SiteContent:
    """A verified manifest, its digest and its bytes."""

    manifest: Manifest
    digest: str
    data: bytes


def fetch_manifest(source: Source, store: Store, summary: SiteSummary) -> SiteContent:
    """Return the manifest of a site, from the store when it has not changed.

    Raises DigestMismatch, InvalidContent, and what the source raises.
    """
    site, digest = summary.slug, summary.digest
    data = store.manifest(site, digest)
    if data is None:
        data = source.manifest(site)
        if hashlib.sha256(data).hexdigest() != digest:
            # Somebody may have published between the two answers: ask once more before calling it a lie.
            data, listed = source.manifest(site), {each.slug: each.digest for each in source.sites()}
            digest = hashlib.sha256(data).hexdigest()
            if digest != listed.get(site):
                raise DigestMismatch(
                    f"{source.name} gives a manifest of {site} that is not the one whose digest it lists; "
                    f"reconcile the content store."
                )
    return SiteContent(_parsed(site, data), digest, data)


def _parsed(site: str, data: bytes) -> Manifest:
    try:
        manifest = Manifest.parse(data, lenient=True)
    except ContractError as error:
        raise InvalidContent(f"The manifest of {site} cannot be used: {error}") from error
    if manifest.slug != site:
        raise InvalidContent(f"The manifest of {site} is that of {manifest.slug}; reconcile the content store.")
    return manifest


def fetch_documents(source: Source, store: Store, content: SiteContent, *, processes: int, progress: Progress) -> int:
    """Bring all documents and overlays of a manifest into the store, and know the facts of each entry; returns how many are new.

    Raises DigestMismatch, InvalidContent, and what the source raises.
    """
    site, known = content.manifest.slug, store.known()
    entries = {entry.version: entry for entry in content.manifest.entries}
    new = [entry for version, entry in entries.items() if version not in known]
    missing = lost_parts(store, new)
    if len(missing) > ONE_BY_ONE and len(missing) * 5 > len(entries):
        missing = _from_export(source, store, site, missing, progress)
    fetch_single(source, store, missing)
    found = _facts(source, store, site, new, processes, progress)
    store.keep_facts(site, found, entries)
    _reject_strangers(content.manifest, store)
    return len(new)


def parts_of(entry: Entry) -> dict[str, str]:
    """Return the digests that an entry consists of, and what each is: a document, and perhaps an overlay."""
    return {entry.digest: "document"} | ({entry.overlay: "overlay"} if entry.overlay else {})


def lost_parts(store: Store, entries: Iterable[Entry]) -> dict[str, str]:
    """Return the parts of entries that the store has not."""
    wanted = {digest: kind for entry in entries for digest, kind in parts_of(entry).items()}
    return {digest: kind for digest, kind in wanted.items() if not store.has_document(digest)}


def fetch_single(source: Source, store: Store, parts: Mapping[str, str]) -> None:
    """Fetch documents and overlays one by one; raises DigestMismatch and what the source raises."""
    for digest, kind in parts.items():
        data = source.overlay(digest) if kind == "overlay" else source.document(digest)
        if hashlib.sha256(data).hexdigest() != digest:
            raise DigestMismatch(
                f"{source.name} gives other bytes for the {kind} {digest[:16]}… than its digest says; "
                f"publish the page again, or reconcile the content store."
            )
        store.add_document(digest, data)


def _from_export(
    source: Source, store: Store, site: str, missing: dict[str, str], progress: Progress
) -> dict[str, str]:
    """Keep what the export has of `missing`; returns what it had not. A broken export counts as one that ends there."""
    wanted, total = dict(missing), len(missing)
    try:
        for line in source.export(site):
            digest = hashlib.sha256(line).hexdigest()
            if digest in wanted:
                store.add_document(digest, line)
                del wanted[digest]
                progress(f"{site}: documents", total - len(wanted), total)
    except SourceUnreachable:
        if len(wanted) == total:
            raise
    if len(wanted) > LEFT_OVER:
        raise ContentError(
            f"The export of {site} from {source.name} ended early: {len(wanted)} of {total} documents are missing; "
            f"build again, what has come is kept."
        )
    return wanted


def _facts(
    source: Source, store: Store, site: str, entries: Sequence[Entry], processes: int, progress: Progress
) -> dict[str, Facts]:
    """Read new documents and return their facts; one that the store has lost meanwhile is fetched again."""
    found: dict[str, Facts] = {}

    def read(batch: Sequence[Entry]) -> list[tuple[object, ...] | str | None]:
        return [_read(store, entry, site) for entry in batch]

    batches = in_batches(entries, BATCH)
    numbered = list(enumerate(batches))
    for number, answers in run_batches(numbered, lambda item: (item[0], read(item[1])), processes):
        for entry, answer in zip(batches[number], answers, strict=True):
            again = answer
            if again is None:
                fetch_single(source, store, lost_parts(store, [entry]))
                again = _read(store, entry, site)
            if not isinstance(again, tuple):
                raise InvalidContent(
                    f"The document of {entry.path} cannot be used: {again or 'it cannot be read back'}"
                )
            found[entry.version] = Facts._make(again)
        progress("documents read", len(found), len(entries))
    return found


def _read(store: Store, entry: Entry, site: str) -> tuple[object, ...] | str | None:
    """Return the facts of one entry, what is wrong with it, or None when a stored file is not right."""
    try:
        if entry.overlay is None:
            data = store.document_bytes(entry.digest)
            return tuple(facts_of(parse_document(data, lenient=True), data))
        whose = store.overlay(entry.overlay).organisation.slug
        if whose != site:
            return f"its overlay is of another site ({whose})"
        merged = store.merged(entry.version)
        lost = tuple(f"{_WHAT[part.part].format(part.at)}: {_WHY[part.reason]}" for part in merged.unplaced)
        return tuple(facts_of(merged.document, canonical_bytes(merged.document))._replace(unplaced=lost))
    except ContractError as error:
        return str(error)
    except DamagedFile:
        return None


def _reject_strangers(manifest: Manifest, store: Store) -> None:
    """Raise InvalidContent when an entry names a document that is another page's, language's or type's."""
    known = store.known()
    for entry in manifest.entries:
        facts = known[entry.version]
        if facts.type != entry.type or facts.locale != entry.locale or facts.number != entry.id.int:
            raise InvalidContent(
                f"The manifest of {manifest.slug} puts at {entry.path} a {entry.type} in {entry.locale}, but the document "
                f"there is another page ({facts.type} in {facts.locale}); reconcile the content store."
            )


def fetch_media(source: Source, store: Store, files: Sequence[MediaFact], progress: Progress) -> int:
    """Bring files into the store that it lacks; returns how many. Raises DigestMismatch and what the source raises."""
    missing = list({file.digest: file for file in files if store.media_path(file) is None}.values())
    for number, file in enumerate(missing, start=1):
        with source.media(file.digest) as blocks:
            store.add_media(file, blocks)
        progress("files", number, len(missing))
    return len(missing)
