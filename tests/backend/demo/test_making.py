"""What media.yaml asks for is made, always the same; what it cannot ask for is refused with its line."""

import shutil
from pathlib import Path

import pytest

from backend.demo import papers
from backend.demo.making import film_seconds, make
from backend.demo.marks import UnknownMark, draw_mark
from backend.demo.source import CONTENT, ORDER, DemoProblem, read_all, read_organisation

NATIONAL = read_organisation(CONTENT / "ct-policing")


@pytest.mark.parametrize("key", sorted(NATIONAL.media.data))
def test_a_file_is_made_with_the_same_bytes_every_time(key: str) -> None:
    first = make(NATIONAL, key)
    again = make(read_organisation(CONTENT / "ct-policing"), key)

    assert first == again
    assert first.name.startswith("ct-policing-")
    assert first.data


def test_films_last_as_long_as_their_words() -> None:
    assert film_seconds(NATIONAL.media.data["officers"]) == 12.5


def test_organisations_come_in_the_order_of_their_references() -> None:
    assert tuple(source.slug for source in read_all()) == ORDER


def broken(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / "essex-police"
    shutil.copytree(CONTENT / "essex-police", folder)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a: 1\ncoast: {kind: sculpture}\n",
            r"media.yaml:2: `coast` needs a kind: document, favicon, film, image, logo",
        ),
        ("coast: {kind: image, scene: volcano}\n", r"media.yaml:1: There is no scene `volcano`"),
        ("coast: {kind: logo, mark: lion}\n", r"media.yaml:1: There is no mark `lion`"),
        ("coast: {kind: document, format: doc, title: x, language: en}\n", "No document of format `doc`"),
        ("other: 1\n", "`coast` needs a kind"),
    ],
)
def test_what_cannot_be_made_is_refused_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    source = read_organisation(broken(tmp_path, "media.yaml", text))

    with pytest.raises(DemoProblem, match=sentence):
        make(source, "coast")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(DemoProblem, match=r"organisation.yaml:3: This is not valid YAML"):
        read_organisation(broken(tmp_path, "organisation.yaml", "a: 1\nb: [\n"))
    (tmp_path / "essex-police" / "organisation.yaml").unlink()
    with pytest.raises(DemoProblem, match=r"organisation.yaml is missing"):
        read_organisation(tmp_path / "essex-police")
    with pytest.raises(DemoProblem, match="expected ct-policing, "):
        read_all(tmp_path)


def test_a_mark_that_nobody_draws_is_refused() -> None:
    with pytest.raises(UnknownMark, match="There is no mark `lion`"):
        draw_mark("lion", NATIONAL.colours)


def test_a_press_release_keeps_its_signs() -> None:
    text = papers.press_release("[Name] “asks”", ["a {b} \\ – c"])

    assert text.startswith(rb"{\rtf1")
    assert rb"[Name] \u8220?asks\u8221?" in text
    assert rb"a \{b\} \\ \u8211? c" in text
