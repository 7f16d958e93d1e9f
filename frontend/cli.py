"""The command line of the builder: what it says of itself, how it ends. Commands import nothing heavy until they run."""

import argparse
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

from frontend.commands import building, packing, serving
from frontend.errors import FrontendError
from frontend.finder import importing
from frontend.gallery import command as gallery
from frontend.preview import command as preview

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
        stays = getattr(options, "watch", None) is not None or getattr(options, "stays", False)
        if not stays:
            sys.stderr.write("waymark-build: interrupted; the last releases stay as they are.\n")
        code = 0 if stays else interrupted.exit_code
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
    building.add_build(commands, examples=_EXAMPLES)
    serving.add_command(commands)
    preview.add_command(commands)
    building.add_check(commands)
    packing.add_command(commands)
    importing.add_command(commands)
    gallery.add_command(commands)
    return parser


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


if __name__ == "__main__":
    sys.exit(main())
