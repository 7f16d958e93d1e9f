"""Files: images with renditions, documents to download, films with what makes them accessible."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, PositiveInt, StringConstraints

from content_models.base import Digest, Model
from content_models.values import HttpUrl, Line, LocaleCode, Text

MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$")]


class MediaFile(Model):
    """A file by its content; `size` in bytes. `url` is filled only when resolved for a consumer."""

    digest: Digest
    media_type: MediaType
    size: PositiveInt
    filename: FileName
    url: HttpUrl | None = None


class Rendition(MediaFile):
    """One size of an image, in pixels."""

    width: PositiveInt
    height: PositiveInt


class Image(Model):
    """An image in several sizes, smallest first; an empty `alt` means that it is decorative (WCAG 1.1.1)."""

    alt: str = Field(max_length=255)
    credit: Line | None = None
    renditions: Annotated[tuple[Rendition, ...], Field(min_length=1)]


class DocumentFile(Model):
    """A file to download, described as people need to know it before they fetch it."""

    title: Line
    file: MediaFile
    locale: LocaleCode = "en"
    pages: PositiveInt | None = None


class FilmFile(Model):
    """A film that we host, best format first."""

    kind: Literal["file"] = "file"
    files: Annotated[tuple[MediaFile, ...], Field(min_length=1)]


class FilmProvider(Model):
    """A film at a provider, named by id: nothing is fetched from there before a visitor asks."""

    kind: Literal["provider"] = "provider"
    provider: Literal["youtube", "vimeo"]
    video_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{5,20}$")]


FilmSource = Annotated[FilmFile | FilmProvider, Field(discriminator="kind")]


class Captions(Model):
    """Captions in one language as a WebVTT file."""

    locale: LocaleCode
    file: MediaFile


class TranscriptLine(Model):
    """What one speaker says, or a description of what is seen when nobody speaks."""

    speaker: Line | None = None
    text: Text


class FilmAsset(Model):
    """A film and everything that lets everybody follow it; the transcript is compulsory (WCAG 1.2)."""

    id: UUID
    title: Line
    source: FilmSource
    poster: Image | None = None
    duration_seconds: PositiveInt
    captions: tuple[Captions, ...] = ()
    transcript: Annotated[tuple[TranscriptLine, ...], Field(min_length=1)]
    audio_described: FilmSource | None = None
    sign_language: FilmSource | None = None
