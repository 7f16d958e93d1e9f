"""The command `waymark-build serve`. Heavy parts are imported when it runs."""

import argparse
import sys
from pathlib import Path


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of the builder."""
    serve = commands.add_parser("serve", help="serve built sites on this machine, for demonstration")
    serve.add_argument(
        "--output", type=Path, required=True, metavar="DIR", help="the folder that sites were built into"
    )
    serve.add_argument("--port", type=int, default=8080, help="default: 8080; 0 takes a free one")
    serve.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; default: 127.0.0.1, this machine only"
    )
    serve.set_defaults(command=_serve, stays=True)


def _serve(options: argparse.Namespace) -> int:
    from frontend.server.server import serve

    serve(options.output, options.host, options.port, sys.stderr)
    return 0
