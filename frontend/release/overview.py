"""The page that lists all sites below one output folder, and the settings of each that it is made from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content_models import ContractError, Manifest, canonical_bytes
from content_models.site import Site
from frontend.files import replacing
from frontend.plan.headers import header_files, plain_headers
from frontend.release.names import OVERVIEW
from frontend.renderer import PageRenderer


def keep_settings(output: Path, manifest: Manifest) -> None:
    """Keep a site's settings beside its slots."""
    _write_if_different(output / manifest.slug / "site.json", canonical_bytes(manifest.site))


def sites_below(output: Path) -> Iterator[Site]:
    """Yield the settings of every released site, by name."""
    for path in sorted(output.glob("*/site.json")):
        if (path.parent / "current").is_dir():
            try:
                yield Site.parse(path.read_bytes(), lenient=True)
            except ContractError:
                continue


def write_overview(output: Path, renderer: PageRenderer[Any, Any]) -> None:
    """Write the page with its assets, where they differ."""
    sites = tuple(sites_below(output))
    if not sites:
        return
    page = renderer.site_index(sites).encode()
    files = {"index.html": page, **renderer.assets(sites[0]), **header_files(plain_headers())}
    for name, data in files.items():
        _write_if_different(output / OVERVIEW / name, data)


def _write_if_different(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        with replacing(path, durable=False) as file:
            file.write(data)
