"""The first page of a PDF as a picture: PNG with few colours to keep, WebP for a quick look."""

from io import BytesIO
from typing import Any, Final

COLOURS: Final = 128
"""Colours of a PNG: flat surfaces and the edges of letters need no more."""


def page_picture(pdf: bytes, width: int) -> Any:
    """Return the first page of `pdf` as a Pillow image of `width` pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        return page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()


def png(picture: Any) -> bytes:
    """Return a picture as a PNG with a palette."""
    from PIL import Image

    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return _saved(few, "PNG", optimize=True)


def smaller(picture: Any, width: int) -> Any:
    """Return a picture with `width` pixels in a row."""
    from PIL import Image

    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def webp(picture: Any) -> bytes:
    """Return a picture as a WebP."""
    return _saved(picture, "WEBP", quality=70, method=6)


def _saved(picture: Any, kind: str, **options: Any) -> bytes:
    held = BytesIO()
    picture.save(held, kind, **options)
    return held.getvalue()
