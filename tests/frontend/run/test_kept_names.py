"""What visitors keep for a year has its content in its name: on real sites, all that pages load."""

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from frontend.encodings import SMALLEST, is_compressible
from frontend.plan.headers import KEPT, read_headers
from frontend.render import Renderer
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.source.opening import open_source
from frontend.store.content import Store

LOADED = re.compile(r"<(?:link|script|img|source|video|track|audio)\s[^>]*>")
ADDRESS = re.compile(r'\s(?:href|src|srcset|poster)="([^"]*)"')
NOT_LOADED = re.compile(r'\srel="(?:canonical|alternate|license|next|prev|search)"')


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("kept")
    with open_source("examples") as source:
        builder = Builder(source, Store(folder / "store"), folder / "sites", Renderer(), reporter=Silent(), processes=1)
        for result in builder.build(builder.chosen(())):
            assert result.error is None, result.error
    return sorted((folder / "sites").glob("*/current"))


def loaded(release: Path) -> set[str]:
    return {address for page in release.rglob("*.html") for address in loaded_by(page.read_text(encoding="utf-8"))}


def loaded_by(html: str) -> Iterator[str]:
    for tag in LOADED.findall(html):
        for value in ADDRESS.findall(tag) if not NOT_LOADED.search(tag) else ():
            yield from (unescape(part.split()[0]) for part in value.split(",") if part.strip())


def test_all_that_pages_load_is_kept_for_a_year(releases: list[Path]) -> None:
    assert releases
    for release in releases:
        headers = read_headers((release / "headers.json").read_bytes())
        addresses = loaded(release)
        endings = {address.rpartition(".")[2] for address in addresses}
        assert {"css", "js", "svg"} <= endings
        assert [address for address in addresses if headers.cache(address) != KEPT] == []


def test_what_is_kept_for_a_year_has_its_content_in_its_name(releases: list[Path]) -> None:
    for release in releases:
        for path in (*release.glob("assets/*"), *release.glob("media/**/*")):
            if path.is_file() and path.suffix not in {".br", ".gz"}:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                named = re.findall(r"[0-9a-f]{8,}", str(path.relative_to(release)))
                assert any(digest.startswith(part) for part in named), path


def test_all_text_of_a_real_site_is_there_compressed(releases: list[Path]) -> None:
    for release in releases:
        for path in release.rglob("*"):
            name = str(path.relative_to(release))
            if path.is_file() and is_compressible(name) and path.stat().st_size >= SMALLEST:
                assert 0 < Path(f"{path}.br").stat().st_size < path.stat().st_size, name
                assert 0 < Path(f"{path}.gz").stat().st_size < path.stat().st_size, name
