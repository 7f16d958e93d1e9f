"""What a film's own files must be: told by their content, because a name proves nothing."""

from typing import Any

from django.core.exceptions import ValidationError

from backend.media.webvtt import captions_problem

LARGEST_FILM = 2 * 1024**3
LARGEST_CAPTIONS = 1024**2


def film_media_type(head: bytes) -> str | None:
    """Return the media type of a film by its first bytes: `video/mp4`, `video/webm`, or None.

    MP4: ISO 14496-12, a `ftyp` box comes first. WebM: EBML header with the document type `webm`.
    """
    if head[4:8] == b"ftyp":
        return None if head[8:12] == b"qt  " else "video/mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]:
        return "video/webm"
    return None


def validate_film_file(file: Any) -> None:
    """Reject a file that is not MP4 or WebM, or whose name says something else."""
    if file.size > LARGEST_FILM:
        raise ValidationError("The film is larger than 2 GB; make a smaller version for the web.")
    media_type = film_media_type(_head(file, 64))
    if media_type is None:
        raise ValidationError("This is neither an MP4 nor a WebM film. Export it for the web and try again.")
    ending = f".{media_type.removeprefix('video/')}"
    if not file.name.lower().endswith(ending):
        raise ValidationError(f"By its content this film's name should end in {ending}.")


def validate_captions_file(file: Any) -> None:
    """Reject a file that is not WebVTT."""
    if file.size > LARGEST_CAPTIONS:
        raise ValidationError("Captions of more than 1 MB cannot be right.")
    if not file.name.lower().endswith(".vtt"):
        raise ValidationError("The name of a captions file ends in .vtt.")
    if problem := captions_problem(_head(file, LARGEST_CAPTIONS)):
        raise ValidationError(problem)


def _head(file: Any, length: int) -> bytes:
    file.open("rb")
    head: bytes = file.read(length)
    file.seek(0)
    return head
