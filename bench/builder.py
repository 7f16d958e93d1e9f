"""The builder on sites of 1,000 and 10,000 pages: a cold build, and one page changed.

"whole process" is `waymark-build build` from start to exit against an API on this machine; "in process" is from the bytes
of the new manifest to the switched release, in a builder that has been built with before, as `--watch` is.
"""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Self

from bench.server import Published, serving
from bench.site import SLUG, BenchSite, change_page, make_site
from content_models.examples import example_media
from frontend.errors import MissingContent
from frontend.render import Renderer
from frontend.report import Silent, SiteResult
from frontend.run.build import Builder
from frontend.source.base import SiteSummary
from frontend.store.content import Store

SIZES: Final = (1_000, 10_000)
ROUNDS: Final = 3


class Row(NamedTuple):
    """One line of the table."""

    what: str
    seconds: float
    work: float
    """Seconds on all processors together, of the builder and the processes that it forked: busy neighbours change it little."""
    peak_mb: float | None
    files: str


class _Memory:
    """A source in memory, for what is measured without a network."""

    name = "memory"

    def __init__(self, published: Published) -> None:
        self._published = published

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def sites(self) -> tuple[SiteSummary, ...]:
        return (SiteSummary(SLUG, SLUG, self._published.site.digest),)

    def manifest(self, _site: str) -> bytes:
        return self._published.site.data

    def export(self, _site: str) -> Iterator[bytes]:
        return iter((self._published.site.data, *self._published.site.documents.values()))

    def document(self, digest: str) -> bytes:
        return self._published.site.documents[digest]

    def overlay(self, digest: str) -> bytes:
        raise MissingContent(f"There is no overlay {digest[:16]}….")

    @contextmanager
    def media(self, digest: str) -> Iterator[Iterator[bytes]]:
        yield iter((example_media()[digest],))


def measure() -> Iterator[Row]:
    """Yield the rows of all sizes."""
    for pages in SIZES:
        with tempfile.TemporaryDirectory(prefix="waymark-bench-", ignore_cleanup_errors=True) as folder:
            yield from _measure(make_site(pages), Path(folder))


def _measure(site: BenchSite, folder: Path) -> Iterator[Row]:
    pages = len(site.manifest.entries)
    published = Published(site)
    with serving(published) as url:
        run = _command(url, folder)
        count = sum(len(names) for _, _, names in os.walk(folder / "sites" / SLUG / "current" / "."))
        yield Row(f"{pages:,} pages: cold build, whole process ({_size(folder)} a page)", *run, f"{count:,} files")
        run = _command(url, folder / "plain", "--no-precompress")
        yield Row(f"{pages:,} pages: the same without compressed files", *run, "")
        shutil.rmtree(folder / "plain")
        for title in (False, True):
            what = "title" if title else "text"
            times: list[tuple[float, float, float]] = []
            for _ in range(ROUNDS):
                published.site = change_page(published.site, title=title)
                times.append(_command(url, folder))
            yield Row(f"{pages:,} pages: {what} of one changed, whole process", *sorted(times)[ROUNDS // 2], "")
    builder = Builder(_Memory(published), Store(folder / "store"), folder / "sites", Renderer(), reporter=Silent())
    _in_process(builder, published)
    for title in (False, True):
        what = "title" if title else "text"
        timed = []
        for _ in range(ROUNDS):
            published.site = change_page(published.site, title=title)
            timed.append(_in_process(builder, published))
        seconds, work, result = sorted(timed, key=lambda each: each[0])[ROUNDS // 2]
        files = f"{result.written} written, {result.linked} shared"
        yield Row(f"{pages:,} pages: {what} of one changed, in process", seconds, work, None, files)


def _command(url: str, folder: Path, *options: str) -> tuple[float, float, float]:
    """Run the command; returns seconds, seconds of work, and the peak memory of its largest process in MB."""
    command = [sys.executable, "-m", "frontend.cli", "build", "--quiet", "--no-leaflets", "--source", url, *options]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--output", str(folder / "sites"), "--store", str(folder / "store")])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"the builder ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _in_process(builder: Builder, published: Published) -> tuple[float, float, SiteResult]:
    gc.collect()
    gc.freeze()
    summary = SiteSummary(SLUG, SLUG, published.site.digest)
    before = sum(os.times()[:4])
    result = builder.build([summary])[0]
    work = sum(os.times()[:4]) - before
    # Up to the moment in which the new release is served; what the builder puts away afterwards is not counted.
    seconds = result.seconds
    if result.error:
        raise result.error
    return seconds, work, result


def _size(folder: Path) -> str:
    pages = list((folder / "sites" / SLUG / "current").glob("topic-1/*/index.html"))
    return f"{sum(page.stat().st_size for page in pages) / max(len(pages), 1) / 1000:.1f} kB"
