"""Whether paper can be made on this machine, and with what. Nothing here loads what makes it: that takes half a second."""

import sys
from collections.abc import Mapping
from ctypes import CDLL
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Final

PACKAGES: Final = ("weasyprint", "pypdfium2", "pillow", "segno", "fonttools", "pydyf")
"""Packages whose release can change what is written."""

MODULES: Final[Mapping[str, str]] = {
    "weasyprint": "weasyprint",
    "pypdfium2": "pypdfium2",
    "PIL": "pillow",
    "segno": "segno",
    "fontTools": "fonttools",
}
"""What is imported to make paper, and the package that brings it."""

LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "linux": (
        *("libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0"),
        *("libfontconfig.so.1", "libpangoft2-1.0.so.0"),
    ),
}
"""Libraries of the system that WeasyPrint opens, by platform; on others it is asked itself."""


def trouble() -> str:
    """Return in a sentence why no PDF can be made here, and what to do about it; empty when all is well."""
    for module, package in MODULES.items():
        if find_spec(module) is None:
            return (
                f"the package {package} is not installed: install Waymark with its extra “paper” "
                "(pip install '.[paper]')."
            )
    if missing := missing_library():
        return (
            f"this machine lacks {missing}: install Pango and HarfBuzz (on Debian and Ubuntu apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)."
        )
    return ""


def missing_library() -> str:
    """Return the first library of the system that WeasyPrint would not find, or an empty string."""
    for name in LIBRARIES.get(sys.platform, ()):
        try:
            CDLL(name)
        except OSError:
            return name
    if sys.platform not in LIBRARIES:
        try:
            import weasyprint  # noqa: F401
        except OSError as error:
            return str(error).partition(":")[0]
    return ""


def version_line() -> str:
    """Return the releases of all that writes paper, “none” for what is not there."""
    return " ".join([*(f"{name} {_release(name)}" for name in PACKAGES), f"pango {_pango()}"])


def _release(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _pango() -> str:
    if sys.platform not in LIBRARIES:
        return "of the system"
    try:
        return str(CDLL("libpango-1.0.so.0").pango_version())
    except OSError:
        return "none"
