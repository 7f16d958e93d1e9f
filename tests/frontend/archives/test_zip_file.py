"""Archives of toolkits, opened with another reader and held against their own manifest."""

import hashlib
import json
import tracemalloc
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from content_models import digest
from content_models.documents import Toolkit
from content_models.examples import example_documents, example_manifest, example_media
from content_models.media import MediaFile
from frontend.archives.archive import ABOUT, Contents, ExtraFile, Packed
from frontend.archives.zip_file import write_archive
from frontend.plan.facts import MediaFact
from frontend.plan.view import SiteView
from tests.frontend.render.gallery import renderer

TOOLKIT = max(
    (each for each in example_documents().values() if isinstance(each, Toolkit)), key=lambda each: len(each.items)
)
POSTER = next(item for item in TOOLKIT.items if item.file)


def contents(toolkit: Toolkit = TOOLKIT, *extra: ExtraFile) -> Contents:
    """What the archive of a toolkit on an example site holds."""
    manifest = example_manifest("national")
    entry = next(each for each in manifest.entries if each.type == "toolkit")
    entry = entry.model_copy(update={"digest": digest_of(toolkit), "id": toolkit.id})
    view = SiteView.of(manifest.model_copy(update={"entries": (entry,)}), [toolkit])
    return renderer().archive(view, view.pages[toolkit.id], extra)


def digest_of(toolkit: Toolkit) -> str:
    from content_models import canonical_bytes

    return digest(canonical_bytes(toolkit))


def zipped(tmp_path: Path, what: Contents) -> bytes:
    def locate(fact: MediaFact) -> Path:
        path = tmp_path / fact.digest
        path.write_bytes(example_media()[fact.digest])
        return path

    file = BytesIO()
    write_archive(what, locate, file)
    return file.getvalue()


def test_it_holds_what_its_manifest_says_and_nothing_else(tmp_path: Path) -> None:
    data = zipped(tmp_path, contents())
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        folder = names[0].partition("/")[0]
        manifest = json.loads(archive.read(f"{folder}/manifest.json"))
        for about in manifest["files"]:
            held = archive.read(f"{folder}/{about['name']}")
            assert (len(held), hashlib.sha256(held).hexdigest()) == (about["size"], about["sha256"])
            assert about["licence"] == TOOLKIT.licence.name
            assert about["source"] == "https://national.example/posters-and-leaflets/"
        assert [*ABOUT, *(about["name"] for about in manifest["files"])] == [name.partition("/")[2] for name in names]
        assert {each.compress_type for each in archive.infolist()} == {ZIP_STORED}
    titles = {item.title for item in TOOLKIT.items if item.file or item.text}
    assert {about["title"] for about in manifest["files"]} == titles


def test_the_note_is_in_the_pages_language_and_names_every_file_and_film(tmp_path: Path) -> None:
    welsh = TOOLKIT.model_copy(update={"locale": "cy", "title": "Posteri"})
    manifest = example_manifest("marlshire")
    entry = next(each for each in manifest.entries if each.type == "toolkit")
    entry = entry.model_copy(
        update={"digest": digest_of(welsh), "id": welsh.id, "locale": "cy", "path": "/cy/posteri/"}
    )
    view = SiteView.of(manifest.model_copy(update={"entries": (entry,)}), [welsh], "cy")
    what = renderer().archive(view, view.pages[welsh.id])
    with ZipFile(BytesIO(zipped(tmp_path, what))) as archive:
        note = archive.read("posteri/READ-ME.txt").decode()
        for name in archive.namelist()[2:]:
            assert name.partition("/")[2] in note
    assert "Trwydded: " in note
    assert "O https://marlshire.example/cy/posteri/" in note
    assert all(item.title in note for item in welsh.items)


def test_equal_toolkits_give_equal_bytes_and_a_changed_one_another_digest(tmp_path: Path) -> None:
    assert zipped(tmp_path, contents()) == zipped(tmp_path, contents())
    changed = TOOLKIT.model_copy(update={"items": TOOLKIT.items[:-1]})
    assert contents(changed).digest() != contents().digest() == contents().digest()


def test_two_files_of_one_name_and_names_with_folders_stay_in_the_folder(tmp_path: Path) -> None:
    assert POSTER.file
    evil = POSTER.file.model_copy(update={"filename": "../../manifest.json"})
    items = tuple(
        POSTER.model_copy(update={"id": f"item-{number}", "file": file})
        for number, file in enumerate((POSTER.file, POSTER.file, evil))
    )
    extra = ExtraFile(MediaFact(*_fact(POSTER.file)), "Poster of Marlshire", "poster", "ur", "2.0")
    what = contents(TOOLKIT.model_copy(update={"items": items}), extra)
    with ZipFile(BytesIO(zipped(tmp_path, what))) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "out")
    stem, _, ending = POSTER.file.filename.rpartition(".")
    own = [f"{stem}.{ending}", f"{stem}-2.{ending}", "manifest-2.json", f"{stem}-3.{ending}"]
    assert [name.partition("/")[2] for name in names] == [*ABOUT, *own]
    assert len({name.lower() for name in names}) == len(names)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["posters-and-leaflets"]


def _fact(file: MediaFile) -> tuple[str, str, str, int]:
    return file.digest, file.filename, file.media_type, file.size


def test_a_large_file_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    large, size = tmp_path / "large", 60_000_000
    with large.open("wb") as file:
        file.truncate(size)
    what = Contents("film", (Packed("film.mp4", MediaFact("0" * 64, "film.mp4", "video/mp4", size), size),))
    tracemalloc.start()
    with (tmp_path / "film.zip").open("wb") as file:
        write_archive(what, lambda fact: large, file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8_000_000
    with ZipFile(tmp_path / "film.zip") as archive:
        assert archive.getinfo("film/film.mp4").file_size == size


def test_a_page_that_is_no_toolkit_has_no_archive() -> None:
    view = SiteView.of(example_manifest("national"), example_documents().values())
    home = view.home
    assert home
    with pytest.raises(Exception, match="has an archive, but is a home"):
        renderer().archive(view, home)
