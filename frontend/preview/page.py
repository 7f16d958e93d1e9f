"""A draft becomes a page: the sites' own renderer, on a view in which one document is not published yet."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from content_models import Manifest, Merged, canonical_bytes
from content_models.media import MediaFile
from frontend.errors import FrontendError
from frontend.plan.facts import Facts, facts_of
from frontend.plan.page_view import PageView
from frontend.plan.posters import unmade
from frontend.plan.tree import SiteTree
from frontend.plan.view import SiteView
from frontend.preview.dress import Dress, dressed
from frontend.preview.source import Draft, PreviewError
from frontend.render import Renderer
from frontend.render.errors import RenderError
from frontend.source.base import Source
from frontend.store.content import Store
from frontend.store.fetch import SiteContent, fetch_documents


class _Documents:
    """The draft, and everything else from the store of published documents."""

    def __init__(self, draft: Draft, known: Mapping[str, Facts], store: Store) -> None:
        self._version = draft.entry.version
        self._document = draft.document
        self._facts = facts_of(draft.document, canonical_bytes(draft.document))
        self._known = known
        self._store = store

    def merged(self, version: str) -> Merged:
        own = Merged(self._document, frozenset(), (), ())
        return own if version == self._version else self._store.merged(version)

    def facts(self, version: str) -> Facts:
        return self._facts if version == self._version else self._known[version]


class _View(SiteView):
    """A site whose files are fetched through the preview server: a draft's are not on the site yet."""

    def __init__(self, draft: Draft, manifest: Manifest, documents: _Documents) -> None:
        super().__init__(manifest, draft.entry.locale, documents, tree=SiteTree(manifest), now=datetime.now(UTC))
        self._files = draft.files
        # A draft's posters are shown by their words: they are made when it is on the site.
        self.posters = {draft.entry.path: unmade(draft.document)}

    def media(self, file: MediaFile) -> str:
        """Return the path of a file at the preview server."""
        name = self._files.get(file.digest)
        return f"/files/{name}/{file.filename}" if name else f"/published/{file.digest}/{file.filename}"


class Previewer:
    """Makes pages of drafts; what it needs of published pages it fetches once and keeps in `store`."""

    def __init__(self, source: Source, store: Store, renderer: Renderer) -> None:
        self._source = source
        self._store = store
        self._renderer = renderer
        # The store is made for one reader at a time; rendering itself may go on beside.
        self._lock = threading.Lock()
        self._assets: dict[str, bytes] = {}

    def page(self, draft: Draft, admin: str) -> str:
        """Return the whole HTML of a draft for an editor at the origin `admin`; raises PreviewError."""
        try:
            entries = tuple(
                draft.entry if entry.path == draft.entry.path else entry for entry in draft.manifest.entries
            )
            manifest = draft.manifest.model_copy(update={"entries": entries})
            view = _View(draft, manifest, _Documents(draft, self._known(draft), self._store))
            page = PageView(view, draft.entry)
            chrome = self._renderer.chrome(view)
            html = self._renderer.page(view, page, chrome, self._renderer.content(view, page))
        except RenderError as error:
            raise PreviewError(f"The page cannot be drawn: {error}", 500) from error
        except FrontendError as error:
            raise PreviewError(str(error), 502) from error
        self._assets.update(self._renderer.assets(draft.manifest.site))
        return dressed(html, Dress(draft.manifest.site.base_url, draft.userbar, admin))

    def asset(self, path: str) -> bytes | None:
        """Return a stylesheet or drawing by its path below the root, e.g. `assets/waymark.1234.css`."""
        return self._assets.get(path)

    def published(self, digest: str) -> Any:
        """Open a file that is public anyway."""
        return self._source.media(digest)

    def _known(self, draft: Draft) -> Mapping[str, Facts]:
        """Return the facts of every published document of the site; fetches what is new."""
        others = tuple(entry for entry in draft.manifest.entries if entry.path != draft.entry.path)
        manifest = draft.manifest.model_copy(update={"entries": others})
        content = SiteContent(manifest, "", b"")
        with self._lock:
            self._store.load_facts(manifest.slug)
            fetch_documents(self._source, self._store, content, processes=1, progress=lambda *_: None)
            return dict(self._store.known())
