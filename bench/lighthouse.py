"""Lighthouse on one page of each type, as on a phone: its four scores, and what the page weighs.

The sites are the contract's examples, national and local, but not as demonstrations: those ask search engines to stay
away, which Lighthouse holds against a page. They have “Find your local team”, as a real site would, and are served by our
own server, compressed, as visitors get them. What does not reach 100 at once is measured twice more, and the middle one of three counts, as Lighthouse advises.
"""

import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from content_models import canonical_bytes
from content_models.examples import SITES, example_manifest
from frontend.finder.onspd import read_directory, read_names
from frontend.finder.table import write_table
from frontend.render import Renderer
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.server.server import open_server
from frontend.source.examples import ExamplesSource
from frontend.store.content import Store
from tests.parts import chromium
from tools import sample_postcodes
from tools.lighthouse import FetchFailed, fetch, version

CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
ROUNDS: Final = 3
TIMEOUT: Final = 180
LISTS: Final = {
    "a-z": "/a-z/", "find-support": "/find-support/", "changes": "/changes/", "browse": "/browse/guide/",
    "local team": "/find-your-local-team/",
}  # fmt: skip
"""Pages that the builder makes from others, besides the types of documents."""

_FLAGS: Final = ("--headless=new", *chromium.FLAGS)


class MeasureFailed(Exception):
    """Lighthouse could not measure a page."""


class Row(NamedTuple):
    """One page: its scores from 0 to 100, none if it could not be measured, its bytes, and what was found wanting."""

    what: str
    address: str
    scores: tuple[int, ...]
    weight: int
    faults: tuple[str, ...]


class _Published(ExamplesSource):
    """The examples as sites that search engines may list."""

    @cached_property
    def _manifests(self) -> dict[str, bytes]:
        found = {}
        for name in SITES:
            manifest = example_manifest(name)
            site = manifest.site.model_copy(update={"demonstration": None})
            found[name] = canonical_bytes(manifest.model_copy(update={"site": site}))
        return found


@contextmanager
def _served() -> Iterator[tuple[Path, int]]:
    """Build and serve the sites while the block runs; gives the folder of all and the port."""
    with tempfile.TemporaryDirectory(prefix="waymark-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        postcodes, store = _postcodes(folder), Store(folder / "store")
        builder = Builder(_Published(), store, folder / "sites", Renderer(), reporter=Silent(), postcodes=postcodes)
        for result in builder.build(builder.chosen(())):
            if result.error:
                raise result.error
        with open_server(folder / "sites", "127.0.0.1", 0) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            try:
                yield folder / "sites", server.server_address[1]
            finally:
                server.shutdown()
                thread.join()


def _postcodes(folder: Path) -> Path:
    """Import the made-up directory of the demonstration."""
    directory, names, table = folder / "directory.csv", folder / "names.csv", folder / "postcodes"
    sample_postcodes.write(directory, names)
    found, known = read_directory(directory), read_names([names])
    write_table(table, found.newest, known, found.districts)
    return table


def pages(sites: Path) -> list[tuple[str, str, str]]:
    """Return what to measure, each with its site and path: every type once, on both kinds of site, and one of each list."""
    found: dict[str, tuple[str, str]] = {}
    for site in ("national", "marlshire"):
        for entry in example_manifest(site).entries:
            kind = entry.type if entry.locale == "en" else f"{entry.type} ({entry.locale})"
            found.setdefault(f"{kind}, local" if kind == "home" and site != "national" else kind, (site, entry.path))
        for name, path in LISTS.items():
            if (sites / site / "current" / path[1:] / "index.html").is_file():
                found.setdefault(name, (site, path))
    return [(what, *place) for what, place in found.items()]


def measure(only: Sequence[str] = ()) -> Iterator[Row]:
    """Yield a row a page, or a page of each type in `only`; raises FetchFailed when Lighthouse or its browser cannot be had."""
    program, browser = fetch(), chromium.executable()
    if browser is None:
        raise FetchFailed(f"Lighthouse needs Chromium. {chromium.MEND}")
    with _served() as (sites, port), tempfile.TemporaryDirectory(prefix="waymark-lighthouse-") as scratch:
        for what, site, path in pages(sites):
            if not only or what in only:
                url = f"http://{site}.localhost:{port}{path}"
                yield _measured(what, program, browser, url, Path(scratch))


def _measured(what: str, program: Path, browser: Path, url: str, scratch: Path) -> Row:
    """Return what is measured; where that is not all 100, the middle one of several times.

    On a busy machine Chromium now and again loses what it recorded: that time does not count.
    """
    rows: list[Row] = []
    trouble = ""
    for _ in range(ROUNDS):
        try:
            rows.append(_read(what, _report(program, browser, url, scratch)))
        except MeasureFailed as error:
            trouble = str(error)
        if rows and min(rows[0].scores) == 100:
            break
    if not rows:
        return Row(what, urlsplit(url).path, (), 0, (trouble,))
    return sorted(rows, key=lambda row: row.scores)[len(rows) // 2]


def _report(program: Path, browser: Path, url: str, scratch: Path) -> dict[str, object]:
    file = scratch / "report.json"
    command = [
        "node", str(program), url, "--output=json", f"--output-path={file}", "--quiet", "--no-enable-error-reporting",
        f"--chrome-flags={' '.join(_FLAGS)}", f"--only-categories={','.join(CATEGORIES)}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": str(browser)}
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, cwd=scratch,
            timeout=TIMEOUT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise MeasureFailed(f"Lighthouse did not end within {TIMEOUT} seconds at {url}.") from error
    if ended.returncode or not file.is_file():
        raise MeasureFailed(f"Lighthouse could not measure {url}: {ended.stderr.strip()[-500:]}")
    report: dict[str, object] = json.loads(file.read_bytes())
    file.unlink()
    return report


def _read(what: str, report: dict[str, object]) -> Row:
    found, audits = report["categories"], report["audits"]
    if not isinstance(found, dict) or not isinstance(audits, dict):
        raise MeasureFailed("This Lighthouse writes other reports than the one that is locked.")
    scores = tuple(round((found[name]["score"] or 0) * 100) for name in CATEGORIES)
    names = [each["id"] for name in CATEGORIES for each in found[name]["auditRefs"] if each["weight"]]
    faults = tuple(
        dict.fromkeys(name for name in names if (audits[name]["score"] or 0) < 0.9 and _counts(audits[name]))
    )
    weight = int(audits["total-byte-weight"]["numericValue"])
    return Row(what, urlsplit(str(report["finalDisplayedUrl"])).path, scores, weight, faults)


def _counts(audit: dict[str, object]) -> bool:
    return audit["scoreDisplayMode"] not in {"notApplicable", "informative", "manual"}


def _line(row: Row) -> str:
    if not row.scores:
        return f"{row.what:<16}{row.address:<34}   not measured: {row.faults[0]}"
    scores = "".join(f"{score:>7}" for score in row.scores)
    below = f"   below: {', '.join(row.faults)}" if row.faults else ""
    return f"{row.what:<16}{row.address:<34}{scores}{row.weight / 1000:>9.1f}{below}"


def main(arguments: Sequence[str] = ()) -> None:
    """Print a line a page; where Lighthouse cannot run, why. With arguments only the types of pages that they name."""
    print(f"Lighthouse {version()}, phone\n{'':<50}{'perf.':>7}{'acc.':>7}{'pract.':>7}{'SEO':>7}{'kB':>9}", flush=True)
    try:
        for row in measure(arguments):
            print(_line(row), flush=True)
    except FetchFailed as error:
        print(f"not measured: {error}")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
