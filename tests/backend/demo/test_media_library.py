"""The media of the demonstration are what their names say: films play, papers open, archives unpack."""

import io
import re
import zipfile

import av
import pytest
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from backend.core.svg import svg_problem
from backend.media.models import Film
from backend.media.webvtt import captions_problem
from backend.organisations.models import Organisation

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]


def test_both_films_can_be_played_and_are_as_long_as_they_say() -> None:
    films = list(Film.objects.all())

    assert len(films) == 2
    for film in films:
        with film.file.open("rb") as file, av.open(io.BytesIO(file.read())) as container:
            pictures = len(list(container.decode(video=0)))
            stream = container.streams.video[0]
            assert stream.codec_context.name == "h264"
            assert (stream.width, stream.height) == (640, 360)
            assert stream.average_rate
            assert round(float(pictures / stream.average_rate)) == film.duration_seconds


def test_films_begin_to_play_before_they_are_all_there() -> None:
    for film in Film.objects.all():
        with film.file.open("rb") as file:
            data = file.read()
        assert data.index(b"moov") < data.index(b"mdat")


def test_films_can_be_followed_without_hearing_and_without_seeing() -> None:
    languages = {}
    for film in Film.objects.all():
        assert len(film.transcript) >= 4
        assert film.publication_problems() == []
        for captions in film.captions.all():
            with captions.file.open("rb") as file:
                assert captions_problem(file.read()) is None
        languages[film.title] = sorted(captions.language for captions in film.captions.all())

    assert languages == {"Officers explain their work": ["cy", "en"], "The referral process, step by step": ["en"]}


def test_captions_say_what_the_transcript_says() -> None:
    for film in Film.objects.all():
        with film.captions.get(language="en").file.open("rb") as file:
            shown = " ".join(re.sub(r"<v \w+>", "", file.read().decode()).split())
        for line in film.transcript:
            assert not line.value["speaker"] or line.value["text"] in shown


def test_papers_are_pdf_with_language_and_title() -> None:
    papers = [document for document in get_document_model().objects.all() if document.filename.endswith(".pdf")]

    assert len(papers) >= 5
    for paper in papers:
        with paper.file.open("rb") as file:
            data = file.read()
        assert data.startswith(b"%PDF-1.")
        assert data.rstrip().endswith(b"%%EOF")
        start = re.search(rb"startxref\s+(\d+)", data)
        assert start
        assert data[int(start[1]) :].startswith(b"xref")
        assert f"/Lang ({paper.language})".encode() in data
        assert b"/DisplayDocTitle true" in data


def test_the_archive_holds_pictures_and_their_alternative_texts() -> None:
    archive = next(document for document in get_document_model().objects.all() if document.filename.endswith(".zip"))

    with archive.file.open("rb") as file, zipfile.ZipFile(file) as bundle:
        assert bundle.testzip() is None
        words = bundle.read("alternative-texts.txt").decode()
        pictures = [name for name in bundle.namelist() if name.endswith(".png")]
    assert len(pictures) == 3
    assert all(f"{name}: " in words for name in pictures)


def test_pictures_are_as_large_as_they_say_and_have_words() -> None:
    for image in get_image_model().objects.all():
        with image.file.open("rb") as file, Image.open(file) as picture:
            assert picture.size == (image.width, image.height)
        assert image.description
        assert image.file_size < 150_000


def test_logos_are_harmless_drawings() -> None:
    for organisation in Organisation.objects.all():
        for mark in (organisation.logo, organisation.favicon):
            with mark.open("rb") as file:
                assert svg_problem(file.read()) is None
