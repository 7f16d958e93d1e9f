"""Whether paper can be made on this machine, and with what."""

import sys
from ctypes import CDLL
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Final

PACKAGES: Final = ("weasyprint", "pypdfium2", "pillow", "segno", "fonttools", "pydyf")
"""Packages whose release can change what is written."""

_MODULES: Final = ("PIL.Image", "pypdfium2", "segno", "fontTools.ttLib")


@cache
def trouble() -> str:
    """Return in a sentence why no PDF can be made here, and what to do about it; empty when all is well.

    It loads WeasyPrint, which takes half a second: ask when there is something to be made.
    """
    try:
        for module in _MODULES:
            import_module(module)
        # It binds to Pango as it is imported.
        import_module("weasyprint")
    except ImportError as error:
        return f"the package {error.name or 'weasyprint'} is not installed; install Waymark with its extra “paper”."
    except OSError:
        return (
            "this machine lacks Pango or HarfBuzz; install them "
            "(on Debian and Ubuntu: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)."
        )
    return ""


@cache
def version_line() -> str:
    """Return the releases of all that writes paper, “none” for what is not there. It loads nothing heavy."""
    return " ".join([*(f"{name} {_release(name)}" for name in PACKAGES), f"pango {_pango()}"])


def _release(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _pango() -> str:
    if not sys.platform.startswith("linux"):
        return "of the system"
    try:
        return str(CDLL("libpango-1.0.so.0").pango_version())
    except OSError:
        return "none"
