"""The command that imports the ONS Postcode Directory, and the option by which a build is told of the result."""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

VARIABLE: Final = "WAYMARK_POSTCODES"

_EXPLAINED: Final = """\
Read the CSV of the ONS Postcode Directory (or of the National Statistics Postcode Lookup) and write the small part of it
that “Find your local team” needs: which council, county, police area and country each postcode lies in, and which
postcodes have ended. The directory is free: geoportal.statistics.gov.uk, “ONSPD”. Take the file in its folder Data; the
names of areas are in its folder Documents, in files such as “LA_UA names and codes UK as at 04_23.csv”.

Every problem is told with its line, and nothing is written when there is one. The same input makes the same file."""


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add `--postcodes` to a command that builds sites."""
    parser.add_argument(
        "--postcodes",
        type=Path,
        default=os.environ.get(VARIABLE) or None,
        metavar="FILE",
        help=f"what “waymark-build postcodes” wrote: gives each site “Find your local team”; default: ${VARIABLE}",
    )


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `postcodes`."""
    layout = argparse.RawDescriptionHelpFormatter
    parser = commands.add_parser(
        "postcodes", help="import the ONS Postcode Directory", formatter_class=layout, description=_EXPLAINED
    )
    parser.add_argument("directory", type=Path, metavar="CSV", help="the directory, e.g. ONSPD_FEB_2025_UK.csv")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the file that is written for builds")
    parser.add_argument(
        "--names",
        type=Path,
        action="append",
        default=[],
        metavar="CSV",
        help="names of areas by code, e.g. LAD23CD and LAD23NM; may be repeated",
    )
    parser.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> int:
    from frontend.errors import FolderError
    from frontend.finder.onspd import read_directory, read_names
    from frontend.finder.table import write_table

    names = read_names(options.names)
    found = read_directory(options.directory)
    used = {code for district in found.districts for code in district.codes}
    try:
        write_table(options.to, found.newest, {code: names[code] for code in used & names.keys()}, found.districts)
    except OSError as error:
        raise FolderError.from_os(error, options.to.parent) from error
    size = options.to.stat().st_size
    sys.stdout.write(
        f"{options.to}: {found.live:,} postcodes in use and {found.ended:,} that have ended, in {len(found.districts):,} "
        f"districts, up to {found.newest or 'an unknown month'}; {size // 1000:,} kB.\n"
        f"Left out: {found.without_area:,} without an area, {found.islands:,} of the Channel Islands and the Isle of Man.\n"
    )
    if unnamed := sorted(used - names.keys()):
        sys.stdout.write(f"Without a name: {len(unnamed):,} areas, e.g. {', '.join(unnamed[:3])} (see --names).\n")
    return 0
