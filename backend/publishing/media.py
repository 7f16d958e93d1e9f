"""Files of published pages: copied by content into the store, hashed and resized once."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any, Final

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile

from backend.publishing import images
from backend.publishing.models import MediaSource, StoredMedia, StoredRendition

MEDIA_TYPES: Final = {
    "avif": "image/avif",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webm": "video/webm",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Media type by file ending (IANA). A fixed list, because the machine's own differs between systems."""

_CHUNK: Final = 1024 * 1024
_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why an uploaded file could not be published."""

    sentence: str


@dataclass(frozen=True, slots=True)
class SizedMedia:
    """One size of an image."""

    media: StoredMedia
    width: int
    height: int


type Stored = StoredMedia | FileProblem
type Sized = tuple[SizedMedia, ...] | FileProblem


def store_files(files: Iterable[FieldFile]) -> dict[str, Stored]:
    """Return each uploaded file as stored, by its storage name; constant queries when all were stored before."""
    by_name = {_name(file): file for file in files if file}
    known = {source.name: source for source in _known(by_name)}
    return {name: _stored(file, known.get(name)) for name, file in by_name.items()}


def store_images(files: Iterable[FieldFile]) -> dict[str, Sized]:
    """Return every size of each uploaded image, smallest first, by its storage name."""
    originals = {_name(file): file for file in files if file}
    known = {source.name: source for source in _known(originals)}
    digests: dict[str, str] = {}
    answer: dict[str, Sized] = {}
    for name, file in originals.items():
        outcome = _original_digest(file, known.get(name))
        if isinstance(outcome, FileProblem):
            answer[name] = outcome
        else:
            digests[name] = outcome
    sizes = _known_sizes(set(digests.values()))
    for name, digest in digests.items():
        if digest not in sizes:
            sizes[digest] = _make_sizes(originals[name], digest)
        answer[name] = sizes[digest]
    return answer


def filename_of(name: str) -> str:
    """Return the last part of a storage name as the contract's file name."""
    path = PurePosixPath(name)
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("._-") or "file"
    suffix = re.sub(r"[^a-z0-9.]", "", path.suffix.lower())
    return stem[: _LONGEST_NAME - len(suffix)] + suffix


def media_type_of(name: str) -> str:
    """Return the media type that the ending of `name` stands for."""
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower().removeprefix("."), "application/octet-stream")


def _name(file: FieldFile) -> str:
    return file.name or ""


def _known(by_name: Mapping[str, FieldFile]) -> Iterable[MediaSource]:
    return MediaSource.objects.filter(name__in=list(by_name)).select_related("media") if by_name else ()


def _stamp(file: FieldFile) -> str:
    """Return what changes when the bytes behind a storage name change. Raises OSError when the file is not there."""
    return f"{file.size}:{file.storage.get_modified_time(_name(file)).timestamp():.6f}"


def _stored(file: FieldFile, known: MediaSource | None) -> Stored:
    try:
        stamp = _stamp(file)
        if known is not None and known.stamp == stamp and known.media is not None:
            return known.media
        with file.storage.open(_name(file), "rb") as opened:
            media = keep(opened, filename_of(_name(file)), media_type_of(_name(file)))
    except OSError:
        return FileProblem(f"The file “{file.name}” cannot be read; upload it again.")
    if not media.size:
        return FileProblem(f"The file “{file.name}” is empty; upload it again.")
    MediaSource.objects.update_or_create(
        name=file.name, defaults={"stamp": stamp, "digest": media.digest, "media": media}
    )
    return media


def _original_digest(file: FieldFile, known: MediaSource | None) -> str | FileProblem:
    """Return the digest of an image's own file, which is itself never published."""
    try:
        stamp = _stamp(file)
        if known is not None and known.stamp == stamp:
            return known.digest
        with file.storage.open(_name(file), "rb") as opened:
            digest, _ = _measure(opened)
    except OSError:
        return FileProblem(f"The picture “{file.name}” cannot be read; upload it again.")
    MediaSource.objects.update_or_create(name=file.name, defaults={"stamp": stamp, "digest": digest})
    return digest


def _known_sizes(digests: set[str]) -> dict[str, Sized]:
    rows = StoredRendition.objects.filter(original__in=digests, recipe=images.RECIPE).select_related("media")
    found: dict[str, list[SizedMedia]] = {}
    for row in rows.order_by("original", "width") if digests else ():
        found.setdefault(row.original, []).append(SizedMedia(row.media, row.width, row.height))
    return {digest: tuple(sizes) for digest, sizes in found.items()}


def _make_sizes(file: FieldFile, digest: str) -> Sized:
    stem = PurePosixPath(filename_of(_name(file))).stem
    made: list[SizedMedia] = []
    try:
        with file.storage.open(_name(file), "rb") as opened:
            for rendition in images.make_renditions(opened):
                name = f"{stem[:100]}-{rendition.width}.webp"
                media = keep(BytesIO(rendition.data), name, images.MEDIA_TYPE)
                made.append(SizedMedia(media, rendition.width, rendition.height))
    except OSError:
        return FileProblem(f"The picture “{file.name}” cannot be read; upload it again.")
    except images.UnreadableImage:
        return FileProblem(
            f"The picture “{file.name}” is damaged or of a kind that cannot be resized; upload it again."
        )
    # All sizes at once: a process that dies before leaves none, and they are made again.
    StoredRendition.objects.bulk_create(
        [
            StoredRendition(
                original=digest, recipe=images.RECIPE, media=size.media, width=size.width, height=size.height
            )
            for size in made
        ],
        ignore_conflicts=True,
    )
    return tuple(made)


def keep(file: IO[bytes] | File[Any], filename: str, media_type: str) -> StoredMedia:
    """Store the bytes of `file` under their digest, unless they are there already; returns the record.

    Only a record makes a file count: it is written when the file is whole. What a process that died leaves half-written is
    never used, and several processes may store the same bytes at once.
    """
    digest, size = _measure(file)
    found = StoredMedia.objects.filter(digest=digest).first()
    if found is not None and _is_whole(found.file.storage, _name(found.file), size):
        return found
    media = found or StoredMedia(digest=digest, media_type=media_type, filename=filename, size=size)
    storage: Storage = media.file.storage
    file.seek(0)
    # The storage finds another name where there is a file of this name.
    name = storage.save(
        media.file.field.generate_filename(media, filename),
        file if isinstance(file, File) else ContentFile(file.read()),
    )
    media.file.name = name
    try:
        with transaction.atomic():
            media.save(force_insert=found is None)
    except IntegrityError:
        # Another process stored the same bytes in the meantime.
        storage.delete(name)
        return StoredMedia.objects.get(digest=digest)
    return media


def _is_whole(storage: Storage, name: str, size: int) -> bool:
    return storage.exists(name) and storage.size(name) == size


def _measure(file: IO[bytes] | File[Any]) -> tuple[str, int]:
    """Return digest and size of the bytes of `file`."""
    file.seek(0)
    sha256, size = hashlib.sha256(), 0
    while chunk := file.read(_CHUNK):
        sha256.update(chunk)
        size += len(chunk)
    return sha256.hexdigest(), size
