"""Validation of logos and favicons, which the public is served."""

import struct
from typing import Any

from django.core.exceptions import ValidationError

from backend.core.svg import LARGEST, svg_problem

_PNG = b"\x89PNG\r\n\x1a\n"
_ICO = b"\x00\x00\x01\x00"
LOGO_WIDTH = 200


def validate_logo(file: Any) -> None:
    """Reject a logo that is neither a harmless SVG nor a PNG that is wide enough; by content, not by name."""
    data = _read(file)
    if data.startswith(_PNG):
        _require_name(file, ".png")
        if (width := struct.unpack(">I", data[16:20].ljust(4, b"\0"))[0]) < LOGO_WIDTH:
            raise ValidationError(f"The picture is {width} pixels wide; a logo needs at least {LOGO_WIDTH}.")
    else:
        _require_svg(file, data)


def validate_favicon(file: Any) -> None:
    """Reject a favicon that is neither a harmless SVG, nor a PNG, nor an ICO; by content, not by name."""
    data = _read(file)
    if data.startswith(_PNG):
        _require_name(file, ".png")
    elif data.startswith(_ICO):
        _require_name(file, ".ico")
    else:
        _require_svg(file, data)


def _read(file: Any) -> bytes:
    if file.size > LARGEST:
        raise ValidationError(f"The file has {file.size // 1024} kB; {LARGEST // 1024} kB is the most.")
    file.open("rb")
    data: bytes = file.read()
    file.seek(0)
    return data


def _require_svg(file: Any, data: bytes) -> None:
    if problem := svg_problem(data):
        raise ValidationError(problem)
    _require_name(file, ".svg")


def _require_name(file: Any, ending: str) -> None:
    # The media type follows from the name, so name and content must agree.
    if not file.name.lower().endswith(ending):
        raise ValidationError(f"The file's content asks for a name that ends in {ending}.")
