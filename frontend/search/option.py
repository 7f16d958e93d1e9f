"""The option by which a build is told to go without search."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontend.report import Reporter
    from frontend.search.searches import Searches
    from frontend.source.base import Source
    from frontend.store.content import Store


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add `--no-search` to a command that builds sites."""
    parser.add_argument(
        "--no-search",
        action="store_true",
        help="build sites without a page to search with; so it is too where the extra “search” is not installed",
    )


def chosen(options: argparse.Namespace, source: "Source", store: "Store", reporter: "Reporter") -> "Searches | None":
    """Return what makes the indexes of sites: None where it is not wanted, or not installed, which is said in a line."""
    if options.no_search:
        return None
    from frontend.search.searches import open_searches

    fresh = getattr(options, "fresh", False)
    return open_searches(source, store, reporter, fresh=fresh, quiet=options.quiet)
