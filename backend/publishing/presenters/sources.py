"""What pages refer to, loaded in bulk: a presenter runs once to say what it needs, and once more to get it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from wagtail.models import Page

from backend.media.models import CustomDocument, CustomImage, Film, FilmVersion
from backend.organisations.models import Contact
from backend.pages.models import Partner
from backend.publishing.errors import PageNotCompiled
from backend.publishing.identity import contract_ids
from backend.publishing.media import FileProblem, Sized, Stored, filename_of, media_type_of, store_files, store_images
from backend.publishing.models import StoredMedia
from backend.publishing.rich_text import contract_html, linked_pages

type Json = dict[str, Any]


class Sources:
    """Gives presenters what stands behind the ids in a page, in the contract's form; None for what is not there.

    Until `load` has run it gives None for everything and remembers what it was asked for, so the number of queries
    depends on the kinds of things that pages refer to, never on how many there are.
    """

    def __init__(self) -> None:
        self._wanted: dict[type[Model], set[int]] = defaultdict(set)
        self._found: dict[type[Model], Mapping[int, Any]] = {}
        self._page_ids: dict[int, UUID] = {}
        self._sized: dict[str, Sized] = {}
        self._stored: dict[str, Stored] = {}

    def load(self) -> None:
        """Load all that was asked for, and the files of it; new images are resized here."""
        self._page_ids = contract_ids(self._wanted[Page])
        self._in_bulk(Film, Film.objects.prefetch_related("captions"))
        self._in_bulk(Partner, Partner.objects.all())
        self._in_bulk(Contact, Contact.objects.only("uuid"))
        self._in_bulk(CustomDocument, CustomDocument.objects.all())
        self._wanted[CustomImage] |= {film.poster_id for film in self._all(Film) if film.poster_id}
        self._wanted[CustomImage] |= {partner.logo_id for partner in self._all(Partner) if partner.logo_id}
        self._in_bulk(CustomImage, CustomImage.objects.all())
        self._sized = store_images(image.file for image in self._all(CustomImage))
        films = (file for film in self._all(Film) for file in _files_of(film))
        self._stored = store_files([*(document.file for document in self._all(CustomDocument)), *films])

    def _in_bulk(self, model: type[Model], rows: Any) -> None:
        wanted = self._wanted[model]
        self._found[model] = rows.in_bulk(wanted) if wanted else {}

    def _all(self, model: type[Model]) -> Iterable[Any]:
        return self._found[model].values()

    def _get(self, model: type[Model], number: object) -> Any:
        """Return the object with this primary key, or None; before `load`, remember that it is needed."""
        if number in (None, ""):
            return None
        key = int(str(number))
        self._wanted[model].add(key)
        return self._found.get(model, {}).get(key)

    def rich(self, html: object) -> Json | None:
        """Return stored rich text, or None when it holds no words."""
        text = str(html or "")
        if not self._found:
            self._wanted[Page].update(linked_pages(text))
            return None
        clean = contract_html(text, self._page_ids)
        return {"html": clean} if clean else None

    def page(self, number: object) -> Json | None:
        """Return a reference to a page."""
        if number in (None, ""):
            return None
        key = int(str(number))
        self._wanted[Page].add(key)
        found = self._page_ids.get(key)
        return {"page": str(found)} if found else None

    def contact(self, number: object) -> Json | None:
        """Return a reference to a contact of the registry."""
        contact = self._get(Contact, number)
        return {"contact": str(contact.uuid)} if contact else None

    def image(self, number: object, alt: str | None = None) -> Json | None:
        """Return an image in all its sizes; `alt` replaces its own words, "" makes it decorative."""
        image = self._get(CustomImage, number)
        if image is None:
            return None
        sizes = self._sized[image.file.name]
        if isinstance(sizes, FileProblem):
            raise PageNotCompiled(sizes.sentence)
        return {
            "alt": (image.description if alt is None else alt).strip()[:255],
            "credit": image.credit or None,
            "renditions": [{**_file(size.media), "width": size.width, "height": size.height} for size in sizes],
        }

    def file(self, number: object) -> Json | None:
        """Return the file of an uploaded document."""
        document = self._get(CustomDocument, number)
        return self._media(document.file) if document else None

    def document(self, number: object) -> Json | None:
        """Return an uploaded document with what people need to know before they fetch it."""
        document = self._get(CustomDocument, number)
        if document is None:
            return None
        return {
            "title": document.title,
            "file": self._media(document.file),
            "locale": document.language,
            "pages": document.pages or None,
        }

    def film(self, number: object) -> Json | None:
        """Return a film with poster, captions, transcript and its other versions."""
        film = self._get(Film, number)
        if film is None:
            return None
        return {
            "id": str(film.uuid),
            "title": film.title,
            "source": self._version(film.source),
            "poster": self.image(film.poster_id),
            "duration_seconds": film.duration_seconds,
            "captions": [
                {"locale": captions.language, "file": self._media(captions.file)} for captions in film.captions.all()
            ],
            "transcript": [
                {"speaker": line["value"].get("speaker") or None, "text": line["value"].get("text")}
                for line in film.transcript.raw_data
            ],
            "audio_described": self._version(film.audio_described),
            "sign_language": self._version(film.sign_language),
        }

    def partner(self, number: object, role: str | None) -> Json | None:
        """Return a partner of the register and what it does here."""
        partner = self._get(Partner, number)
        if partner is None:
            return None
        return {
            "id": str(partner.uuid),
            "name": partner.name,
            "role": role or None,
            "url": partner.url or None,
            "logo": self.image(partner.logo_id),
        }

    def _version(self, version: FilmVersion) -> Json | None:
        if version.files:
            return {"kind": "file", "files": [self._media(file) for file in version.files]}
        if version:
            return {"kind": "provider", "provider": version.provider, "video_id": version.video_id}
        return None

    def _media(self, file: FieldFile) -> Json:
        name = file.name or ""
        stored = self._stored[name]
        if isinstance(stored, FileProblem):
            raise PageNotCompiled(stored.sentence)
        return {**_file(stored), "filename": filename_of(name), "media_type": media_type_of(name)}


def _file(media: StoredMedia) -> Json:
    return {"digest": media.digest, "media_type": media.media_type, "size": media.size, "filename": media.filename}


def _files_of(film: Film) -> Iterable[FieldFile]:
    for version in (film.source, film.audio_described, film.sign_language):
        yield from version.files
    yield from (captions.file for captions in film.captions.all())
