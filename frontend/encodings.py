"""The compressed files of a release: what a web server sends, so that none compresses while somebody waits.

    index.html       a file that the plan names
    index.html.br    the same bytes in Brotli (RFC 7932)
    index.html.gz    the same in gzip (RFC 1952)

Both stand there or neither does. They belong to the file beside which they stand: whoever shares, moves or removes it does
the same to them. nginx (`gzip_static`), Caddy (`precompressed`) and our own server know these names.
"""

# Plain strings instead of Path objects: there are tens of thousands of them in one build.
# ruff: noqa: PTH108, PTH116, PTH123
import hashlib
import os
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import brotli

from frontend.files import DAY, is_due, is_unused, link_new, replacing, write_new

ENDINGS: Final = {"br": ".br", "gzip": ".gz"}
"""Content codings (RFC 9110, 8.4.1) with the ending of their files; what is smaller comes first."""

SMALLEST: Final = 500
"""Bytes; what is smaller fits into one packet of the network as it is."""

OLDEST: Final = 30 * DAY
"""Seconds for which a kept file stays that no release has."""

_COMPRESSIBLE: Final = (
    ".html", ".css", ".js", ".mjs", ".svg", ".json", ".xml", ".atom", ".ics", ".txt", ".vtt", ".csv", ".webmanifest",
)  # fmt: skip
"""Endings of text. PDFs, archives, pictures, films and Pagefind's own files are compressed as they are."""

_FOR_SERVERS: Final = frozenset({"headers.json", "redirects.json"})
"""What web servers read themselves and no visitor asks for."""

_SHARED: Final = ("assets/", "media/", "postcodes/")
"""Files that are known before anything is rendered and that many sites have: compressed once, for good."""

_BEST: Final = ("assets/", "media/")
"""Files that visitors keep for a year: worth the most that the compressors can do, 50 times the work."""


class Codes(NamedTuple):
    """The same bytes in each coding."""

    br: bytes
    gzip: bytes


def is_compressible(file: str) -> bool:
    """Say whether a file may have compressed ones beside it, by its name."""
    return file.endswith(_COMPRESSIBLE) and file not in _FOR_SERVERS


def beside(file: str) -> tuple[str, ...]:
    """Return the names of the compressed files of `file`."""
    return tuple(file + ending for ending in ENDINGS.values())


def with_encoded(files: Iterable[str]) -> list[str]:
    """Return `files` with all compressed ones that they may have."""
    return [each for file in files for each in ((file, *beside(file)) if is_compressible(file) else (file,))]


def quick_size(data: bytes) -> int:
    """Return the size of `data` as pages are sent."""
    return len(_quick_brotli(data))


def _quick_brotli(data: bytes) -> bytes:
    # A window no larger than the content saves the set-up of megabytes: measured, a fifth of the time of a page.
    window = min(max(len(data).bit_length(), 16), 22)
    code: bytes = brotli.compress(data, quality=5, lgwin=window)
    return code


def _gzip(data: bytes, level: int) -> bytes:
    return zlib.compress(data, level, 31)


def _ungzip(data: bytes) -> bytes:
    return zlib.decompress(data, 31)


def quick(data: bytes) -> Codes:
    """Return `data` compressed as pages are: half a millisecond for one of 11 kB."""
    return Codes(_quick_brotli(data), _gzip(data, 6))


def best(data: bytes) -> Codes:
    """Return `data` compressed as far as it can be."""
    return Codes(brotli.compress(data, quality=11), _gzip(data, 9))


class Encoder:
    """Puts compressed files beside those of releases. `folder` keeps those of files that sites share, by content."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._now = now
        self._kept: dict[bytes, str | None] = {}
        self._sizes: dict[bytes, int] = {}

    def put(self, path: str, file: str, data: bytes, served: str | None = None) -> bool:
        """Put what belongs beside `file`, which lies at `path` and holds `data`; says whether there is anything.

        `served` is the same file with the same content in the release that visitors see, if it is there. Raises OSError.
        """
        if len(data) < SMALLEST or not is_compressible(file):
            return False
        if served is not None and share_encoded(served, path):
            return True
        if file.startswith(_SHARED):
            kept = self._keep(file, data)
            return kept is not None and share_encoded(kept, path)
        codes = quick(data)
        if max(map(len, codes)) >= len(data):
            return False
        for ending, code in zip(ENDINGS.values(), codes, strict=True):
            write_new(path + ending, code)
        return True

    def size(self, file: str, data: bytes) -> int:
        """Return how many bytes `file` with the content `data` is sent in to a browser that knows Brotli."""
        if data not in self._sizes:
            kept = self._keep(file, data) if len(data) >= SMALLEST and file.startswith(_SHARED) else None
            self._sizes[data] = os.stat(f"{kept}.br").st_size if kept else min(quick_size(data), len(data))
        return self._sizes[data]

    def _keep(self, file: str, data: bytes) -> str | None:
        """Return what the kept files of `data` are called without their endings; None if compressing saves nothing."""
        if data not in self._kept:
            digest = hashlib.sha256(data).hexdigest()
            stem = f"{self._folder}/{digest[:2]}/{digest}"
            self._kept[data] = stem if self._sound(stem, data) or _write(stem, file, data) else None
        return self._kept[data]

    def _sound(self, stem: str, data: bytes) -> bool:
        """Say whether both kept files are there and hold `data`: a power cut may have left one empty."""
        for ending, decode in zip(ENDINGS.values(), (brotli.decompress, _ungzip), strict=True):
            try:
                with open(stem + ending, "rb") as file:
                    if decode(file.read()) != data:
                        return False
                if self._now() - os.stat(stem + ending).st_mtime > DAY:
                    os.utime(stem + ending, (self._now(), self._now()))
            except (OSError, brotli.error, zlib.error):
                return False
        return True

    def tidy(self) -> None:
        """Remove kept files that no release has had for a month; once a day."""
        with suppress(OSError):
            for path in self._folder.glob("??/*") if is_due(self._folder, self._now()) else ():
                if is_unused(path, OLDEST, self._now()):
                    path.unlink(missing_ok=True)


def _write(stem: str, file: str, data: bytes) -> bool:
    codes = best(data) if file.startswith(_BEST) else quick(data)
    if max(map(len, codes)) >= len(data):
        return False
    for ending, code in zip(ENDINGS.values(), codes, strict=True):
        with replacing(Path(stem + ending), durable=False) as kept:
            kept.write(code)
    return True


def share_encoded(source: str, path: str) -> bool:
    """Put the compressed files of `source` beside `path` too, as links; without one of them none, and it says so."""
    try:
        for ending in ENDINGS.values():
            link_new(source + ending, path + ending)
    except FileNotFoundError:
        for ending in ENDINGS.values():
            with suppress(FileNotFoundError):
                os.unlink(path + ending)
        return False
    return True
