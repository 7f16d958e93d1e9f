"""The command line of the builder. Heavy parts are imported when a command needs them, so that `--help` is instant."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from frontend.errors import FrontendError
from frontend.finder import importing
from frontend.gallery import command as gallery
from frontend.search import option as search_option

if TYPE_CHECKING:
    from frontend.build import Builder
    from frontend.render import Renderer
    from frontend.report import Reporter, SiteResult
    from frontend.source.base import Source
    from frontend.store import Store

_DESCRIPTION = """\
Build static websites from a Waymark content API, serve them on this machine, and check them.

A build fetches only what is new, renders only what differs, and puts a finished site in place in one step.
When anything goes wrong the last good release of the site stays in place."""

_EXAMPLES = """\
examples:
  waymark-build build --source http://localhost:8000/api/v1/ --output sites
      build every site into sites/<site>/current/
  waymark-build build --source http://localhost:8000/api/v1/ --output sites --site essex-police --watch 1
      build one site, and again within a second or two of each publication
  waymark-build serve --output sites --port 8080
      look at them at http://localhost:8080/
  waymark-build check --source http://localhost:8000/api/v1/ --site essex-police
      plan, render and check a site without releasing it
  waymark-build preview --source http://localhost:8000/api/v1/ --admin http://localhost:8000 --store preview-store
      show drafts to the editors of that admin
  waymark-build pack --source http://localhost:8000/api/v1/ --to pack
  waymark-build build --source pack --output sites
      build where no API can be reached
  waymark-build gallery --output gallery
      look at every block and component, for developers of templates and styles

exit codes:
  0    everything is up to date
  1    a site failed and keeps its last release; the others are done
  2    the command was not understood, or there is no such site
  3    the source cannot be reached, or refuses
  4    a folder cannot be written, or another builder holds it
  5    the web server cannot start
  130  interrupted (143: ended by SIGTERM); the last releases stay"""

_SOURCE_HELP = "address of a content API (…/api/v1/), folder of an offline pack, or the word “examples”"


class Interrupted(BaseException):
    """Somebody asked this process to stop. Not an Exception, so that nothing on the way takes it for a failure."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    previous = {number: signal.signal(number, _interrupt) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        code: int = options.command(options)
    except FrontendError as error:
        sys.stderr.write(f"waymark-build: {error}\n")
        code = error.exit_code
    except Interrupted as interrupted:
        watching = getattr(options, "watch", None) is not None or options.command is _serve
        if not watching:
            sys.stderr.write("waymark-build: interrupted; the last releases stay as they are.\n")
        code = 0 if watching else interrupted.exit_code
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    return code


def _interrupt(number: int, _frame: FrameType | None) -> NoReturn:
    raise Interrupted(number)


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "waymark-build", description=_DESCRIPTION, epilog=_EXAMPLES, formatter_class=layout
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(title="commands", metavar="build | serve | check | pack | …", required=True)

    build = commands.add_parser(
        "build", help="build sites, all or those named", formatter_class=layout, epilog=_EXAMPLES
    )
    _add_source(build)
    build.add_argument(
        "--output", type=Path, required=True, metavar="DIR", help="each site's release is DIR/<site>/current/"
    )
    build.add_argument(
        "--watch", type=_seconds, metavar="SECONDS", help="stay, ask the source this often, and build what has changed"
    )
    build.add_argument("--fresh", action="store_true", help="trust nothing that lies in DIR: make every file again")
    build.add_argument(
        "--no-precompress",
        action="store_true",
        help="write no .br and .gz beside the files, for hosts that compress by themselves",
    )
    importing.add_option(build)
    _add_posters(build)
    build.add_argument(
        "--no-leaflets",
        action="store_true",
        default=os.environ.get("WAYMARK_LEAFLETS") == "off",
        help="build without leaflets (PDF), each of which takes half a second when it is new; also WAYMARK_LEAFLETS=off",
    )
    search_option.add_option(build)
    build.set_defaults(command=_build)

    serve = commands.add_parser("serve", help="serve built sites on this machine, for demonstration")
    serve.add_argument(
        "--output", type=Path, required=True, metavar="DIR", help="the folder that sites were built into"
    )
    serve.add_argument("--port", type=int, default=8080, help="default: 8080; 0 takes a free one")
    serve.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; default: 127.0.0.1, this machine only"
    )
    serve.set_defaults(command=_serve)

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

    check = commands.add_parser("check", help="check sites without releasing them, or a built folder")
    check.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="a built site, e.g. sites/essex-police/current"
    )
    _add_source(check, required=False)
    importing.add_option(check)
    _add_posters(check)
    search_option.add_option(check)
    check.set_defaults(command=_check)

    pack = commands.add_parser("pack", help="save all that sites are built from, for building offline")
    _add_source(pack)
    pack.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder of the pack")
    pack.set_defaults(command=_pack)
    importing.add_command(commands)
    gallery.add_command(commands)
    return parser


