"""Finished files in the store: found again only when whole, made again when not, gone when nobody holds them."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from frontend.store.kept import OLDEST, KeptFiles

DIGEST = "ab" * 32


def write(file: BinaryIO) -> Mapping[str, Any]:
    file.write(b"leaflet")
    return {"pages": 2}


def test_what_was_kept_is_found_with_its_notes_also_by_another_builder(tmp_path: Path) -> None:
    KeptFiles(tmp_path).keep(DIGEST, write)
    found = KeptFiles(tmp_path).find(DIGEST)
    assert found
    assert (found.size, found.notes["pages"], Path(found.path).read_bytes()) == (7, 2, b"leaflet")
    assert KeptFiles(tmp_path).find("cd" * 32) is None


@pytest.mark.parametrize("damage", ["changed", "shorter", "no notes", "broken notes"])
def test_what_is_damaged_is_not_found(tmp_path: Path, damage: str) -> None:
    path = Path(KeptFiles(tmp_path).keep(DIGEST, write).path)
    notes = path.with_name(f"{DIGEST}.json")
    match damage:
        case "changed":
            path.write_bytes(b"LEAFLET")
        case "shorter":
            path.write_bytes(b"leaf")
        case "no notes":
            notes.unlink()
        case _:
            notes.write_text("{")
    assert KeptFiles(tmp_path).find(DIGEST) is None


def test_a_fresh_build_finds_only_what_it_made_itself(tmp_path: Path) -> None:
    KeptFiles(tmp_path).keep(DIGEST, write)
    fresh = KeptFiles(tmp_path, fresh=True)
    assert fresh.find(DIGEST) is None
    fresh.keep(DIGEST, write)
    assert fresh.find(DIGEST)


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(file: BinaryIO) -> Mapping[str, Any]:
        file.write(b"half")
        raise RuntimeError("no paper")

    with pytest.raises(RuntimeError):
        KeptFiles(tmp_path).keep(DIGEST, fail)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_only_what_no_release_holds_goes_and_only_after_a_while(tmp_path: Path) -> None:
    store = KeptFiles(tmp_path / "store")
    held, free = (Path(store.keep(name * 32, write).path) for name in ("ab", "cd"))
    os.link(held, tmp_path / "release.pdf")
    store.tidy()
    assert held.exists()
    assert free.exists()
    store.tidy(time.time() + OLDEST + 100_000)
    assert held.exists()
    assert not free.exists()
    assert not free.with_name(f"{free.name}.json").exists()
