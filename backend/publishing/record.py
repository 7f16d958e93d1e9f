"""Recording: an organisation's pages and settings become its manifest, in one transaction and constant queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import transaction

from backend.organisations.models import Organisation
from backend.publishing import intents
from backend.publishing.desired import DesiredEntry
from backend.publishing.errors import SiteNotCompiled
from backend.publishing.models import LiveEntry, ManifestChange, ManifestReference, StoredManifest, StoredMedia
from backend.publishing.plan import Plan, plan
from backend.publishing.trees import load_trees
from content_models import canonical_bytes, digest

_MANY: Final = 500
"""From so many moved entries on, all rows are written anew: quicker than deleting them by key."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of recording an organisation's manifest."""

    sequence: int
    changed: bool
    problems: list[str] = field(default_factory=list)
    """What is left out, or stays as it was: a sentence each."""


def record(organisation: int) -> Recorded:
    """Bring the manifest of the organisation with this key up to date with what is live; nothing is written if it is.

    Whoever refers to a page that changed here gets an intent in the same transaction. Raises SiteNotCompiled when the
    settings make no site and never made one.
    """
    with transaction.atomic():
        stored = _locked(organisation)
        trees = load_trees([organisation]).of_organisation(organisation)
        if not trees:
            raise SiteNotCompiled(f"The organisation number {organisation} has no home page yet.")
        planned = plan(trees[0].organisation, trees, stored)
        _write_references(organisation, planned)
        if stored.sequence and digest(canonical_bytes(planned.manifest)) == stored.digest:
            return Recorded(stored.sequence, changed=False, problems=planned.problems)
        _write(stored, trees[0].organisation, planned)
        return Recorded(stored.sequence, changed=True, problems=planned.problems)


def _locked(organisation: int) -> StoredManifest:
    """Return the manifest of an organisation for nobody else to write; it is made where there is none."""
    rows = StoredManifest.objects.select_for_update().filter(organisation_id=organisation)
    if (found := rows.first()) is not None:
        return found
    StoredManifest.objects.get_or_create(organisation_id=organisation)
    return rows.get()


def _write(stored: StoredManifest, owner: Organisation, planned: Plan) -> None:
    stored.sequence += 1
    stored.body = canonical_bytes(planned.manifest.model_copy(update={"sequence": stored.sequence}))
    stored.digest = digest(stored.body)
    is_renamed, stored.face = stored.face != _face(owner), _face(owner)
    stored.save()
    if set(stored.media.values_list("digest", flat=True)) != planned.media:
        stored.media.set(StoredMedia.objects.filter(digest__in=planned.media))
    changed = _write_entries(stored, planned.entries)
    if is_renamed:
        changed |= {entry.page_id for entry in planned.entries if not entry.adopted}
    intents.for_referrers(changed, of=stored.organisation_id)


def _face(owner: Organisation) -> str:
    """Return what others show of an organisation beside its pages."""
    return f"{owner.public_address} {owner.name}"


def _write_entries(stored: StoredManifest, entries: list[DesiredEntry]) -> set[UUID]:
    """Write what differs between the recorded and the desired entries; returns the pages that others may show anew.

    An adopted page is nobody's business but its owner's: others are sent to the owner, whoever else has it.
    """
    recorded = {row.path: row for row in LiveEntry.objects.filter(organisation_id=stored.organisation_id)}
    desired = {entry.path: (place, entry) for place, entry in enumerate(entries)}
    stale = [row for path, row in recorded.items() if path not in desired or not _is_same(row, *desired[path])]
    if len(stale) > _MANY:
        stale = list(recorded.values())
    stale_keys = {row.pk for row in stale}
    kept = {row.path for row in recorded.values() if row.pk not in stale_keys}
    fresh = [(place, entry) for path, (place, entry) in desired.items() if path not in kept]
    content = {row.path: row for row in stale}
    upserts = [entry for _, entry in fresh if not _has_content(content.get(entry.path), entry)]
    arrived = {(entry.path, entry.page_id, entry.locale) for _, entry in fresh}
    tombstones = [row for row in stale if (row.path, row.page_id, row.locale) not in arrived]
    if len(stale) == len(recorded):
        LiveEntry.objects.filter(organisation_id=stored.organisation_id).delete()
    else:
        LiveEntry.objects.filter(pk__in=stale_keys).delete()
    LiveEntry.objects.bulk_create([_row(stored, place, entry) for place, entry in fresh], batch_size=2000)
    ManifestChange.objects.bulk_create([*_tombstones(stored, tombstones), *_upserts(stored, upserts)], batch_size=2000)
    own = {entry.page_id for entry in upserts if not entry.adopted}
    return own | {row.page_id for row in tombstones if not row.adopted}


def _is_same(row: LiveEntry, place: int, entry: DesiredEntry) -> bool:
    return row.position == place and _has_content(row, entry)


def _has_content(row: LiveEntry | None, entry: DesiredEntry) -> bool:
    """Say whether `row` shows the same as `entry`, wherever in the order."""
    return row is not None and (row.page_id, row.locale, row.document_id, row.overlay_id, row.adopted) == (
        entry.page_id,
        entry.locale,
        entry.digest,
        entry.overlay,
        entry.adopted,
    )


def _row(stored: StoredManifest, place: int, entry: DesiredEntry) -> LiveEntry:
    return LiveEntry(
        organisation_id=stored.organisation_id,
        position=place,
        path=entry.path,
        page_id=entry.page_id,
        locale=entry.locale,
        type=entry.type,
        document_id=entry.digest,
        overlay_id=entry.overlay,
        adopted=entry.adopted,
    )


def _tombstones(stored: StoredManifest, rows: Iterable[LiveEntry]) -> Iterator[ManifestChange]:
    for row in rows:
        yield ManifestChange(
            organisation_id=stored.organisation_id,
            sequence=stored.sequence,
            path=row.path,
            page_id=row.page_id,
            locale=row.locale,
            digest=None,
        )


def _upserts(stored: StoredManifest, entries: Iterable[DesiredEntry]) -> Iterator[ManifestChange]:
    for entry in entries:
        yield ManifestChange(
            organisation_id=stored.organisation_id,
            sequence=stored.sequence,
            path=entry.path,
            page_id=entry.page_id,
            locale=entry.locale,
            digest=entry.digest,
            overlay=entry.overlay or "",
        )


def _write_references(organisation: int, planned: Plan) -> None:
    """Write what the site refers to outside itself, where it differs."""
    kinds = ManifestReference.Kind
    wanted = {(kinds.PAGE, target) for target in planned.pages}
    wanted |= {(kinds.CONTACT, target) for target in planned.contacts}
    rows = ManifestReference.objects.filter(organisation_id=organisation)
    known = {(kinds(kind), target): pk for pk, kind, target in rows.values_list("pk", "kind", "target")}
    if left := [pk for reference, pk in known.items() if reference not in wanted]:
        ManifestReference.objects.filter(pk__in=left).delete()
    ManifestReference.objects.bulk_create(
        [
            ManifestReference(organisation_id=organisation, kind=kind, target=target)
            for kind, target in sorted(wanted - known.keys())
        ]
    )
