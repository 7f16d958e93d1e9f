"""What a page weighs on its way to a phone: the page, its styles and its scripts, compressed, without pictures and films."""

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.parts.built_page import BuiltPage
from tests.parts.built_site import BuiltSite

PAGE_BUDGET = 30_000
SCRIPT_BUDGET = 10_000


class Weight(NamedTuple):
    """Bytes that are sent for a page in all, and for its scripts alone."""

    whole: int
    scripts: int


def weight_faults(site: BuiltSite) -> list[str]:
    """Return a line for each page that is heavier than a page may be; one that searches may have a heavier script."""
    faults: list[str] = []
    for page in site.pages.values():
        weight = weigh(site, page)
        if weight.whole - weight.scripts + min(weight.scripts, SCRIPT_BUDGET) > PAGE_BUDGET:
            faults.append(f"{site.name} {page.path}: {weight.whole:,} bytes in all, more than {PAGE_BUDGET:,}")
        if weight.scripts > SCRIPT_BUDGET and page.kind != "search":
            faults.append(f"{site.name} {page.path}: {weight.scripts:,} bytes of scripts, more than {SCRIPT_BUDGET:,}")
    return faults


def weigh(site: BuiltSite, page: BuiltPage) -> Weight:
    """Return what a page weighs for a browser that knows gzip, the heavier of the two ways to compress."""
    styles = [element.get("href") for element in page.links("stylesheet")]
    scripts = [element.get("src") for element in page.all("script") if element.get("src")]
    of_scripts = sum(_sent(site.release / each.lstrip("/")) for each in scripts)
    own = site.release / (page.path + "index.html" if page.path.endswith("/") else page.path).lstrip("/")
    return Weight(_sent(own) + sum(_sent(site.release / each.lstrip("/")) for each in styles) + of_scripts, of_scripts)


@cache
def _sent(file: Path) -> int:
    """Return how many bytes of a file are sent: of the compressed one beside it, if there is one."""
    ready = file.with_name(f"{file.name}.gz")
    return ready.stat().st_size if ready.is_file() else len(gzip.compress(file.read_bytes(), 6))
