"""The command `waymark-build pack`. Heavy parts are imported when it runs."""

import argparse
from pathlib import Path

from frontend.commands.options import add_source, chosen_store


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of the builder."""
    pack = commands.add_parser("pack", help="save all that sites are built from, for building offline")
    add_source(pack)
    pack.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder of the pack")
    pack.set_defaults(command=_pack)


def _pack(options: argparse.Namespace) -> int:
    from frontend.report import Terminal
    from frontend.run.packing import pack_sites
    from frontend.source.opening import open_source

    with open_source(options.source) as source:
        pack_sites(source, chosen_store(options, options.to), options.to, options.site, Terminal(quiet=options.quiet))
    return 0
