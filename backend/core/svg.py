"""Which SVG files the public may be shown: drawings only, nothing that runs, loads or names another file."""

import re
from xml.etree import ElementTree

ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "metadata",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "symbol",
        "use",
        "marker",
        "style",
    ]
)
LARGEST = 256 * 1024
"""Bytes; a logo is seldom more than a few kilobytes."""

_SVG = "{http://www.w3.org/2000/svg}"
_DECLARATION = re.compile(r"^\s*<\?xml\s[^?>]*\?>")
_LINKS = {"href", "{http://www.w3.org/1999/xlink}href"}
_OUTSIDE = re.compile(
    r"url\(\s*['\"]?(?!#)|\b(?:image-set|src)\(|@import|expression\(|javascript:|&#|\\", re.IGNORECASE
)


def svg_problem(data: bytes) -> str | None:
    """Return a sentence on why `data` may not be served as an SVG image, or None when it may."""
    if len(data) > LARGEST:
        return f"The drawing has {len(data) // 1024} kB; {LARGEST // 1024} kB is the most."
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "This is no SVG in UTF-8."
    # The declaration itself may stay; without it the text has no encoding but UTF-8, so nothing hides from the next look.
    text = _DECLARATION.sub("", text, count=1)
    if re.search(r"<!(?!--|\[CDATA\[)|<\?", text):
        return "The drawing declares a document type or a style sheet. Export it again as plain SVG."
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 (no document type, so no entities to expand)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return f"This is no SVG that can be read ({error})."
    if root.tag != f"{_SVG}svg":
        return "This is no SVG drawing."
    return next((problem for element in root.iter() if (problem := _element_problem(element))), None)


def _element_problem(element: ElementTree.Element) -> str | None:
    # Drawing programs leave metadata of their own; outside the SVG namespace nothing is drawn or run, but XHTML would be.
    namespace, _, name = element.tag.rpartition("}")
    if f"{namespace}}}" == _SVG and name not in ELEMENTS:
        return f"The drawing holds <{name}>, which logos may not. Export it as plain shapes."
    if "xhtml" in namespace:
        return "The drawing holds HTML, which logos may not."
    # Browsers read a style's words also behind an element inside it.
    if name == "style" and _OUTSIDE.search("".join(element.itertext())):
        return "The style of the drawing loads another file."
    for attribute, value in element.attrib.items():
        bare = attribute.rpartition("}")[2].lower()
        if bare.startswith("on"):
            return f"The drawing runs a script ({bare}). Export it as plain shapes."
        if attribute in _LINKS and not value.startswith("#"):
            return "The drawing refers to another file. Put everything into the drawing itself."
        if _OUTSIDE.search(value):
            return f"The attribute {bare} of the drawing loads another file."
    return None
