"""Words of documents in files that are no HTML: without characters that those files forbid."""

import re
from typing import Final
from xml.sax.saxutils import escape as xml_escape

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 has no place for, and RFC 5545 neither."""


def without_controls(text: str) -> str:
    """Return `text` without control characters but tabs and line ends, each of which is one `\\n`."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def xml_text(text: str) -> str:
    """Return `text` as character data or as an attribute in double quotes."""
    return xml_escape(without_controls(text), {'"': "&quot;"})
