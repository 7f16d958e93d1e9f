"""QR codes (ISO/IEC 18004) as drawings for paper."""

from typing import Final

QUIET: Final = 4
"""Modules of white around a code, as the standard asks for."""


def qr_matrix(address: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the code of `address`, True where they are dark, without the white around it.

    Error correction M at least: a poster may be torn or soiled.
    """
    import segno

    code = segno.make(address, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_svg(address: str, colour: str = "#000000") -> bytes:
    """Return the code of `address` as an SVG with the white that belongs around it; dark modules in `colour`."""
    matrix = qr_matrix(address)
    size = len(matrix) + 2 * QUIET
    runs = "".join(_row(row, number) for number, row in enumerate(matrix, start=QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path fill="{colour}" d="{runs}"/></svg>'
    ).encode()


def _row(row: tuple[bool, ...], y: int) -> str:
    """Return a row as rectangles, neighbours joined so that no hairline shows between them."""
    path, start = "", None
    for x, dark in enumerate((*row, False)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            path += f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z"
            start = None
    return path
