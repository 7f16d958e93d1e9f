"""The command `waymark-build gallery`. Heavy parts are imported when it runs."""

import argparse
import sys
from pathlib import Path

ABOUT = """\
Make the component gallery: every block and every component as the public templates draw them, in every brand, from right
to left, dark, light and as printed. It is for people who work on templates and styles, and never part of a public site."""


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of the builder."""
    gallery = commands.add_parser("gallery", help="make the component gallery, for developers", description=ABOUT)
    gallery.add_argument(
        "--output",
        type=Path,
        required=True,
        metavar="DIR",
        help="an empty or new folder, or that of an earlier gallery",
    )
    gallery.set_defaults(command=_gallery)


def _gallery(options: argparse.Namespace) -> int:
    from frontend.gallery.writing import write_gallery

    number = write_gallery(options.output)
    address = (options.output.resolve() / "index.html").as_uri()
    sys.stdout.write(f"The gallery has {number} pages. Open {address}\n")
    return 0
