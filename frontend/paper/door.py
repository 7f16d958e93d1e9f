"""Whether paper can be made on this machine, and with what."""

from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Final

PACKAGES: Final = ("weasyprint", "pypdfium2", "pillow", "segno", "fonttools", "pydyf")
"""Packages whose release can change what is written."""

_MODULES: Final = ("PIL.Image", "pypdfium2", "segno")


@cache
def trouble() -> str:
    """Return in a sentence why no PDF can be made here, and what to do about it; empty when all is well."""
    try:
        for module in _MODULES:
            import_module(module)
    except ImportError as error:
        return f"The package {error.name or 'for paper'} is not installed: pip install 'waymark[paper]'."
    try:
        # It binds to Pango as it is imported.
        import_module("weasyprint")
    except ImportError as error:
        return f"The package {error.name or 'weasyprint'} is not installed: pip install 'waymark[paper]'."
    except OSError:
        return "WeasyPrint finds no Pango on this machine: install it (Debian: libpango-1.0-0 libpangoft2-1.0-0)."
    return ""


@cache
def version_line() -> str:
    """Return the releases of all that writes paper, for keys of what was made with them. Only where there is no trouble."""
    text = import_module("weasyprint.text.ffi")
    pango = text.pango.pango_version()
    return " ".join([*(f"{name} {version(name)}" for name in PACKAGES), f"pango {pango}"])
