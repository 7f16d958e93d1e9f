"""Compressed files: what gets them, that they hold the same bytes, and how those that sites share are kept."""

import gzip
import os
import random
from pathlib import Path

import brotli
import pytest

import frontend.encodings
from frontend.encodings import OLDEST, Encoder, is_compressible, quick, with_encoded

TEXT = b"body { margin: 1rem }\n" * 100
NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    "file",
    ["index.html", "a/index.html", "assets/a.css", "assets/a.js", "media/x/a.svg", "postcodes/co.json", "sitemap.xml",
     "news.atom", "events.ics", "robots.txt", "media/x/a.vtt"],
)  # fmt: skip
def test_text_is_compressed(file: str) -> None:
    assert is_compressible(file)


@pytest.mark.parametrize(
    "file",
    ["media/x/a.pdf", "a.zip", "a.webp", "a.png", "a.mp4", "pagefind/en.pf_index", "pagefind/wasm.en.pagefind", "_headers",
     "_redirects", "headers.nginx.conf", "headers.caddy", "headers.json", "redirects.json", "a.docx", "a.woff2", "html"],
)  # fmt: skip
def test_what_is_compressed_by_itself_or_for_servers_is_left_alone(file: str) -> None:
    assert not is_compressible(file)
    assert with_encoded([file]) == [file]


def held(path: Path) -> tuple[bytes, bytes]:
    return brotli.decompress(Path(f"{path}.br").read_bytes()), gzip.decompress(Path(f"{path}.gz").read_bytes())


@pytest.mark.parametrize("file", ["index.html", "assets/a.css", "postcodes/co.json"])
def test_both_files_hold_the_same_bytes_and_are_smaller(tmp_path: Path, file: str) -> None:
    path = tmp_path / Path(file).name
    assert Encoder(tmp_path / "kept").put(str(path), file, TEXT)
    assert held(path) == (TEXT, TEXT)
    assert Path(f"{path}.br").stat().st_size < len(TEXT)


@pytest.mark.parametrize("file", ["index.html", "assets/a.css"])
@pytest.mark.parametrize("data", [b"", b"x" * 499, random.Random(1).randbytes(5_000)], ids=["empty", "small", "noise"])
def test_what_would_not_get_smaller_gets_none(tmp_path: Path, file: str, data: bytes) -> None:
    assert not Encoder(tmp_path / "kept").put(str(tmp_path / "a"), file, data)
    assert not list(tmp_path.glob("a*"))


def test_the_same_bytes_make_the_same_files_at_any_time() -> None:
    assert quick(TEXT) == quick(TEXT)
    assert quick(TEXT).gzip[4:8] == b"\0\0\0\0", "a time in it would make each build another"


def test_a_large_page_is_compressed_with_a_window_that_sees_all_of_it(tmp_path: Path) -> None:
    half = random.Random(1).randbytes(300_000)
    assert len(quick(half + half).br) < 310_000


def test_what_sites_share_is_compressed_once_by_whichever_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Encoder(tmp_path / "kept").put(str(tmp_path / "a.css"), "assets/a.css", TEXT)
    monkeypatch.setattr(frontend.encodings, "best", None)
    assert Encoder(tmp_path / "kept").put(str(tmp_path / "b.css"), "assets/b.css", TEXT)
    assert (tmp_path / "a.css.br").samefile(tmp_path / "b.css.br")
    assert Encoder(tmp_path / "kept").size("assets/b.css", TEXT) == (tmp_path / "b.css.br").stat().st_size


@pytest.mark.parametrize("damage", [b"", b"junk", brotli.compress(b"other")])
def test_a_damaged_kept_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    Encoder(tmp_path / "kept").put(str(tmp_path / "a.css"), "assets/a.css", TEXT)
    for kept in (tmp_path / "kept").glob("??/*"):
        kept.unlink()
        kept.write_bytes(damage)
    assert Encoder(tmp_path / "kept").put(str(tmp_path / "b.css"), "assets/a.css", TEXT)
    assert held(tmp_path / "b.css") == (TEXT, TEXT)


def test_a_half_of_what_is_served_is_not_taken_over(tmp_path: Path) -> None:
    encoder = Encoder(tmp_path / "kept")
    encoder.put(str(tmp_path / "old"), "index.html", TEXT)
    (tmp_path / "old.gz").unlink()
    assert encoder.put(str(tmp_path / "new"), "index.html", TEXT, str(tmp_path / "old"))
    assert held(tmp_path / "new") == (TEXT, TEXT)


def test_kept_files_that_no_release_has_go_after_a_month(tmp_path: Path) -> None:
    used, unused = tmp_path / "used.css", tmp_path / "unused.css"
    encoder = Encoder(tmp_path / "kept", now=lambda: NOW)
    encoder.put(str(used), "assets/used.css", TEXT)
    encoder.put(str(unused), "assets/unused.css", TEXT * 2)
    for ending in (".br", ".gz"):
        Path(f"{unused}{ending}").unlink()
    for kept in (tmp_path / "kept").glob("??/*"):
        os.utime(kept, (NOW, NOW))
    Encoder(tmp_path / "kept", now=lambda: NOW + OLDEST).tidy()
    assert len(list((tmp_path / "kept").glob("??/*"))) == 4
    Encoder(tmp_path / "kept", now=lambda: NOW + OLDEST + 86_401).tidy()
    assert len(list((tmp_path / "kept").glob("??/*"))) == 2
    assert held(used) == (TEXT, TEXT)


def test_what_is_still_used_stays_young(tmp_path: Path) -> None:
    Encoder(tmp_path / "kept", now=lambda: NOW).put(str(tmp_path / "a.css"), "assets/a.css", TEXT)
    for kept in (tmp_path / "kept").glob("??/*"):
        os.utime(kept, (NOW, NOW))
    Encoder(tmp_path / "kept", now=lambda: NOW + OLDEST).put(str(tmp_path / "b.css"), "assets/a.css", TEXT)
    assert {kept.stat().st_mtime for kept in (tmp_path / "kept").glob("??/*")} == {NOW + OLDEST}
