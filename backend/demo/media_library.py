"""The media of the demonstration in the database: images, documents and films, each only written when it differs."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from backend.demo.making import Made, film_seconds, make
from backend.demo.source import OrganisationSource
from backend.media.models import Film, FilmCaptions
from backend.organisations.models import Organisation

NAMESPACE = UUID("0d4f6b1c-5f0e-5a51-9c68-64656d6f2e31")
"""Names what the loader makes, so that a second run, and every machine, has the same ids."""


@dataclass(slots=True)
class Media:
    """Primary keys by the keys of media.yaml; logos and favicons as files, because they belong to the organisation."""

    images: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    films: dict[str, int] = field(default_factory=dict)
    marks: dict[str, Made] = field(default_factory=dict)


def load_media(organisation: Organisation, source: OrganisationSource) -> Media:
    """Make everything that media.yaml describes and keep it in the organisation's collection. Raises DemoProblem."""
    media = Media()
    for key, wanted in _by_kind(source, "image"):
        media.images[key] = _image(organisation, wanted, make(source, key)).pk
    for key, wanted in _by_kind(source, "document"):
        media.files[key] = _document(organisation, wanted, make(source, key)).pk
    for key, wanted in _by_kind(source, "film"):
        media.films[key] = _film(organisation, source, key, wanted, media.images).pk
    for kind in ("logo", "favicon"):
        media.marks |= {key: make(source, key) for key, _ in _by_kind(source, kind)}
    return media


def has_bytes(stored: FieldFile, data: bytes) -> bool:
    """Say whether a stored file is there and holds exactly `data`."""
    if not stored or not stored.storage.exists(stored.name or ""):
        return False
    with stored.open("rb") as file:
        return bool(file.read() == data)


def change(record: Model, values: Mapping[str, Any]) -> bool:
    """Assign `values` to `record` and say whether any of them was another before."""
    different = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in different.items():
        setattr(record, name, value)
    return bool(different)


def _by_kind(source: OrganisationSource, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, wanted in source.media.data.items():
        if isinstance(wanted, dict) and wanted.get("kind") == kind:
            yield key, wanted


def _image(organisation: Organisation, wanted: Mapping[str, Any], made: Made) -> Any:
    model = get_image_model()
    image = model.objects.filter(collection=organisation.collection, title=wanted["title"]).first() or model()
    values = {
        "title": wanted["title"],
        "collection": organisation.collection,
        "description": wanted["alt"],
        "credit": wanted.get("credit", ""),
    }
    changed = change(image, values)
    if not has_bytes(image.file, made.data):
        image.file = ImageFile(io.BytesIO(made.data), name=made.name)
        image._set_image_file_metadata()
        changed = True
    return _saved(image, changed)


def _document(organisation: Organisation, wanted: Mapping[str, Any], made: Made) -> Any:
    model = get_document_model()
    document = model.objects.filter(collection=organisation.collection, title=wanted["title"]).first() or model()
    pages = 1 if made.name.endswith(".pdf") else None
    values = {
        "title": wanted["title"],
        "collection": organisation.collection,
        "language": wanted["language"],
        "pages": pages,
    }
    changed = change(document, values)
    if not has_bytes(document.file, made.data):
        document.file = ContentFile(made.data, name=made.name)
        document._set_document_file_metadata()
        changed = True
    return _saved(document, changed)


def _film(
    organisation: Organisation, source: OrganisationSource, key: str, wanted: Mapping[str, Any], images: dict[str, int]
) -> Film:
    uuid = uuid5(NAMESPACE, f"film:{source.slug}:{key}")
    film = Film.objects.filter(uuid=uuid).first() or Film(uuid=uuid)
    values = {
        "title": wanted["title"],
        "collection": organisation.collection,
        "duration_seconds": round(film_seconds(wanted)),
        "poster_id": images[wanted["poster"]],
    }
    changed = change(film, values)
    spoken = [(line.get("speaker") or "", line["text"]) for line in wanted["transcript"]]
    if [(line.value["speaker"] or "", line.value["text"]) for line in film.transcript] != spoken:
        film.transcript = [("line", {"speaker": speaker, "text": text}) for speaker, text in spoken]
        changed = True
    made = make(source, key)
    if not has_bytes(film.file, made.data):
        film.file = ContentFile(made.data, name=made.name)
        changed = True
    _saved(film, changed)
    for language in wanted["captions"]:
        _captions(
            film, language, (source.folder / "films" / f"{key}.{language}.vtt").read_bytes(), f"{key}.{language}.vtt"
        )
    return film


def _captions(film: Film, language: str, data: bytes, name: str) -> None:
    captions = FilmCaptions.objects.filter(film=film, language=language).first() or FilmCaptions(
        film=film, language=language
    )
    if not has_bytes(captions.file, data):
        captions.file = ContentFile(data, name=name)
        _saved(captions, changed=True)


def _saved[M: Model](record: M, changed: bool) -> M:
    if changed or record.pk is None:
        record.full_clean()
        record.save()
    return record
