"""The example sites as files on a local server, for tests that need a browser or a checker."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from content_models import media_files
from content_models.examples import SITES, example_documents, example_manifest, example_media
from frontend.plan.headers import site_headers
from frontend.plan.view import media_path
from frontend.render import Renderer
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.search.searches import open_searches
from frontend.server.server import open_server
from frontend.source.examples import ExamplesSource
from frontend.store.content import Store
from tests.frontend.render.gallery import chrome, listings, pages, renderer, site_view
from tests.parts.availability import needed


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Sends what the public gets of a site, with its headers."""

    site: str

    def end_headers(self) -> None:
        """Add what the builder writes for other servers."""
        for name, value in site_headers(example_manifest(self.site).site).every.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name that the base class gives it
        """Say nothing."""


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every example site as its visitors get it."""
    root = tmp_path_factory.mktemp("gallery")
    for (slug, path), html in pages().items():
        _write(root / slug / path.removeprefix("/") / "index.html", html.encode())
    for (slug, path), text in listings().items():
        _write(root / slug / (path[1:] + "index.html" if path.endswith("/") else path[1:]), text.encode())
    for slug in SITES:
        _write_shared(root / slug, slug)
    _write(root / "index.html", renderer().site_index([example_manifest(slug).site for slug in SITES]).encode())
    for path, data in renderer().index_assets().items():
        _write(root / path, data)
    return root


def _write_shared(folder: Path, slug: str) -> None:
    view, shared = site_view(slug), chrome(slug)
    _write(folder / "a-z" / "index.html", renderer().a_to_z(view, shared).encode())
    for stand_in in view.tree.stand_ins.values():
        there, words = site_view(slug, stand_in.locale), chrome(slug, stand_in.locale)
        _write(folder / stand_in.path[1:] / "index.html", renderer().stand_in(there, words, stand_in).encode())
    _write(folder / "404.html", renderer().not_found(view, shared).encode())
    _write(
        folder / "feedback" / "thanks" / "index.html", renderer().feedback_answer(view, shared, stored=True).encode()
    )
    _write(folder / "moved.html", renderer().redirect(view, "/").encode())
    for path, data in renderer().assets(view.site).items():
        _write(folder / path, data)
    for model in (*example_documents().values(), view.manifest):
        for file in media_files(model).values():
            if found := example_media().get(file.digest):
                _write(folder / media_path(file.digest, file.filename).removeprefix("/"), found)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.fixture(scope="session")
def addresses(gallery: Path) -> Iterator[dict[str, str]]:
    """The base address of each example site, each on a port of its own as each has an origin of its own."""
    servers = {}
    for slug in SITES:
        handler = functools.partial(type("SiteHandler", (_Quiet,), {"site": slug}), directory=str(gallery / slug))
        servers[slug] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=servers[slug].serve_forever, daemon=True).start()
    yield {slug: f"http://127.0.0.1:{server.server_port}" for slug, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def built_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example sites as the builder releases them, with search."""
    folder = tmp_path_factory.mktemp("search")
    store = Store(folder / "store")
    with ExamplesSource() as source:
        searches = needed(
            open_searches(source, store, Silent(), fresh=False, quiet=True), "Pagefind", "Run make setup."
        )
        builder = Builder(
            source, store, folder / "sites", Renderer(), reporter=Silent(), processes=1, searches=searches
        )
        assert {result.status for result in builder.build(builder.chosen(()))} == {"released"}
    return folder / "sites"


@pytest.fixture(scope="session")
def built_port(built_sites: Path) -> Iterator[int]:
    """The port on which our own server has them, each at `<site>.localhost`."""
    with open_server(built_sites, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
