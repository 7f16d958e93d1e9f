"""The command `waymark-build preview`. Heavy parts are imported when it runs."""

import argparse
import sys
from pathlib import Path


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of the builder."""
    preview = commands.add_parser("preview", help="show drafts to editors, as the admin's preview panel asks for them")
    preview.add_argument("--source", required=True, metavar="URL", help="address of a content API (…/api/v1/)")
    preview.add_argument(
        "--admin",
        required=True,
        metavar="URL",
        help="address of the admin, the only one whose pages may frame previews",
    )
    preview.add_argument("--store", type=Path, required=True, metavar="DIR", help="where published content is kept")
    preview.add_argument("--port", type=int, default=8070, help="default: 8070; 0 takes a free one")
    preview.add_argument("--host", default="127.0.0.1", help="address to listen on; default: this machine only")
    preview.set_defaults(command=_preview)


def _preview(options: argparse.Namespace) -> int:
    from frontend.preview.page import Previewer
    from frontend.preview.server import open_preview_server
    from frontend.preview.source import DraftSource
    from frontend.render import Renderer
    from frontend.source.opening import open_source
    from frontend.store.content import Store

    admin = _origin(options.admin)
    with open_source(options.source) as source, DraftSource(options.source) as drafts:
        previewer = Previewer(source, Store(options.store), Renderer())
        with open_preview_server(options.host, options.port, drafts, previewer, admin) as server:
            sys.stderr.write(f"Previews for {admin} at http://localhost:{server.server_address[1]}/ (Ctrl-C ends it)\n")
            sys.stderr.flush()
            server.serve_forever(poll_interval=0.2)
    return 0


def _origin(address: str) -> str:
    from urllib.parse import urlsplit

    from frontend.errors import ServeError

    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(mark in address for mark in " ;,'\""):
        raise ServeError(f"{address} is no address of an admin; write it like https://admin.example.org.")
    return f"{parts.scheme}://{parts.netloc}"
