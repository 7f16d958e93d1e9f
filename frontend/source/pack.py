"""An offline pack: a folder with everything of some sites, to build where no API can be reached.

pack/sites/<site>.ndjson    the export: the manifest, then every document and overlay, a line each
pack/media/<digest>         files
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from frontend.errors import InvalidContent, MissingContent, SourceUnreachable, UnknownSite
from frontend.files import link_new, replacing
from frontend.plan.facts import MediaFact
from frontend.source.base import SiteSummary
from frontend.store.content import Store

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class PackSource:
    """An offline pack in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[str, tuple[Path, int, int]] = {}

    @property
    def name(self) -> str:
        """Its folder."""
        return str(self._folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._places.clear()

    def sites(self) -> tuple[SiteSummary, ...]:
        """Return the sites whose exports lie in the pack."""
        exports = sorted((self._folder / "sites").glob("*.ndjson"))
        if not exports:
            raise SourceUnreachable(
                f"{self._folder} is no offline pack: there is no export below {self._folder / 'sites'}."
            )
        return tuple(self._summary(path) for path in exports)

    def manifest(self, site: str) -> bytes:
        """Return the first line of the export."""
        with self._export(site).open("rb") as file:
            return file.readline().rstrip(b"\n")

    def export(self, site: str) -> Iterator[bytes]:
        """Yield the lines of the export."""
        with self._export(site).open("rb") as file:
            for line in file:
                yield line.rstrip(b"\n")

    def document(self, digest: str) -> bytes:
        """Return a line by its digest; the exports are read once to find where each stands."""
        if not self._places:
            for path in sorted((self._folder / "sites").glob("*.ndjson")):
                self._find_lines(path)
        if digest not in self._places:
            raise MissingContent(f"The pack {self._folder} lacks the document {digest[:16]}…; make the pack again.")
        path, start, length = self._places[digest]
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    def overlay(self, digest: str) -> bytes:
        """Return a line by its digest."""
        return self.document(digest)

    @contextmanager
    def media(self, digest: str) -> Iterator[Iterator[bytes]]:
        """Open a file of the pack."""
        path = self._folder / "media" / digest
        if not path.is_file():
            raise MissingContent(f"The pack {self._folder} lacks the file {digest[:16]}…; make the pack again.")
        with path.open("rb") as file:
            yield iter(lambda: file.read(1 << 20), b"")

    def _summary(self, path: Path) -> SiteSummary:
        manifest = self.manifest(path.stem)
        try:
            name = json.loads(manifest)["site"]["organisation"]["name"]
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidContent(f"{path} does not begin with a manifest; make the pack again.") from error
        return SiteSummary(path.stem, str(name), hashlib.sha256(manifest).hexdigest())

    def _export(self, site: str) -> Path:
        path = self._folder / "sites" / f"{site}.ndjson"
        if not _NAME.fullmatch(site) or not path.is_file():
            raise UnknownSite(f"The pack {self._folder} has no site “{site}”.")
        return path

    def _find_lines(self, path: Path) -> None:
        start = 0
        with path.open("rb") as file:
            for line in file:
                data = line.rstrip(b"\n")
                self._places[hashlib.sha256(data).hexdigest()] = (path, start, len(data))
                start += len(line)


def write_pack(
    folder: Path, site: str, manifest: bytes, content: list[str], media: list[MediaFact], store: Store
) -> None:
    """Write one site into the offline pack in `folder`, from what the store holds; raises DamagedFile, OSError."""
    with replacing(folder / "sites" / f"{site}.ndjson", durable=True) as file:
        file.write(manifest + b"\n")
        for digest in content:
            file.write(store.document_bytes(digest) + b"\n")
    for fact in media:
        if path := store.media_path(fact):
            link_new(path, str(folder / "media" / fact.digest))
