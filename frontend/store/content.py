"""The builder's own store, shared by all sites: documents, manifests and media by digest, and what is known of documents.

store/documents/ab/<digest>    canonical bytes
store/media/ab/<digest>        files
store/manifests/<site>         the last manifest that was used
store/facts/<site>             frames of facts: see frontend.store.facts
store/pieces/                  what sites share of their pages: see frontend.store.shelf
store/encoded/ab/<digest>.br   compressed files that sites share: see frontend.encodings
"""

# Plain strings instead of Path objects: there are tens of thousands of them in one build.
# ruff: noqa: PTH105, PTH108, PTH110, PTH116, PTH123
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import cast

from content_models import Document, Merged, Overlay, merge, parse_document, parse_overlay
from frontend.errors import DamagedFile, DigestMismatch
from frontend.files import replacing, write_new
from frontend.plan.facts import Facts, MediaFact
from frontend.store.facts import append_facts, load_facts, write_facts

PARSED = 64
"""Documents and overlays that stay parsed: hundreds of sites may add something to one document."""

KEPT_TWICE = 2
"""The file of facts is written anew when it holds this many times what the manifest needs."""


class Store:
    """A folder of verified content. Every byte that leaves it has been checked against its digest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._documents = str(folder / "documents")
        self._media = str(folder / "media")
        self._facts: dict[str, Facts] = {}
        self._in_file: dict[str, int] = {}
        self._parsed: dict[str, Document | Overlay] = {}

    def add_document(self, digest: str, data: bytes) -> None:
        """Keep canonical bytes whose digest the caller has checked."""
        path = self._document_path(digest)
        temporary = f"{path}.{os.getpid()}"
        write_new(temporary, data)
        os.replace(temporary, path)

    def document_bytes(self, digest: str) -> bytes:
        """Return canonical bytes; raises DamagedFile, and removes a file that is not what its digest says."""
        path = self._document_path(digest)
        try:
            with open(path, "rb", buffering=0) as file:
                data = file.read()
        except FileNotFoundError:
            raise DamagedFile(digest, "document") from None
        if hashlib.sha256(data).hexdigest() != digest:
            os.unlink(path)
            raise DamagedFile(digest, "document")
        return data

    def merged(self, version: str) -> Merged:
        """Return a document, with the overlay that `version` names beside it; raises DamagedFile."""
        document, _, overlay = version.partition("+")
        if not overlay:
            return merge(parse_document(self.document_bytes(document), lenient=True), None)
        local = self.overlay(overlay)
        return merge(self._once(document, parse_document), local)

    def overlay(self, digest: str) -> Overlay:
        """Return an overlay; raises DamagedFile."""
        return self._once(digest, parse_overlay)

    def _once[Content: (Document, Overlay)](self, digest: str, parse: Callable[..., Content]) -> Content:
        """Return what `digest` stands for, parsed now or a short while ago."""
        found = self._parsed.pop(digest, None) or parse(self.document_bytes(digest), lenient=True)
        self._parsed[digest] = found
        if len(self._parsed) > PARSED:
            del self._parsed[next(iter(self._parsed))]
        return cast(Content, found)

    def has_document(self, digest: str) -> bool:
        """Say whether there is a file for this document (it is verified when it is read)."""
        return os.path.exists(self._document_path(digest))

    def media_path(self, file: MediaFact) -> str | None:
        """Return where a file is, or None when it is not there in its full size."""
        path = self._media_file(file.digest)
        try:
            return path if os.stat(path).st_size == file.size else None
        except FileNotFoundError:
            return None

    def add_media(self, file: MediaFact, blocks: Iterable[bytes]) -> None:
        """Keep a file that comes in blocks; raises DigestMismatch when it is not what its digest and size say."""
        found, size = hashlib.sha256(), 0
        with replacing(Path(self._media_file(file.digest)), durable=False) as kept:
            for block in blocks:
                kept.write(block)
                found.update(block)
                size += len(block)
                if size > file.size:
                    break
            if found.hexdigest() != file.digest or size != file.size:
                raise DigestMismatch(
                    f"The source gives other bytes for the file {file.filename} than its digest "
                    f"{file.digest[:16]}… and size {file.size} say; publish the page that shows it again."
                )

    def verify_media(self, file: MediaFact) -> bool:
        """Read a stored file through and say whether it is what its digest says; a wrong one is removed."""
        path = self._media_file(file.digest)
        try:
            with open(path, "rb") as kept:
                good = hashlib.file_digest(kept, "sha256").hexdigest() == file.digest
        except FileNotFoundError:
            return False
        if not good:
            os.unlink(path)
        return good

    def manifest(self, site: str, digest: str) -> bytes | None:
        """Return the manifest that was last used for `site` if it is the one with this digest."""
        try:
            data = (self.folder / "manifests" / site).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def keep_manifest(self, site: str, data: bytes) -> None:
        """Keep the manifest that is used for `site`."""
        with replacing(self.folder / "manifests" / site, durable=False) as file:
            file.write(data)

    def load_facts(self, site: str) -> None:
        """Make the facts known that are kept for `site`."""
        if site not in self._in_file:
            found = load_facts(self._facts_file(site))
            self._in_file[site] = len(found)
            self._facts.update(found)

    def facts(self, version: str) -> Facts:
        """Return what is known of a document, merged with its overlay if there is one; raises KeyError when nothing is."""
        return self._facts[version]

    def knows(self, digest: str) -> bool:
        """Say whether the facts of a document are known."""
        return digest in self._facts

    def known(self) -> Mapping[str, Facts]:
        """Return the facts of all documents by version: a digest, or that of a document and an overlay."""
        return self._facts

    def keep_facts(self, site: str, found: dict[str, Facts], wanted: Iterable[str]) -> None:
        """Add the facts `found` for `site`; `wanted` are the documents that its manifest names."""
        self._facts.update(found)
        mine = set(wanted)
        in_file = self._in_file.get(site, 0)
        if not in_file or in_file + len(found) > KEPT_TWICE * len(mine) + 64:
            kept = {digest: self._facts[digest] for digest in mine if digest in self._facts}
            write_facts(self._facts_file(site), kept)
            self._in_file[site] = len(kept)
        elif found:
            append_facts(self._facts_file(site), found)
            self._in_file[site] = in_file + len(found)

    def _facts_file(self, site: str) -> Path:
        return self.folder / "facts" / site

    def _document_path(self, digest: str) -> str:
        return f"{self._documents}/{digest[:2]}/{digest}"

    def _media_file(self, digest: str) -> str:
        return f"{self._media}/{digest[:2]}/{digest}"
