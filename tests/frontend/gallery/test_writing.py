"""The folder of a gallery: what is in it, and that it never becomes part of a public site."""

from pathlib import Path

import pytest

from content_models.examples import SITES
from frontend.cli import main
from frontend.errors import FolderError
from frontend.gallery.errors import GalleryError
from frontend.gallery.sites import LANGUAGES
from frontend.gallery.writing import MARK, Gallery, write_gallery
from frontend.render import Renderer
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.source.examples import ExamplesSource
from frontend.store.content import Store
from tests.frontend.render.gallery import Elements


@pytest.fixture(scope="module")
def folder(made_gallery: Gallery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("component-gallery") / "gallery"
    write_gallery(root, made_gallery)
    return root


def test_every_language_has_every_page_and_contents_that_name_them(folder: Path, made_gallery: Gallery) -> None:
    for locale in LANGUAGES:
        contents = (folder / locale / "index.html").read_text(encoding="utf-8")
        for sheet in made_gallery.sheets[locale]:
            assert (folder / locale / f"{sheet.slug}.html").is_file()
            assert f'href="{sheet.slug}.html"' in contents
        assert "nowhere" not in contents


def test_every_file_that_a_page_names_is_there(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        page = Elements(path.read_text(encoding="utf-8"))
        assert not page.faults, path
        for _, attributes in page.tags:
            for name in ("src", "href", "poster"):
                value = (attributes.get(name) or "").partition("#")[0].partition("?")[0]
                if value and ":" not in value:
                    assert (path.parent / value).is_file(), (path, value)


def test_no_page_has_one_id_twice(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        ids = [
            attributes["id"] for _, attributes in Elements(path.read_text(encoding="utf-8")).tags if "id" in attributes
        ]
        assert len(ids) == len(set(ids)), path


def test_the_source_of_a_specimen_is_what_a_public_page_has(folder: Path, made_gallery: Gallery) -> None:
    page = Elements((folder / "en" / "blocks-guidance.html").read_text(encoding="utf-8"))
    [sheet] = [each for each in made_gallery.sheets["en"] if each.slug == "blocks-guidance"]
    [specimen] = [each for each in sheet.specimens if each.name.startswith("Action link: style primary")]
    assert 'href="/tell-someone/"' in specimen.source
    assert " ".join(specimen.source.split()) in page.text


def test_search_engines_may_not_keep_it(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        assert '<meta name="robots" content="noindex">' in path.read_text(encoding="utf-8")


def test_what_an_earlier_gallery_had_goes_and_nothing_else_is_written_over(
    folder: Path, made_gallery: Gallery, tmp_path: Path
) -> None:
    (folder / "en" / "old.html").write_text("old")
    write_gallery(folder, made_gallery)
    assert not (folder / "en" / "old.html").exists()
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(GalleryError, match="has other things in it than a gallery"):
        write_gallery(tmp_path, made_gallery)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_that_a_site_is_served_from_is_refused(made_gallery: Gallery, tmp_path: Path) -> None:
    inside = tmp_path / "essex-police" / "current" / "gallery"
    inside.parent.mkdir(parents=True)
    for folder in (inside, tmp_path / "essex-police" / "gallery"):
        with pytest.raises(GalleryError, match="must not be public"):
            write_gallery(folder, made_gallery)
        assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_named(made_gallery: Gallery, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderError, match=f"{tmp_path}/file"):
        write_gallery(tmp_path / "file" / "gallery", made_gallery)


def test_the_command_says_where_to_open_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gallery", "--output", str(tmp_path / "gallery")]) == 0
    assert f"Open {(tmp_path / 'gallery' / 'index.html').as_uri()}" in capsys.readouterr().out
    assert (tmp_path / "gallery" / MARK).is_file()


def test_a_refusal_is_one_sentence_and_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert main(["gallery", "--output", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith(f"waymark-build: {tmp_path} has other things in it")


def test_a_public_release_has_nothing_of_the_gallery(tmp_path: Path) -> None:
    builder = Builder(
        ExamplesSource(), Store(tmp_path / "store"), tmp_path / "sites", Renderer(), reporter=Silent(), processes=1
    )
    assert not any(result.error for result in builder.build(builder.chosen(SITES)))
    files = [path for path in (tmp_path / "sites").rglob("*") if path.is_file()]
    assert len(files) > 100
    for path in files:
        assert "gallery" not in path.name
        if path.suffix in {".html", ".css", ".js", ".json", ".xml", ".txt"}:
            text = path.read_text(encoding="utf-8")
            assert "g-stage" not in text, path
            assert "component gallery" not in text.lower(), path
