"""The commands `waymark-build build`, and `check`, which builds without releasing. Heavy parts are imported when they run."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from frontend.commands.options import add_posters, add_source, chosen_store
from frontend.finder import importing
from frontend.search import option as search_option

if TYPE_CHECKING:
    from frontend.render import Renderer
    from frontend.report import Reporter, SiteResult
    from frontend.run.build import Builder
    from frontend.source.base import Source


def add_build(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", *, examples: str) -> None:
    """Add the command `build` to those of the builder, with `examples` below its help."""
    build = commands.add_parser(
        "build",
        help="build sites, all or those named",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=examples,
    )
    add_source(build)
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
    add_posters(build)
    build.add_argument(
        "--no-leaflets",
        action="store_true",
        default=os.environ.get("WAYMARK_LEAFLETS") == "off",
        help="build without leaflets (PDF), each of which takes half a second when it is new; also WAYMARK_LEAFLETS=off",
    )
    search_option.add_option(build)
    build.set_defaults(command=_build)


def add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `check` to those of the builder."""
    check = commands.add_parser("check", help="check sites without releasing them, or a built folder")
    check.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="a built site, e.g. sites/essex-police/current"
    )
    add_source(check, required=False)
    importing.add_option(check)
    add_posters(check)
    search_option.add_option(check)
    check.set_defaults(command=_check)


def _build(options: argparse.Namespace) -> int:
    from frontend.report import Terminal
    from frontend.run.watch import Watch
    from frontend.source.opening import open_source

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


def _builder(options: argparse.Namespace, source: "Source", output: Path, reporter: "Reporter") -> "Builder":
    from frontend.leaflets.option import takeaways_of
    from frontend.posters.option import shop_of
    from frontend.run.build import Builder

    store, renderer = chosen_store(options, output), _renderer()
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


def _renderer() -> "Renderer":
    from frontend.errors import RenderFailed
    from frontend.render import Renderer
    from frontend.render.errors import RenderError, StringsError

    try:
        return Renderer()
    except (RenderError, StringsError) as error:
        raise RenderFailed(str(error)) from error


def _seconds(text: str) -> float:
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return value


def _exit_code(results: "list[SiteResult]") -> int:
    return 1 if any(result.error for result in results) else 0
