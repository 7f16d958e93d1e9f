"""Film files are told by their content."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from backend.media.film_files import film_media_type, validate_captions_file, validate_film_file

MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
QUICKTIME = b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  "
MATROSKA = WEBM.replace(b"\x84webm", b"\x88matroska")


@pytest.mark.parametrize(
    ("head", "media_type"),
    [(MP4, "video/mp4"), (WEBM, "video/webm"), (QUICKTIME, None), (MATROSKA, None), (b"", None), (b"<html>", None)],
)
def test_the_first_bytes_tell_the_media_type(head: bytes, media_type: str | None) -> None:
    assert film_media_type(head) == media_type


@pytest.mark.parametrize(("data", "name"), [(MP4, "a.mp4"), (MP4, "A.MP4"), (WEBM, "a.webm")])
def test_a_film_for_the_web_is_accepted(data: bytes, name: str) -> None:
    validate_film_file(ContentFile(data, name=name))


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"<script>", "a.mp4", "neither an MP4 nor a WebM"),
        (QUICKTIME, "a.mp4", "neither an MP4 nor a WebM"),
        (MP4, "a.webm", r"should end in \.mp4"),
        (WEBM, "a.html", r"should end in \.webm"),
    ],
)
def test_anything_else_is_refused(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        validate_film_file(ContentFile(data, name=name))


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "a.srt", r"ends in \.vtt"),
        (b"SRT", "a.vtt", "begins with WEBVTT"),
        (b"WEBVTT" + b" " * 1024**2, "a.vtt", "more than 1 MB"),
    ],
)
def test_captions_that_are_no_captions_are_refused(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        validate_captions_file(ContentFile(data, name=name))
