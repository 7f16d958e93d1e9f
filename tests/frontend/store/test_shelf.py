"""Books of pieces on disk: used by later builds, and of no consequence when they are damaged, in the way or gone."""

import os
import random
import subprocess
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import frontend.store.shelf
from content_models.examples import example_documents
from frontend.forks import run_batches
from frontend.frames import scan_frames
from frontend.render import Content
from frontend.store.shelf import PieceShelf
from tests.frontend.render.gallery import renderer
from tests.frontend.render.shared_pages import Shown, example_overlay, shown, variants
from tests.parts.availability import needed

EVERY_BLOCK = example_documents()["standard/every-block.json"]
STORY = example_documents()["case_study/door-that-stayed-shut.json"]
SITES = (shown(STORY), *(shown(STORY, overlay=example_overlay(STORY, summary=f"Summary {n}.")) for n in range(3)))
ALONE = [renderer().content(*site) for site in SITES]


def made(shelf: PieceShelf, *sites: Shown) -> int:
    """Make pages with the shelf, compare them with those made without, and return how many pieces were missing."""
    for site in sites:
        assert renderer().content(*site, shelf) == renderer().content(*site)
    return shelf.keep()


def opened(folder: Path, version: str = "1") -> PieceShelf:
    return PieceShelf(folder, version)


def the_book(folder: Path) -> Path:
    (path,) = folder.glob("??/*")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert made(opened(tmp_path / "pieces"), *SITES) > 0
    return tmp_path / "pieces"


def test_a_later_process_finds_what_was_made(folder: Path) -> None:
    assert made(opened(folder), *SITES) == 0


def test_another_renderer_starts_anew_and_leaves_nothing_of_the_old(folder: Path) -> None:
    assert made(opened(folder, "2"), *SITES) > 0
    assert made(opened(folder, "2"), *SITES) == 0
    assert made(opened(folder, "1"), *SITES) > 0


def test_a_book_cut_off_anywhere_is_mended(folder: Path) -> None:
    whole = the_book(folder).read_bytes()
    for length in (0, 1, 40, len(whole) // 2, len(whole) - 1):
        the_book(folder).write_bytes(whole[:length])
        assert made(opened(folder), *SITES) > 0
        assert made(opened(folder), *SITES) == 0


def test_a_book_with_other_bytes_anywhere_is_mended(folder: Path) -> None:
    whole, chance = the_book(folder).read_bytes(), random.Random(4)
    for _ in range(25):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        the_book(folder).write_bytes(damaged)
        made(opened(folder), *SITES)
        assert made(opened(folder), *SITES) == 0


def test_what_comes_after_half_a_frame_is_not_lost_for_good(folder: Path) -> None:
    with the_book(folder).open("ab") as file:
        file.write(b"\0\0\0\0\0\0\x10\0half of a frame")
    other = shown(STORY, places={})._replace()
    assert made(opened(folder), other) == 0
    fresh = shown(STORY, first="cy")
    assert made(opened(folder), fresh) > 0
    assert made(opened(folder), fresh, *SITES) == 0


def test_two_builders_at_once_make_the_same_and_leave_sound_books(tmp_path: Path) -> None:
    sites = list(variants(EVERY_BLOCK))[:24]

    def build(turn: int) -> list[Content]:
        shelf, found = opened(tmp_path), []
        for site in sites[::turn]:
            found.append(renderer().content(*site, shelf))
            shelf.keep()
        return found

    alone = [renderer().content(*site) for site in sites]
    results = list(run_batches([1, -1], build, 2))
    assert alone in results
    assert alone[::-1] in results
    made(opened(tmp_path), *sites)
    assert made(opened(tmp_path), *sites) == 0


def test_equal_pieces_of_two_builders_count_once(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    assert made(one, SITES[0]) > 0
    name = the_book(tmp_path).name.split(".")
    other.book(*name)
    assert made(one, shown(STORY, first="en", contacts={})) == 0
    changed = shown(STORY, places=dict.fromkeys(_links(), "outside"))
    assert made(one, changed) == made(other, changed) > 0
    book = opened(tmp_path).book(*name)
    assert len(book.pieces) == len(set(book.pieces))


def test_a_book_that_somebody_removes_meanwhile_is_written_again(folder: Path) -> None:
    shelf = opened(folder)
    assert made(shelf, *SITES) == 0
    the_book(folder).unlink()
    assert made(shelf, shown(STORY, places=dict.fromkeys(_links(), "outside"))) > 0
    assert shelf.trouble == ""
    assert the_book(folder).is_file()


def _links() -> list[str]:
    from content_models import canonical_bytes
    from frontend.plan.facts import references_in

    return list(references_in(canonical_bytes(STORY)).pages)


def test_a_file_in_the_way_is_one_sentence_and_pages_are_made(tmp_path: Path) -> None:
    (tmp_path / "pieces").write_text("in the way")
    shelf = opened(tmp_path / "pieces")
    assert made(shelf, *SITES) > 0
    assert shelf.trouble.startswith(f"What sites share cannot be kept in {tmp_path / 'pieces'} (")
    assert made(shelf, *SITES) == 0


def _mounted(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    there = folder if _mounted(folder, request.param) else None
    yield needed(there, "a small file system", "Run the tests as a user who may mount one.")
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize(
    ("disk", "why"), [("ro", "Read-only file system"), ("size=4k", "No space left")], indirect=["disk"]
)
def test_a_read_only_or_full_disk_is_one_sentence_and_pages_are_made(disk: Path, why: str) -> None:
    shelf = opened(disk)
    assert made(shelf, *SITES) > 0
    assert why in shelf.trouble
    assert shelf.trouble.endswith("it is made anew in every build until that folder can be read and written.")
    assert made(opened(disk), *SITES) > 0


def test_a_book_that_can_be_read_but_not_added_to_is_still_used(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    assert made(opened(folder), *SITES) == 0


def test_books_are_tidied_once_a_day_by_age_and_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    assert made(opened(folder), shown(EVERY_BLOCK)) > 0
    old, young = sorted(folder.glob("??/*"), key=lambda path: "STORY" if path.stat().st_size else "")
    os.utime(old, (now - 29 * 86_400,) * 2)
    opened(folder).tidy(now)
    assert old.is_file()
    opened(folder).tidy(now + 1.5 * 3600)
    os.utime(old, (now - 31 * 86_400,) * 2)
    opened(folder).tidy(now + 3600)
    assert old.is_file()
    opened(folder).tidy(now + 90_000)
    assert not old.exists()
    assert young.is_file()
    monkeypatch.setattr(frontend.store.shelf, "LARGEST", 10)
    opened(folder).tidy(now + 180_000)
    assert not young.exists()


def test_a_book_in_use_stays_young(folder: Path) -> None:
    os.utime(the_book(folder), (1, 1))
    assert made(opened(folder), *SITES) == 0
    opened(folder).tidy()
    assert the_book(folder).is_file()


def test_a_book_that_has_grown_too_long_is_begun_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend.store.shelf, "LONGEST", 9_000)
    (path,) = folder.glob("??/*.en.en")
    sizes = []
    for site in variants(STORY):
        made(opened(folder), site)
        sizes.append(path.stat().st_size)
    assert max(sizes) < 60_000
    assert any(later < before for before, later in pairwise(sizes))
    assert scan_frames(path, path.read_bytes().partition(b"\n")[0] + b"\n").sound


def test_few_books_are_open_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontend.store.shelf, "OPEN", 1)
    shelf = opened(tmp_path)
    assert made(shelf, *SITES) > 0
    assert made(shelf, shown(EVERY_BLOCK)) > 0
    assert made(shelf, *SITES) == 0
