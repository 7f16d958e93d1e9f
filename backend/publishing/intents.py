"""Writing publish intents: what must reach the content store, noted in the transaction that made it necessary."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import batched
from typing import Final
from uuid import UUID

from django.db import models, transaction

from backend.publishing.models import ManifestReference, PublishIntent

PAGE: Final = "wagtailcore.page"
SUBTREE: Final = "wagtailcore.page+"
"""A page and all below it."""
ORGANISATION: Final = "organisations.organisation"
MANIFEST: Final = "publishing.storedmanifest"
"""An organisation's manifest alone: none of its pages has to be compiled, only what it shows of others changed."""
SECTION: Final = "sharing.adoption+"
"""An adopted section, from its root adoption on."""
CONTACT: Final = "organisations.contact"


_draining: ContextVar[bool] = ContextVar("draining", default=False)


@contextmanager
def taken_up_here() -> Iterator[None]:
    """Within this block, intents start no task: whoever runs it takes up by itself what arises on the way."""
    before = _draining.set(True)
    try:
        yield
    finally:
        _draining.reset(before)


def write(reason: str, *, subject: str, subject_id: object, organisation: int | None = None) -> None:
    """Note that the object `subject` number `subject_id` changed; it is taken up once the transaction is committed."""
    intent = PublishIntent(reason=reason, subject=subject, subject_id=str(subject_id), organisation_id=organisation)
    intent.save(force_insert=True)
    _take_up_on_commit()


def for_object(reason: str, instance: models.Model) -> None:
    """Note that `instance` changed."""
    write(reason, subject=instance._meta.label_lower, subject_id=instance.pk)


def for_organisations(reason: str, organisations: Iterable[int]) -> None:
    """Note that each of these organisations must be recorded again, and its pages compiled that need it."""
    _write_all([(reason, ORGANISATION, pk, pk) for pk in sorted(set(organisations))])


def for_manifests(reason: str, organisations: Iterable[int]) -> None:
    """Note that the manifest of each of these organisations must be recorded again."""
    _write_all([(reason, MANIFEST, pk, pk) for pk in sorted(set(organisations))])


def for_pages(reason: str, pages: Iterable[int]) -> None:
    """Note that each of these pages must be compiled again."""
    _write_all([(reason, PAGE, pk, None) for pk in sorted(set(pages))])


def for_sections(reason: str, roots: Iterable[int]) -> None:
    """Note that the section of each of these root adoptions must be brought in step."""
    _write_all([(reason, SECTION, pk, None) for pk in sorted(set(roots))])


def _write_all(wanted: list[tuple[str, str, int, int | None]]) -> None:
    rows = [
        PublishIntent(reason=reason, subject=subject, subject_id=str(pk), organisation_id=organisation)
        for reason, subject, pk, organisation in wanted
    ]
    if rows:
        PublishIntent.objects.bulk_create(rows)
        _take_up_on_commit()


def for_referrers(pages: Iterable[UUID], *, of: int) -> None:
    """Note that every organisation but `of` that refers to one of `pages` must be recorded again."""
    referrers: set[int] = set()
    for some in batched(sorted(pages), 1000):
        rows = ManifestReference.objects.filter(kind=ManifestReference.Kind.PAGE, target__in=some)
        referrers.update(rows.exclude(organisation_id=of).values_list("organisation_id", flat=True).distinct())
    for_manifests("a page that it refers to changed elsewhere", referrers)


def users_of_contact(contact: UUID) -> set[int]:
    """Return the organisations whose site refers to a contact."""
    rows = ManifestReference.objects.filter(kind=ManifestReference.Kind.CONTACT, target=contact)
    return set(rows.values_list("organisation_id", flat=True))


def _take_up_on_commit() -> None:
    # Robust: whatever happens to the task, the intent is in the database and the click was a success.
    transaction.on_commit(_take_up, robust=True)


def _take_up() -> None:
    from backend.publishing.tasks import drain_intents

    if not _draining.get():
        drain_intents.enqueue()
