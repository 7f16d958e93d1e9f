"""Files of published pages: kept by content, read once, and never changed under a page."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from backend.organisations.models import Organisation
from backend.publishing import media
from backend.publishing.media import FileProblem, filename_of, keep, media_type_of, store_files, store_images
from backend.publishing.models import CompiledPage, MediaSource, StoredMedia, StoredRendition
from content_models import digest
from tests.backend.pages.factories import make_document, make_image, make_page
from tests.backend.publishing.sites import document_json, drained


@pytest.mark.parametrize(
    ("name", "filename"),
    [
        ("documents/Plan 2026.PDF", "Plan-2026.pdf"),
        ("films/_hidden.mp4", "hidden.mp4"),
        ("x/ärger.txt", "rger.txt"),
        ("x/....", "file"),
        ("x/" + "a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_file_names_follow_the_contract(name: str, filename: str) -> None:
    assert filename_of(name) == filename


def test_an_unknown_ending_is_only_bytes() -> None:
    assert media_type_of("x/y.exe") == "application/octet-stream"


def test_equal_bytes_are_stored_once(marlshire: Organisation) -> None:
    first = make_document(marlshire, file=ContentFile(b"%PDF same", name="one.pdf"))
    second = make_document(marlshire, file=ContentFile(b"%PDF same", name="two.pdf"))
    stored = store_files([first.file, second.file])
    assert {row.digest for row in stored.values() if isinstance(row, StoredMedia)} == {digest(b"%PDF same")}
    assert StoredMedia.objects.count() == 1


def test_a_file_is_read_once_and_again_only_when_it_changed(marlshire: Organisation, monkeypatch: Any) -> None:
    document = make_document(marlshire)
    store_files([document.file])
    monkeypatch.setattr(media, "_measure", lambda _: pytest.fail("read again"))
    store_files([document.file])
    monkeypatch.undo()
    Path(document.file.path).write_bytes(b"%PDF changed in place, and longer")
    stored = store_files([document.file])[document.file.name]
    assert isinstance(stored, StoredMedia)
    assert stored.digest == digest(b"%PDF changed in place, and longer")


def test_the_original_of_a_picture_is_never_stored(marlshire: Organisation) -> None:
    image = make_image(marlshire)
    original = digest(Path(image.file.path).read_bytes())
    sizes = store_images([image.file])[image.file.name]
    assert not isinstance(sizes, FileProblem)
    assert [size.width for size in sizes] == [64]
    assert not StoredMedia.objects.filter(digest=original).exists()
    assert StoredRendition.objects.filter(original=original).count() == 1


def test_half_a_file_of_a_process_that_died_is_replaced(marlshire: Organisation) -> None:
    whole = b"x" * 1000
    row = StoredMedia(digest=digest(whole), media_type="text/plain", filename="a.txt", size=1000)
    name = row.file.field.generate_filename(row, "a.txt")
    row.file.storage.save(name, ContentFile(whole[:10]))
    stored = keep(BytesIO(whole), "a.txt", "text/plain")
    with stored.file.open("rb") as file:
        assert file.read() == whole


def test_a_stored_file_that_was_lost_is_stored_again(marlshire: Organisation) -> None:
    stored = keep(BytesIO(b"words"), "a.txt", "text/plain")
    Path(stored.file.path).unlink()
    again = keep(BytesIO(b"words"), "a.txt", "text/plain")
    assert Path(again.file.path).read_bytes() == b"words"


def test_a_missing_file_keeps_its_page_back_and_says_what_to_do(marlshire: Organisation) -> None:
    document = make_document(marlshire)
    Path(document.file.path).unlink()
    page = make_page("standard", marlshire, body=[{"type": "document", "id": "d", "value": document.pk}])
    other = make_page("news", marlshire)
    problems = drained().problems
    assert len(problems) == 1
    assert page.title in problems[0]
    assert "upload it again" in problems[0]
    assert CompiledPage.objects.get(page_id=page.pk).document is None
    assert document_json(other)["type"] == "news"


def test_an_empty_file_and_a_damaged_picture_are_problems_not_failures(marlshire: Organisation) -> None:
    empty = make_document(marlshire, file=ContentFile(b"", name="empty.pdf"))
    damaged = make_image(marlshire)
    Path(damaged.file.path).write_bytes(b"\x89PNG\r\n\x1a\nno")
    assert isinstance(store_files([empty.file])[empty.file.name], FileProblem)
    assert isinstance(store_images([damaged.file])[damaged.file.name], FileProblem)
    assert not MediaSource.objects.filter(name=empty.file.name).exists()


def test_a_replaced_upload_leaves_the_published_bytes_alone(marlshire: Organisation) -> None:
    document = make_document(marlshire, file=ContentFile(b"%PDF first", name="plan.pdf"))
    page = make_page("standard", marlshire, body=[{"type": "document", "id": "d", "value": document.pk}])
    drained()
    before = document_json(page)["body"][0]["value"]["file"]["digest"]
    document.file.delete(save=False)
    document.file = ContentFile(b"%PDF second", name="plan.pdf")
    document.save()
    drained()
    after = document_json(page)["body"][0]["value"]["file"]["digest"]
    assert (before, after) == (digest(b"%PDF first"), digest(b"%PDF second"))
    assert Path(StoredMedia.objects.get(digest=before).file.path).read_bytes() == b"%PDF first"
