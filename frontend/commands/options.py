"""Options that several commands have, and what they choose."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from frontend.store.content import Store

SOURCE: Final = "address of a content API (…/api/v1/), folder of an offline pack, or the word “examples”"


def add_source(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add where content comes from, where it is kept, and which sites are meant."""
    parser.add_argument("--source", required=required, metavar="URL|PATH", help=SOURCE)
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


def add_posters(parser: argparse.ArgumentParser) -> None:
    """Add `--no-posters` to a command that builds sites."""
    parser.add_argument(
        "--no-posters",
        action="store_true",
        default=os.environ.get("WAYMARK_POSTERS") == "off",
        help="leave out the posters of toolkits; also WAYMARK_POSTERS=off",
    )


def chosen_store(options: argparse.Namespace, beside: Path) -> "Store":
    """Return the store for what is fetched: the one that was asked for, else one that lies beside the output."""
    from frontend.store.content import Store

    return Store(options.store or beside.resolve().parent / "store")