def _add_source(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--source", required=required, metavar="URL|PATH", help=_SOURCE_HELP)
    parser.add_argument(
        "--store",
        type=Path,
        metavar="DIR",
        help="where fetched content is kept for the next time; default: beside the output",
    )
    parser.add_argument("--site", action="append", default=[], metavar="NAME", help="only this site; may be repeated")
    parser.add_argument("--all", action="store_true", help="every site of the source (so it is without --site)")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes; default: one a processor")
    parser.add_argument("--quiet", action="store_true", help="say only what is wrong")


def _add_posters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-posters",
        action="store_true",
        default=os.environ.get("WAYMARK_POSTERS") == "off",
        help="leave out the posters of toolkits; also WAYMARK_POSTERS=off",
    )


class _Version(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version and end")

    def __call__(self, parser: argparse.ArgumentParser, *_ignored: Any) -> None:
        from importlib import metadata

        try:
            version = metadata.version("waymark")
        except metadata.PackageNotFoundError:
            version = "not installed: run from a checkout"
        sys.stdout.write(f"waymark-build {version}\n")
        parser.exit()


def _seconds(text: str) -> float:
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return value


def _renderer() -> "Renderer":
    from frontend.errors import RenderFailed
    from frontend.render import Renderer
    from frontend.render.errors import RenderError, StringsError

    try:
        return Renderer()
    except (RenderError, StringsError) as error:
        raise RenderFailed(str(error)) from error


def _store(options: argparse.Namespace, beside: Path) -> "Store":
    from frontend.store import Store

    return Store(options.store or beside.resolve().parent / "store")


def _builder(options: argparse.Namespace, source: "Source", output: Path, reporter: "Reporter") -> "Builder":
    from frontend.build import Builder
    from frontend.leaflets.option import takeaways_of
    from frontend.posters.option import shop_of

    store, renderer = _store(options, output), _renderer()
    return Builder(
        source,
        store,
        output,
        renderer,
        reporter=reporter,
        processes=options.jobs,
        fresh=getattr(options, "fresh", False),
        postcodes=options.postcodes,
        posters=shop_of(options, store, renderer),
        takeaways=takeaways_of(options, reporter),
        precompress=not getattr(options, "no_precompress", False),
        searches=search_option.chosen(options, source, store, reporter),
    )


def _build(options: argparse.Namespace) -> int:
    from frontend.report import Terminal
    from frontend.source.opening import open_source
    from frontend.watch import Watch

    reporter = Terminal(quiet=options.quiet)
    with open_source(options.source, tries=1 if options.watch else None) as source:
        builder = _builder(options, source, options.output, reporter)
        if options.watch is not None:
            Watch(builder, options.site, seconds=options.watch, reporter=reporter).run()
        return _exit_code(builder.build(builder.chosen(options.site)))


def _check(options: argparse.Namespace) -> int:
    if (options.folder is None) == (options.source is None):
        raise SystemExit("waymark-build check: give either the folder of a built site or --source.")
    if options.folder:
        from frontend.check.folder import check_folder

        return check_folder(options.folder, sys.stderr)
    import tempfile

    from frontend.report import Terminal
    from frontend.source.opening import open_source

    with tempfile.TemporaryDirectory(prefix="waymark-check-") as folder, open_source(options.source) as source:
        builder = _builder(options, source, Path(folder) / "sites", Terminal(quiet=options.quiet))
        return _exit_code(builder.build(builder.chosen(options.site)))


def _exit_code(results: "list[SiteResult]") -> int:
    return 1 if any(result.error for result in results) else 0


def _pack(options: argparse.Namespace) -> int:
    from frontend.packing import pack_sites
    from frontend.report import Terminal
    from frontend.source.opening import open_source

    with open_source(options.source) as source:
        pack_sites(source, _store(options, options.to), options.to, options.site, Terminal(quiet=options.quiet))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from frontend.serve import serve

    serve(options.output, options.host, options.port, sys.stderr)
    return 0


def _preview(options: argparse.Namespace) -> int:
    from frontend.preview.page import Previewer
    from frontend.preview.server import open_preview_server
    from frontend.preview.source import DraftSource
    from frontend.render import Renderer
    from frontend.source.opening import open_source
    from frontend.store import Store

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


if __name__ == "__main__":
    sys.exit(main())
