"""A film has a source, says what keeps it from the public, and its form speaks the language of people."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from backend.media.film_admin import LengthField
from backend.media.models import Film
from tests.backend.media.test_film_files import MP4


def film(**fields: Any) -> Film:
    return Film(title="Danny", duration_seconds=205, collection_id=1, **fields)


def test_a_film_needs_a_source() -> None:
    with pytest.raises(ValidationError, match="Upload a film file"):
        film().clean()
    film(provider="vimeo", video_id="76979871").clean()


def test_a_provider_needs_an_id() -> None:
    with pytest.raises(ValidationError, match="both the provider and"):
        film(provider="vimeo", video_id="76979871", sign_language_provider="youtube").clean()


def test_our_own_file_comes_before_a_provider() -> None:
    both = film(provider="vimeo", video_id="76979871", file="films/a.mp4", second_file="films/a.webm")
    assert [file.name for file in both.source.files] == ["films/a.mp4", "films/a.webm"]
    assert both.source.provider == ""
    assert not both.audio_described
    assert not both.sign_language


def test_without_a_transcript_a_film_is_not_for_the_public() -> None:
    silent: Any = film(provider="vimeo", video_id="76979871")
    assert silent.publication_problems() == ["The film “Danny” has no transcript: write one in the library of films."]
    silent.transcript = [("line", {"speaker": "", "text": "A boy sits at a window."})]
    assert silent.publication_problems() == []


@pytest.mark.parametrize(("typed", "seconds"), [("3:25", 205), ("0:01", 1), ("1:02:10", 3730), (" 90:00 ", 5400)])
def test_a_length_is_typed_as_people_write_it(typed: str, seconds: int) -> None:
    assert LengthField().clean(typed) == seconds


@pytest.mark.parametrize("typed", ["", "205", "3:60", "0:00", "three"])
def test_anything_else_is_no_length(typed: str) -> None:
    with pytest.raises(ValidationError):
        LengthField().clean(typed)


@pytest.mark.parametrize("seconds", [1, 59, 60, 205, 3599, 3600, 5400])
def test_a_length_is_shown_as_it_is_typed(seconds: int) -> None:
    field = LengthField()
    assert field.clean(field.prepare_value(seconds)) == seconds


FORM = {
    "title": "Danny",
    "duration_seconds": "3:25",
    "address": "",
    "transcript-count": "1",
    "transcript-0-type": "line",
    "transcript-0-order": "0",
    "transcript-0-deleted": "",
    "transcript-0-value-speaker": "Danny",
    "transcript-0-value-text": "Nobody asked me.",
    "captions-TOTAL_FORMS": "1",
    "captions-INITIAL_FORMS": "0",
    "captions-0-language": "en",
    "captions-0-ORDER": "1",
}


@pytest.fixture
def superuser(db: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", password="not guessed"))
    return client


def upload(client: Client, **fields: Any) -> Any:
    captions = ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", name="danny.vtt")
    return client.post("/admin/snippets/media/film/add/", FORM | {"captions-0-file": captions} | fields)


def test_a_film_is_uploaded_in_the_admin(superuser: Client) -> None:
    response = upload(superuser, file=ContentFile(MP4, name="danny.mp4"))
    assert response.status_code == 302
    stored = Film.objects.get()
    assert (stored.title, stored.duration_seconds) == ("Danny", 205)
    assert stored.captions.get().file.name.startswith("captions/danny")
    assert stored.publication_problems() == []
    assert superuser.get(f"/admin/snippets/media/film/edit/{stored.pk}/").status_code == 200


def test_an_address_is_kept_as_provider_and_id(superuser: Client) -> None:
    upload(superuser, address="https://youtu.be/dQw4w9WgXcQ")
    stored = Film.objects.get()
    assert (stored.provider, stored.video_id) == ("youtube", "dQw4w9WgXcQ")
    edit = superuser.get(f"/admin/snippets/media/film/edit/{stored.pk}/").content.decode()
    assert "https://www.youtube.com/watch?v=dQw4w9WgXcQ" in edit


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"address": "https://elsewhere.example/film"}, "no address of a film at YouTube or Vimeo"),
        ({"file": ContentFile(b"<html>", name="a.mp4")}, "neither an MP4 nor a WebM film"),
        ({}, "Upload a film file"),
        ({"address": "https://youtu.be/dQw4w9WgXcQ", "captions-0-file": ContentFile(b"SRT", name="a.vtt")}, "WEBVTT"),
    ],
)
def test_what_is_wrong_is_said(superuser: Client, fields: dict[str, Any], sentence: str) -> None:
    response = upload(superuser, **fields)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Film.objects.exists()
