"""Films, and everything that lets everybody follow them."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.models import CollectionMember, Orderable
from wagtail.search import index

from backend.core.fields import StreamField
from backend.media.film_files import validate_captions_file, validate_film_file

VIDEO_ID = RegexValidator(r"^[A-Za-z0-9_-]{5,20}$", "This is no id of a film at a provider.")


class Provider(models.TextChoices):
    """Where a film may live that we do not host. Nothing is fetched from there before a visitor asks."""

    YOUTUBE = "youtube", "YouTube"
    VIMEO = "vimeo", "Vimeo"


@dataclass(frozen=True, slots=True)
class FilmVersion:
    """Where one version of a film comes from: our own files, best first, or a provider and its id."""

    files: tuple[Any, ...] = ()
    provider: str = ""
    video_id: str = ""

    def __bool__(self) -> bool:
        """Say whether there is such a version at all."""
        return bool(self.files or (self.provider and self.video_id))


class TranscriptLineBlock(blocks.StructBlock):
    """What one speaker says."""

    speaker = blocks.CharBlock(
        required=False, max_length=255, help_text="Empty when the text describes what is seen and nobody speaks."
    )
    text = blocks.TextBlock(max_length=4000, rows=2)

    class Meta:
        icon = "openquote"
        label = "Line"


def film_file(label: str, help_text: str) -> Any:
    """Return a field for one file of a film."""
    return models.FileField(
        label, upload_to="films", max_length=255, blank=True, validators=[validate_film_file], help_text=help_text
    )


def provider_field() -> Any:
    """Return a field for a provider."""
    return models.CharField(max_length=7, choices=Provider, blank=True)


def video_id_field() -> Any:
    """Return a field for the id of a film at its provider."""
    return models.CharField(max_length=20, blank=True, validators=[VIDEO_ID])


class Film(CollectionMember, index.Indexed, ClusterableModel):
    """A film: hosted by us, or named by provider and id."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = models.CharField(max_length=255)
    file = film_file(
        "film file", "MP4 (H.264 and AAC) or WebM. We serve it ourselves, so nobody else learns who watches."
    )
    second_file = film_file("second file", "The same film in the other format, if there is one.")
    provider = provider_field()
    video_id = video_id_field()
    duration_seconds = models.PositiveIntegerField("length in seconds", validators=[MinValueValidator(1)])
    poster = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The picture that stands for the film before it plays.",
    )
    transcript = StreamField(
        [("line", TranscriptLineBlock())],
        blank=True,
        help_text="Everything that is said, and what is seen when nobody speaks. A film page cannot be published without it.",
    )
    audio_described_file = film_file("audio-described version", "The film with a voice that describes what is seen.")
    audio_described_provider = provider_field()
    audio_described_video_id = video_id_field()
    sign_language_file = film_file("sign-language version", "The film with British Sign Language.")
    sign_language_provider = provider_field()
    sign_language_video_id = video_id_field()
    created_at = models.DateTimeField(auto_now_add=True)

    search_fields = [
        *CollectionMember.search_fields,
        index.SearchField("title", boost=10),
        index.AutocompleteField("title"),
        index.SearchField("transcript"),
        index.FilterField("created_at"),
    ]

    class Meta:
        ordering: ClassVar = ["title"]
        permissions: ClassVar = [("choose_film", "Can choose film")]

    def __str__(self) -> str:
        return self.title

    @property
    def source(self) -> FilmVersion:
        """The film itself."""
        files = tuple(file for file in (self.file, self.second_file) if file)
        return FilmVersion(files) if files else FilmVersion((), self.provider, self.video_id)

    @property
    def audio_described(self) -> FilmVersion:
        """The version with audio description; false when there is none."""
        return self._version("audio_described")

    @property
    def sign_language(self) -> FilmVersion:
        """The version with British Sign Language; false when there is none."""
        return self._version("sign_language")

    def _version(self, name: str) -> FilmVersion:
        if file := getattr(self, f"{name}_file"):
            return FilmVersion((file,))
        return FilmVersion((), getattr(self, f"{name}_provider"), getattr(self, f"{name}_video_id"))

    def publication_problems(self) -> list[str]:
        """Return a sentence for each thing without which no page may show the film to the public (WCAG 1.2)."""
        problems = []
        if not self.source:
            problems.append(f"The film “{self.title}” has neither a file nor an address at a provider.")
        if not len(self.transcript):
            problems.append(f"The film “{self.title}” has no transcript: write one in the library of films.")
        return problems

    def clean(self) -> None:
        """Reject a film without a source, and a provider without an id."""
        super().clean()
        if not self.source:
            raise ValidationError({"file": "Upload a film file, or give the film's address at YouTube or Vimeo."})
        for prefix in ("", "audio_described_", "sign_language_"):
            if bool(getattr(self, f"{prefix}provider")) is not bool(getattr(self, f"{prefix}video_id")):
                raise ValidationError("A film at a provider needs both the provider and the film's id there.")


class FilmCaptions(Orderable):
    """Captions of a film in one language, as WebVTT."""

    film = ParentalKey(Film, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(max_length=12, default="en", choices=settings.WAGTAIL_CONTENT_LANGUAGES)
    file = models.FileField(
        "captions file",
        upload_to="captions",
        validators=[validate_captions_file],
        help_text="A WebVTT file (.vtt), as captioning programs write it.",
    )

    class Meta(Orderable.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["film", "language"], name="captions_once_in_each_language"),
        ]

    def __str__(self) -> str:
        return self.get_language_display()
